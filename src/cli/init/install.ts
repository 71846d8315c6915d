import { spawnSync } from "node:child_process"
import path from "node:path"
import { childEnv } from "./child-env"
import type { Manager, Project } from "./project"

const onWindows = process.platform === "win32"
const answers = (command: string): boolean => spawnSync(command, ["--version"], { stdio: "ignore", shell: onWindows }).status === 0

/** The program and its first arguments: the package manager, or npx with it where it is not installed. */
function program({ name, version }: Manager): [string, ...string[]] {
  if (name === "npm" || answers(name)) return [name]
  return ["npx", "--yes", version ? `${name}@${version}` : name]
}

/** A lock file may change now, also where a CI's variables say that none may. */
const ARGS: Record<Manager["name"], string[]> = { npm: ["install"], pnpm: ["install", "--no-frozen-lockfile"], yarn: ["install"], bun: ["install"] }

/** Folders to install in: the workspace's root, or each package. */
export const installFolders = ({ workspace, backend, storefront }: Project): string[] => (workspace ? [""] : [...new Set([backend.dir, ...(storefront ? [storefront.dir] : [])])])

/** Installs what package.json names. @returns the folders where that failed */
export function install(project: Project): string[] {
  const [command, ...first] = program(project.manager)
  return installFolders(project).filter((dir) => {
    const { status } = spawnSync(command, [...first, ...ARGS[project.manager.name]], { cwd: path.join(project.root, dir), env: childEnv(), stdio: ["ignore", 2, 2], shell: onWindows })
    return status !== 0
  })
}

/** How a package manager runs a program of the project's packages, for a person to type. */
export const runs: Record<Manager["name"], { program: string; script: string }> = {
  npm: { program: "npx", script: "npm run" },
  pnpm: { program: "pnpm", script: "pnpm" },
  yarn: { program: "yarn", script: "yarn" },
  bun: { program: "bunx", script: "bun run" },
}
