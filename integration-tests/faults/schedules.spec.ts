import { appendFileSync, writeFileSync } from "node:fs"
import { randomInt } from "node:crypto"
import fc from "fast-check"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../support/aplazame-store"
import { runSchedule } from "./run-schedule"
import { schedules, TIMES, type Schedule } from "./schedule"
import { hookClient, hookPostgres } from "./support/hooks"

// Its own process runs no jobs: the schedule says when they run.
process.env.MEDUSA_WORKER_MODE = "server"

const RUNS = Number(process.env.FAULTS_RUNS ?? 100)
const SEED = Number(process.env.FAULTS_SEED ?? randomInt(2 ** 31))

withStore("schedules", { timeoutMs: TIMES.timeout, settleAfterMs: 60_000 }, (bench) => {
  it("moves money exactly once, whatever breaks", async () => {
    hookPostgres(bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
    hookClient(bench.aplazame.client)
    const begun = performance.now()
    const total = { runs: 0, deaths: 0, faults: 0 }
    const failures: string[] = []
    const log = process.env.FAULTS_LOG
    if (log) writeFileSync(log, "")
    const property = fc.asyncProperty(schedules, async (schedule: Schedule) => {
      const s = performance.now()
      const outcome = await within(20_000, JSON.stringify(schedule), runSchedule(bench, schedule))
      total.runs++
      total.deaths += outcome.deaths
      total.faults += outcome.faults
      if (total.runs % 25 === 0) process.stderr.write(`${total.runs} schedules, ${total.deaths} deaths, ${total.faults} faults, ${failures.length} bad, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
      if (outcome.differences.length > 0) {
        const text = [JSON.stringify(schedule), ...outcome.story, ...outcome.differences.map((d) => `  ✘ ${d}`), ...outcome.ledgers.operations.map((op) => `  op ${op.kind} ${op.state} ${op.amount} before ${op.remaining_before} after ${op.remaining_after} ${op.business_key} ref ${op.medusa_ref} ${op.error_code ?? ""} tgt ${op.target}`),
          `  medusa ${JSON.stringify(outcome.ledgers.medusa)}`, `  problems ${JSON.stringify(outcome.ledgers.problems.map((p) => [p.kind, p.figures]))}`,`  theirs total ${outcome.ledgers.theirs.total} cap ${outcome.ledgers.theirs.captured} ref ${outcome.ledgers.theirs.refunded} void ${outcome.ledgers.theirs.voided} canc ${outcome.ledgers.theirs.cancelled}`, `took ${(performance.now()-s).toFixed(0)}`].join("\n")
        failures.push(text)
        if (log) appendFileSync(log, text + "\n\n")
        if (!process.env.FAULTS_ALL) throw new Error(text)
      }
    })
    const result = await fc.check(property, { numRuns: RUNS, seed: SEED, endOnFailure: Boolean(process.env.FAULTS_ALL), ...(process.env.FAULTS_PATH ? { path: process.env.FAULTS_PATH } : {}) })
    process.stderr.write(`seed ${SEED}: ${total.runs} schedules, ${total.deaths} deaths, ${total.faults} faults in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
    if (result.failed && process.env.FAULTS_DEBUG) { process.stderr.write(String((result.errorInstance as Error)?.stack).slice(0, 3000)); const a = await bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION).raw("select pid,state,wait_event_type,left(query,300) q from pg_stat_activity where datname=current_database() and (state like 'idle in%' or state='active')"); process.stderr.write(JSON.stringify(a.rows, null, 1)); process.exit(1) }
    if (result.failed && failures.length === 0) throw result.errorInstance
    expect(failures.length).toBe(0)
    expect(result.failed).toBe(false)
  }, 10 * 3_600_000)
})

/** A schedule that hangs is a failure with its script, not a silent stage. */
async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      process.stderr.write(`still running after ${ms} ms: ${what}\n`)
      reject(new Error(`still running after ${ms} ms: ${what}`))
    }, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
