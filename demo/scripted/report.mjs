// Prints the steps as they pass, each with the calls to Aplazame that it caused.
import { ApiError } from "../lib/api.mjs"
import { money } from "./money.mjs"

const WIDTH = 98
/** History pushes and captures run after the answer; what is still on its way is shown with its own step. */
const SETTLE_MS = 250

const amountIn = (body) => {
  const amount = body?.amount ?? body?.total_amount ?? body?.order?.total_amount
  return typeof amount === "number" ? money(amount) : ""
}

/** One call as a line, e.g. `PUT    /orders/order_01M8…          200  94.85 €`. */
function callLine({ method, path, status, body, fault }) {
  const short = path.split("?")[0].replace(/[A-Za-z0-9_-]{20,}/g, (id) => `${id.slice(0, 14)}…`)
  return `        ${method.padEnd(5)} ${short.padEnd(46)} ${String(status).padStart(3)}  ${amountIn(body).padStart(10)}${fault ? `  fault ${fault}` : ""}`.trimEnd()
}

/**
 * @param {{ calls: (since: number) => Promise<{ seq: number }[]> }} aplazame
 * @param {(line: string) => void} [print]
 */
export function createReport(aplazame, print = console.log) {
  let passed = 0
  let failed = 0
  let seen = 0

  async function newCalls() {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const calls = await aplazame.calls(seen)
    for (const { seq } of calls) seen = Math.max(seen, seq)
    return calls
  }

  /** @returns {Promise<boolean>} whether it passed */
  async function step(title, work) {
    const begun = performance.now()
    let mark = "✔"
    let problem
    try {
      const note = await work()
      if (typeof note === "string") title = `${title}: ${note}`
      passed++
    } catch (error) {
      mark = "✘"
      failed++
      problem = error instanceof ApiError || error instanceof Error ? error.message : String(error)
    }
    const seconds = `${((performance.now() - begun) / 1000).toFixed(1)} s`
    print(`  ${mark} ${title.padEnd(WIDTH)} ${seconds.padStart(7)}`)
    if (problem) print(`        ${problem}`)
    for (const call of await newCalls()) print(callLine(call))
    return mark === "✔"
  }

  /**
   * Runs the steps of one story. After a failure the rest makes no sense and is named as not tried.
   * @param {string} title
   * @param {[string, () => Promise<unknown>][]} steps
   */
  async function story(title, steps) {
    print(`\n${title}`)
    for (const [index, [name, work]] of steps.entries()) {
      if (await step(name, work)) continue
      for (const [left] of steps.slice(index + 1)) print(`  – ${left}: not tried`)
      return
    }
  }

  return { story, step, counts: () => ({ passed, failed }) }
}
