import { existsSync } from "node:fs"
import path from "node:path"
import { readText } from "./changes"
import { readManifest, upwards, workspaceOf } from "./workspaces"

export type ManagerName = "npm" | "pnpm" | "yarn" | "bun"
export type Manager = { name: ManagerName; /** Or what it begins with: `4`. */ version?: string }
/** Who installs a folder's packages, and in which folder: its own, or the root of its workspace. */
export type Packages = { manager: Manager; dir: string }

const LOCKS: readonly (readonly [string, ManagerName])[] = [["pnpm-lock.yaml", "pnpm"], ["yarn.lock", "yarn"], ["bun.lock", "bun"], ["bun.lockb", "bun"], ["package-lock.json", "npm"], ["npm-shrinkwrap.json", "npm"]]
const isManager = (name: string | undefined): name is ManagerName => /^(npm|pnpm|yarn|bun)$/.test(name ?? "")

/** Yarn's lock files differ: the first Yarn says its version, later ones have a block of their own. */
function yarnOf(folder: string): string {
  const lock = readText(path.join(folder, "yarn.lock")) ?? ""
  const modern = lock.includes("__metadata:") || (!lock.includes("lockfile v1") && existsSync(path.join(folder, ".yarnrc.yml")))
  return modern ? "4" : "1"
}

/** What a folder itself says: the manager that package.json names, else the one whose lock file lies there. */
function saidBy(folder: string): Manager | undefined {
  const { packageManager, devEngines } = readManifest(folder) ?? {}
  const [, name, version] = /^(\w+)@([^+]+)/.exec(packageManager ?? "") ?? []
  if (isManager(name)) return { name, version }
  const locked = LOCKS.find(([file]) => existsSync(path.join(folder, file)))?.[1]
  if (locked) return { name: locked, ...(locked === "yarn" ? { version: yarnOf(folder) } : {}) }
  const engine = [devEngines?.packageManager ?? []].flat().find((one) => isManager(one.name))
  return engine && isManager(engine.name) ? { name: engine.name, version: engine.version } : undefined
}

/**
 * Who installs the packages of a folder: each may have its own. A package of a workspace is installed at its root.
 * @param root the project: what lies above says nothing, unless it is the workspace
 * @param agent what runs us, for a folder that nothing is said of
 */
export function packagesFor(root: string, dir: string, agent: string = process.env.npm_config_user_agent ?? ""): Packages {
  const folder = path.join(root, dir)
  const at = workspaceOf(folder) ?? folder
  const within = upwards(at).filter((one) => one === at || !path.relative(root, one).startsWith(".."))
  const said = within.map(saidBy).find((one) => one !== undefined)
  const running = /^(\w+)\//.exec(agent)?.[1]
  return { manager: said ?? { name: isManager(running) ? running : "npm" }, dir: path.relative(root, at) }
}
