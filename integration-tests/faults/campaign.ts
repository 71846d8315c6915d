import { writeFileSync, appendFileSync } from "node:fs"
import fc from "fast-check"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { messageOf } from "../../src/aplazame/message-of"
import { clientOf, type Bench } from "../support/aplazame-store"
import { runSchedule, type Outcome } from "./run-schedule"
import type { Schedule } from "./schedule"
import { hookClient, hookPostgres } from "./support/hooks"
import type { Ledgers } from "./support/ledgers"
import { NotificationLives } from "./support/hook-requests"
import { reclaimConnections } from "./support/reclaim-connections"
import { endWatch, watchDatabase } from "./support/restart-postgres"
import { within } from "./support/within"

/** A busy machine starves a schedule for minutes; what is still running then hangs. */
const LONGEST_SCHEDULE_MS = 300_000
const PROGRESS_EVERY = 50

export type CampaignOptions = {
  runs: number
  seed: number
  /** Replays one schedule of a seed. */
  path?: string
  /** Go on after a failure and count; else stop there and shrink. */
  countAll?: boolean
  /** File that gets every failure in full. */
  log?: string
}

export type Campaign = {
  seed: number
  schedules: number
  deaths: number
  faults: number
  seconds: number
  /** Orders with more than one credit. */
  several: number
  /** Schedules whose ledgers differ in the end. */
  bad: number
  /** Schedules in which Aplazame gave back more than anybody had asked for. */
  overpaid: number
  /** The smallest failing schedule, as a script to replay. */
  report: string | null
}

/** `npm test` plays the same schedules every time, so that a failure is a change's; the long command draws its own. */
const USUAL_SEED = 20261122

/** What the environment asks of a campaign: FAULTS_RUNS, FAULTS_SEED, FAULTS_PATH, FAULTS_COUNT, FAULTS_LOG, and FAULTS_BY_LINK in the suite (see scripts/faults.mjs). */
export function campaignOptions(runs: number): CampaignOptions & { seed: number } {
  const { FAULTS_RUNS, FAULTS_SEED, FAULTS_PATH, FAULTS_COUNT, FAULTS_LOG } = process.env
  return {
    runs: FAULTS_RUNS ? Number(FAULTS_RUNS) : runs,
    seed: FAULTS_SEED ? Number(FAULTS_SEED) : USUAL_SEED,
    ...(FAULTS_PATH ? { path: FAULTS_PATH } : {}),
    ...(FAULTS_LOG ? { log: FAULTS_LOG } : {}),
    countAll: FAULTS_COUNT === "true",
  }
}

/** Puts the store's statements and calls under the hooks; once per store. Hours are played here: a probe whether Aplazame answers again waits for nothing. */
export function hookStore(bench: Bench): void {
  Object.assign(bench.aplazame, { client: clientOf(bench.aplazame.settings, { probeAfterMs: 0 }) })
  hookPostgres(bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
  hookClient(bench.aplazame.client)
}

/** Runs random schedules one after the other in one store, tells of its progress, and shrinks the first that fails. */
export async function runCampaign(bench: Bench, name: string, arbitrary: fc.Arbitrary<Schedule>, options: CampaignOptions): Promise<Campaign> {
  const { seed } = options
  const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  watchDatabase((await pg.raw("SELECT current_database() AS name")).rows[0].name)
  const begun = performance.now()
  const total: Campaign = { seed, schedules: 0, deaths: 0, faults: 0, several: 0, seconds: 0, bad: 0, overpaid: 0, report: null }
  const say = (line: string): void => void process.stderr.write(`${name}: ${line}\n`)
  say(`seed ${seed}, ${options.runs} schedules`)
  if (options.log) writeFileSync(options.log, "")
  const lives = new NotificationLives()
  await bench.emulator.patchSettings({ retry_delays_ms: [120], retry_every_ms: 120, notification_timeout_ms: 4_000 })
  let shrinking = false
  const property = fc.asyncProperty(arbitrary, async (schedule) => {
    // A schedule that hangs is a failure with its script, not a silent stage.
    const outcome = await within(LONGEST_SCHEDULE_MS, () => `still running after ${LONGEST_SCHEDULE_MS} ms: ${JSON.stringify(schedule)}`, runSchedule(bench, lives, schedule)).catch((error: unknown) => {
      if (!options.countAll) throw error
      return messageOf(error)
    })
    reclaimConnections(pg)
    if (typeof outcome === "string") {
      total.bad++
      if (options.log) appendFileSync(options.log, `${JSON.stringify(schedule)}\n  ✘ ${outcome}\n\n`)
      return
    }
    if (!shrinking) count(total, outcome)
    if (!shrinking && total.schedules % PROGRESS_EVERY === 0) say(`${total.schedules} of ${options.runs}, ${total.deaths} deaths, ${total.faults} faults, ${total.bad} bad, ${seconds(begun)} s`)
    if (outcome.differences.length === 0) return
    const text = tell(schedule, outcome)
    if (options.log) appendFileSync(options.log, `${text}\n\n`)
    if (options.countAll) return
    shrinking = true
    throw new Error(text)
  })
  const result = await fc.check(property, { numRuns: options.runs, seed, ...(options.path ? { path: options.path } : {}) })
  total.seconds = Number(seconds(begun))
  // Executions whose process died stay "invoking" for ever; Medusa's test runner would wait for them.
  await pg("workflow_execution").delete()
  await endWatch()
  if (result.failed) {
    const thrown = messageOf(result.errorInstance)
    total.bad = Math.max(total.bad, 1)
    total.report = `replay: npm run test:faults -- ${process.env.FAULTS_BY_LINK === "true" ? "--by-link " : ""}--seed ${seed} --path ${result.counterexamplePath ?? ""}\n(after ${result.numShrinks} shrinks)\n${thrown}`
  }
  say(`${total.schedules} schedules, ${total.several} with several credits, ${total.deaths} deaths, ${total.faults} faults, ${total.bad} bad, ${total.seconds} s (seed ${seed})`)
  return total
}

function count(total: Campaign, outcome: Outcome): void {
  total.schedules++
  total.deaths += outcome.deaths
  total.faults += outcome.faults
  if (outcome.ledgers.length > 1) total.several++
  if (outcome.differences.length > 0) total.bad++
  if (outcome.overpaid > 0) total.overpaid++
}

/** A failing schedule in words: the script, what each step came to, what differs, and the ledgers of each credit. */
function tell(schedule: Schedule, { story, differences, ledgers }: Outcome): string {
  const said = [JSON.stringify(schedule), ...story.map((line) => `  ${line}`), ...differences.map((difference) => `  ✘ ${difference}`)]
  return [...said, ...ledgers.flatMap(tellCredit)].join("\n")
}

const tellCredit = ({ theirs, medusa, problems, operations, row }: Ledgers): string[] => [
  `  credit    ${row.mid} ${row.state} of ${row.total_amount}`,
  ...operations.map((op) => `  ours      ${op.kind} ${op.state} ${op.amount ?? ""} (${op.remaining_before ?? "?"} → ${op.remaining_after ?? "?"}) ${op.medusa_ref ?? ""} ${op.error_code ?? ""} ${op.business_key}`),
  `  Aplazame  ${JSON.stringify({ total: theirs.total, captured: theirs.captured, refunded: theirs.refunded, voided: theirs.voided, cancelled: theirs.cancelled })}`,
  `  Medusa    ${JSON.stringify(medusa)}`,
  `  problems  ${JSON.stringify(problems.map((problem) => [problem.kind, problem.figures]))}`,
]

const seconds = (begun: number): string => ((performance.now() - begun) / 1000).toFixed(0)
