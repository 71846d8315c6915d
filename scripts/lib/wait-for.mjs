import { setTimeout as sleep } from "node:timers/promises"

/**
 * Asks until the answer is there.
 * @template T
 * @param {() => Promise<T | undefined | false | null>} ask
 * @param {{ what: string, timeoutMs: number, everyMs?: number, gone?: () => string | undefined }} options
 *   gone: why waiting has become useless (the program has ended), else undefined
 * @returns {Promise<T>}
 */
export async function waitFor(ask, { what, timeoutMs, everyMs = 200, gone }) {
  const until = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    const why = gone?.()
    if (why !== undefined) throw new Error(why)
    if (performance.now() > until) throw new Error(`${what}: nothing after ${Math.round(timeoutMs / 1000)} s`)
    await sleep(everyMs)
  }
}

/** Whether an address answers with 2xx. */
export async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
