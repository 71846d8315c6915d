import { existsSync } from "node:fs"
import path from "node:path"
import { entriesOf, readText } from "./changes"
import { packagesFor, type Packages } from "./managers"
import { versionFor, type Version } from "./versions"
import { readManifest, upwards } from "./workspaces"

/** Folders that hold no package of the project's own. */
const SKIPPED = new Set(["node_modules", "dist", "build", "public", "out"])
const DEPTH = 3
const CONFIGS = ["medusa-config.ts", "medusa-config.js", "medusa-config.mts", "medusa-config.mjs", "medusa-config.cjs"]

export type Backend = { dir: string; config: string; medusa: Version; packages: Packages }
export type Storefront = { dir: string; next: Version; /** Folder of the sources: `src`, or the storefront's own. */ src: string; port: number; packages: Packages }
/** What was found; folders are relative to `root`, "" for itself. */
export type Project = { root: string; backend: Backend; storefront?: Storefront }

/** A project that can't be worked on; the message is one sentence that says why and what to do. */
class ProjectError extends Error {}

/** Folders with a package.json, relative, the root first. */
function packages(root: string, dir = "", depth = 0): string[] {
  const here = existsSync(path.join(root, dir, "package.json")) ? [dir] : []
  if (depth === DEPTH) return here
  const inner = entriesOf(path.join(root, dir)).filter((one) => one.isDirectory() && !one.name.startsWith(".") && !SKIPPED.has(one.name))
  return [...here, ...inner.flatMap((one) => packages(root, path.join(dir, one.name), depth + 1))]
}

/** Names of the packages that a folder asks for. */
const asksFor = (folder: string): string[] => {
  const { dependencies, devDependencies } = readManifest(folder) ?? {}
  return Object.keys({ ...dependencies, ...devDependencies })
}

/** The one folder of a kind; `--option` chooses where there are several, or names one that is elsewhere. */
function one(kind: string, option: string, found: readonly string[], given: string | undefined, fits: (dir: string) => boolean): string | undefined {
  if (given !== undefined) {
    if (!fits(given)) throw new ProjectError(`${given || "."} is no ${kind}`)
    return given
  }
  if (found.length > 1) throw new ProjectError(`there are several: ${found.map((dir) => dir || ".").join(", ")}. Say which is the ${kind}: ${option} FOLDER`)
  return found[0]
}

/** Looks at what is in a folder. @throws ProjectError when there is no backend, or more than one and none is named */
export function surveyProject(root: string, options: { backend?: string; storefront?: string | false } = {}): Project {
  const dirs = packages(root)
  const named = (dir: string | undefined): string | undefined => dir && path.relative(root, path.resolve(root, dir))
  const configOf = (dir: string): string | undefined => CONFIGS.find((file) => existsSync(path.join(root, dir, file)))
  const isBackend = (dir: string): boolean => configOf(dir) !== undefined
  const isStorefront = (dir: string): boolean => !isBackend(dir) && asksFor(path.join(root, dir)).includes("next")
  const backend = one("backend", "--backend", dirs.filter(isBackend), named(options.backend), isBackend)
  const config = backend === undefined ? undefined : configOf(backend)
  if (backend === undefined || config === undefined) throw new ProjectError(`there is no medusa-config in ${root} or below: run this in ${upwards(root).find((dir) => configOf(path.relative(root, dir))) ?? "the folder of a Medusa project"}`)
  const storefront = options.storefront === false ? undefined : one("storefront", "--storefront", likelyShops(root, dirs.filter(isStorefront)), named(options.storefront), isStorefront)
  return {
    root,
    backend: { dir: backend, config, medusa: versionFor(path.join(root, backend), "@medusajs/medusa"), packages: packagesFor(root, backend) },
    ...(storefront === undefined ? {} : { storefront: storefrontIn(root, storefront) }),
  }
}

/** Of several sites with Next.js, those that talk to Medusa. */
function likelyShops(root: string, dirs: readonly string[]): readonly string[] {
  const ofMedusa = dirs.filter((dir) => asksFor(path.join(root, dir)).some((name) => name.startsWith("@medusajs/")))
  return ofMedusa.length > 0 ? ofMedusa : dirs
}

function storefrontIn(root: string, dir: string): Storefront {
  const folder = path.join(root, dir)
  return {
    dir,
    next: versionFor(folder, "next"),
    src: existsSync(path.join(folder, "src", "app")) ? "src" : "",
    port: portOf(folder),
    packages: packagesFor(root, dir),
  }
}

/** The port of an address on this machine. */
export const LOCAL_PORT = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)/
const PORT = /(?:\s-p[ =]?|--port[ =]|\bPORT=)["']?(?:\$\{\w+:-)?(\d+)/

/** The port of a shop while it is developed: its scripts say it, else its files of the environment, else it is that of Next.js. */
function portOf(folder: string): number {
  const { dev = "", ...others } = readManifest(folder)?.scripts ?? {}
  const scripts = [dev, ...Object.values(others).filter((one) => one.includes("next dev"))]
  const said = scripts.map((one) => PORT.exec(one)?.[1]).find(Boolean)
  // Next.js itself takes no port of a file.
  const files = scripts.some((one) => one.includes("next dev")) ? [] : [".env.local", ".env", ".env.template", ".env.example"].map((file) => readText(path.join(folder, file)) ?? "")
  return Number(said ?? files.map((text) => (/^PORT=(\d+)/m.exec(text) ?? new RegExp(`^\\w*(?:BASE|SITE|APP|SHOP|STORE(?:FRONT)?)_URL=["']?${LOCAL_PORT.source}`, "m").exec(text))?.[1]).find(Boolean) ?? 3000)
}
