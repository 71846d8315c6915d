// Commands in an installed folder: with an environment that tells nothing of this repository, and an end.
import path from "node:path"
import { expectThat } from "./checks.mjs"

const COMMAND_MS = 8 * 60_000
/** Enough of an output for the lists in it. */
const KEEP = 400_000
/** What an npm that runs us tells its scripts of this repository: nothing for the npm of another folder. */
const OF_THIS_REPOSITORY = /^(npm_(package|lifecycle)_|npm_config_(local_prefix|prefix|global_prefix)$|npm_command$|INIT_CWD$|NODE_ENV$|NODE_OPTIONS$|PORT$)/

/** An environment in which nothing says where it was started from. */
export const cleanEnv = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THIS_REPOSITORY.test(name))),
  MEDUSA_DISABLE_TELEMETRY: "true", CI: "true", FORCE_COLOR: "0",
})

/**
 * @param {object} children what keeps the processes
 * @param {string} folder where a command runs unless it says otherwise
 * @param {Record<string, string>} base its environment, likewise
 */
export function commandsIn(children, folder, base) {
  async function run(command, args, { env = base, cwd = folder } = {}) {
    const child = children.start(command, args, { env, cwd, keep: KEEP })
    const late = setTimeout(() => void child.stop(), COMMAND_MS)
    const code = await child.exited
    clearTimeout(late)
    return { code, out: child.out(), output: child.tail() }
  }
  /** @returns {Promise<string>} what it wrote to stdout. @throws with the end of its output */
  async function succeed(command, args, options) {
    const result = await run(command, args, options)
    expectThat(result.code === 0, `${path.basename(command)} ${args[0]} ended with ${result.code}:\n${result.output.slice(-3_000)}`)
    return result.out
  }
  return { run, succeed }
}
