import { spawnSync } from "node:child_process"
import path from "node:path"
import { childEnv } from "./child-env"
import type { Manager, ManagerName, Packages } from "./managers"
import type { Project } from "./project"

const onWindows = process.platform === "win32"
const major = (version = ""): string | undefined => /\d+/.exec(version)?.[0]
/** Yarn from its second version on is another program, under another name in the registry. */
const isModernYarn = ({ name, version }: Manager): boolean => name === "yarn" && Number(major(version) ?? 1) > 1

/** The version of a program in a folder, where it may be another one; undefined where it does not answer. */
function versionIn(folder: string, command: string): string | undefined {
  const { status, stdout } = spawnSync(command, ["--version"], { cwd: folder, env: { ...childEnv(), COREPACK_ENABLE_DOWNLOAD_PROMPT: "0" }, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], shell: onWindows })
  return status === 0 ? stdout.trim() : undefined
}

/** The program and its first arguments: the package manager, or npx with it where it is not installed, or is another. @param installed its version there */
export function program(manager: Manager, installed: string | undefined): [string, ...string[]] {
  const { name, version } = manager
  const fits = installed !== undefined && (version === undefined || major(installed) === major(version))
  if (name === "npm" || fits) return [name]
  if (isModernYarn(manager)) return ["npx", "--yes", "-p", `@yarnpkg/cli-dist@${version}`, "yarn"]
  return ["npx", "--yes", name === "yarn" ? "yarn@1" : version ? `${name}@${version}` : name]
}

/** A lock file may change now, also where a CI's variables say that none may. */
export const installArgs = (manager: Manager): string[] => {
  if (manager.name === "pnpm") return ["install", "--no-frozen-lockfile"]
  return isModernYarn(manager) ? ["install", "--no-immutable"] : ["install"]
}

/** Where to install, each folder once: the workspace's root, or each package. */
export function installsOf({ backend, storefront }: Project): Packages[] {
  const all = [backend.packages, ...(storefront ? [storefront.packages] : [])]
  return all.filter(({ dir }, index) => all.findIndex((one) => one.dir === dir) === index)
}

/** Installs what package.json names. @returns where that failed */
export function install(project: Project): Packages[] {
  return installsOf(project).filter(({ manager, dir }) => {
    const cwd = path.join(project.root, dir)
    const [command, ...first] = program(manager, versionIn(cwd, manager.name))
    const { status } = spawnSync(command, [...first, ...installArgs(manager)], { cwd, env: childEnv(), stdio: ["ignore", 2, 2], shell: onWindows })
    return status !== 0
  })
}

/** How a package manager runs a program of the project's packages, for a person to type. */
export const runs: Record<ManagerName, { program: string; script: string }> = {
  npm: { program: "npx", script: "npm run" },
  pnpm: { program: "pnpm", script: "pnpm" },
  yarn: { program: "yarn", script: "yarn" },
  bun: { program: "bunx", script: "bun run" },
}
