// Ctrl-C, a closed terminal, a plain kill, and the end of the npm that started us all end
// the run the same way: once, in order, to the end.
import { markEnding } from "./folder-owner.mjs"
import { watchNpm } from "./npm-parents.mjs"

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
/** In a terminal Ctrl-C reaches us twice, from the terminal and passed on by npm: that counts once. */
const SAME_WISH_MS = 700

/**
 * @param {() => Promise<void>} cleanUp ends everything that was started
 * @param {{ force?: () => void, onSignal?: () => void, code?: number }} [options]
 *   force: what a second Ctrl-C does before the process goes; code: exit code after a signal, when being
 *   stopped is the normal end of the program (default: 128 + the signal, as shells have it)
 * @returns {{ end: (code: number) => Promise<never>, ending: () => boolean }}
 */
export function endWith(cleanUp, { force, onSignal, code } = {}) {
  let started
  const end = (exitCode) => {
    if (started) return started
    markEnding()
    started = cleanUp()
      .catch((error) => console.error(error instanceof Error ? error.message : String(error)))
      .then(() => process.exit(exitCode))
    return started
  }
  let first
  for (const signal of Object.keys(EXIT_CODES)) {
    process.on(signal, () => {
      if (first === undefined) {
        first = Date.now()
        onSignal?.()
        void end(code ?? EXIT_CODES[signal])
      } else if (signal !== "SIGHUP" && Date.now() - first > SAME_WISH_MS) {
        force?.()
        process.exit(EXIT_CODES[signal])
      }
    })
  }
  watchNpm(() => void end(code ?? EXIT_CODES.SIGTERM))
  return { end, ending: () => started !== undefined }
}
