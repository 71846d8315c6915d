import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"

/** Folders that hold no package of the project's own. */
const SKIPPED = new Set(["node_modules", "dist", "build", "public", "out"])
const DEPTH = 3
const CONFIGS = ["medusa-config.ts", "medusa-config.js", "medusa-config.mts", "medusa-config.mjs", "medusa-config.cjs"]

type Manifest = { name?: string; packageManager?: string; workspaces?: unknown; scripts?: Record<string, string>; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }
type ManagerName = "npm" | "pnpm" | "yarn" | "bun"
export type Manager = { name: ManagerName; version?: string }
export type Backend = { dir: string; config: string; medusa?: string }
export type Storefront = { dir: string; next: string; /** Folder of the sources: `src`, or the storefront's own. */ src: string; port: number }
/** What was found; folders are relative to `root`, "" for itself. */
export type Project = { root: string; manager: Manager; workspace: boolean; backend: Backend; storefront?: Storefront }

/** A project that can't be worked on; the message is one sentence that says why and what to do. */
class ProjectError extends Error {}

/** A folder's package.json; undefined where there is none that can be read. */
function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest
  } catch {
    return undefined
  }
}

/** Folders with a package.json, relative, the root first. */
function packages(root: string, dir = "", depth = 0): string[] {
  const here = existsSync(path.join(root, dir, "package.json")) ? [dir] : []
  if (depth === DEPTH) return here
  const inner = readdirSync(path.join(root, dir), { withFileTypes: true }).filter((one) => one.isDirectory() && !one.name.startsWith(".") && !SKIPPED.has(one.name))
  return [...here, ...inner.flatMap((one) => packages(root, path.join(dir, one.name), depth + 1))]
}

const has = (manifest: Manifest | undefined, name: string): string | undefined => manifest?.dependencies?.[name] ?? manifest?.devDependencies?.[name]

/** The version of a package that is installed for a folder, else the one that its package.json names. */
function versionFor(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const { version } = (readManifest(path.join(at, "node_modules", name)) as { version?: string } | undefined) ?? {}
    if (version) return version
    if (at === path.dirname(at)) break
  }
  return /\d+\.\d+\.\d+\S*/.exec(has(readManifest(folder), name) ?? "")?.[0]
}

/** The one folder of a kind; `--option` chooses where there are several, or names one that is elsewhere. */
function one(kind: string, option: string, found: readonly string[], given: string | undefined, fits: (dir: string) => boolean): string | undefined {
  if (given !== undefined) {
    if (!fits(given)) throw new ProjectError(`${given} is no ${kind}`)
    return given
  }
  if (found.length > 1) throw new ProjectError(`there are several: ${found.map((dir) => dir || ".").join(", ")}. Say which is the ${kind}: ${option} FOLDER`)
  return found[0]
}

/** The package manager: the one that package.json names, else the one whose lock file lies there, else the one that runs us. */
export function managerOf(root: string, agent = process.env.npm_config_user_agent ?? ""): Manager {
  const [, name, version] = /^(npm|pnpm|yarn|bun)@([^+]+)/.exec(readManifest(root)?.packageManager ?? "") ?? []
  if (name) return { name: name as ManagerName, version }
  const locks: [string, ManagerName][] = [["pnpm-lock.yaml", "pnpm"], ["yarn.lock", "yarn"], ["bun.lock", "bun"], ["bun.lockb", "bun"], ["package-lock.json", "npm"]]
  const locked = locks.find(([file]) => existsSync(path.join(root, file)))?.[1]
  return { name: locked ?? ((/^(pnpm|yarn|bun)\//.exec(agent)?.[1] ?? "npm") as ManagerName) }
}

/** Looks at what is in a folder. @throws ProjectError when there is no backend, or more than one and none is named */
export function surveyProject(root: string, wish: { backend?: string; storefront?: string | false } = {}): Project {
  const dirs = packages(root)
  const configOf = (dir: string): string | undefined => CONFIGS.find((file) => existsSync(path.join(root, dir, file)))
  const isBackend = (dir: string): boolean => configOf(dir) !== undefined
  const isStorefront = (dir: string): boolean => !isBackend(dir) && has(readManifest(path.join(root, dir)), "next") !== undefined
  const backend = one("backend", "--backend", dirs.filter(isBackend), wish.backend, isBackend)
  const config = backend === undefined ? undefined : configOf(backend)
  if (backend === undefined || config === undefined) throw new ProjectError(`there is no medusa-config in ${root} or below: run this in the folder of a Medusa project`)
  const storefront = wish.storefront === false ? undefined : one("storefront", "--storefront", dirs.filter(isStorefront), wish.storefront, isStorefront)
  return {
    root,
    manager: managerOf(root),
    workspace: existsSync(path.join(root, "pnpm-workspace.yaml")) || readManifest(root)?.workspaces !== undefined,
    backend: { dir: backend, config, medusa: versionFor(path.join(root, backend), "@medusajs/medusa") },
    ...(storefront === undefined ? {} : { storefront: storefrontIn(root, storefront) }),
  }
}

function storefrontIn(root: string, dir: string): Storefront {
  const folder = path.join(root, dir)
  const script = readManifest(folder)?.scripts?.dev ?? ""
  return {
    dir,
    next: versionFor(folder, "next") ?? "",
    src: existsSync(path.join(folder, "src", "app")) ? "src" : "",
    port: Number(/(?:-p|--port)[ =](\d+)/.exec(script)?.[1] ?? 3000),
  }
}
