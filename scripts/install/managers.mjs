// The package managers that strangers install with. pnpm and yarn are fetched by npx: nothing is installed for the whole
// machine.
import { execFileSync } from "node:child_process"
import { tmpdir } from "node:os"

/** What npm is told on this machine, for those who do not read it. */
const npmSays = (name) => execFileSync("npm", ["config", "get", name], { cwd: tmpdir(), encoding: "utf8" }).trim().replace(/^(undefined|null)$/, "")

/** yarn 4 reads nothing of npm's. It puts its packages into node_modules, as Medusa needs them. */
function yarnEnv() {
  const certificates = npmSays("cafile")
  return {
    YARN_NODE_LINKER: "node-modules", YARN_ENABLE_IMMUTABLE_INSTALLS: "false", YARN_ENABLE_TELEMETRY: "0", YARN_NPM_REGISTRY_SERVER: npmSays("registry").replace(/\/$/, ""),
    ...(certificates && { YARN_HTTPS_CA_FILE_PATH: certificates }),
  }
}

const YARN = ["--yes", "-p", "@yarnpkg/cli-dist@4", "yarn"]

/** `env` is what it needs beside the environment; `needs`, a command without which it is not to be had here. */
export const MANAGERS = {
  npm: { command: "npm", install: ["install", "--no-audit", "--no-fund", "--prefer-offline"], env: () => ({}) },
  // the starter's own
  pnpm: { command: "npx", install: ["--yes", "pnpm@10.11.1", "install", "--prefer-offline", "--no-frozen-lockfile"], env: () => ({}) },
  yarn: { command: "npx", install: [...YARN, "install"], env: yarnEnv, needs: [...YARN, "--version"] },
}

/** @param {keyof typeof MANAGERS} name @returns {string | undefined} why it is not to be had here */
export function notToBeHad(name) {
  const { command, needs } = MANAGERS[name]
  if (!needs) return undefined
  try {
    execFileSync(command, needs, { cwd: tmpdir(), stdio: ["ignore", "ignore", "pipe"], timeout: 120_000 })
    return undefined
  } catch (error) {
    return String(error.stderr || error.message).trim().split("\n")[0]
  }
}
