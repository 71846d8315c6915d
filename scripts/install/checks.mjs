// Counts what holds and what does not, and says it while it goes on.

/** A step without which the ones behind it make no sense. */
export class StopError extends Error {}

/** @returns the checks of one run */
export function createChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

  /**
   * @template T
   * @param {string} name what holds, as a sentence
   * @param {() => Promise<T> | T} prove throws what is wrong; a text it returns is shown
   * @param {{ needed?: boolean }} [options] needed: ends the run with StopError when it does not hold
   * @returns {Promise<T | undefined>}
   */
  async function check(name, prove, { needed = false } = {}) {
    const begun = performance.now()
    try {
      const result = await prove()
      counts.passed++
      console.log(`✔ ${name}${typeof result === "string" ? `: ${result}` : ""} (${seconds(begun)})`)
      return result
    } catch (error) {
      counts.failed++
      console.log(`✘ ${name} (${seconds(begun)})\n  ${String(error.message ?? error).trimEnd().replaceAll("\n", "\n  ")}`)
      if (needed) throw new StopError(name)
      return undefined
    }
  }

  /** What can't be tried here, and why: it has not passed. */
  function skip(name, why) {
    counts.skipped++
    console.log(`– ${name}: skipped, ${why}`)
  }

  return { check, skip, counts, line: () => `${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ""}` }
}

/** Throws the sentence unless the fact holds. */
export function expectThat(fact, sentence) {
  if (!fact) throw new Error(sentence)
}
