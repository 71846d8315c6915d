import { DAY_MS } from "../../config/durations"
import { isAplazameError, type AplazameErrorKind } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { type NewDifference, problemOfCredit } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"

/**
 * How often credits of an age are compared: refunds and cancels in Aplazame's panel come late, but seldom. At most `atMost` per
 * run (about four calls each), so that old credits do not delay new ones. Those that are left have waited longest and are first
 * in the next run.
 */
export const COMPARE_SCHEDULE = [
  { days: 3, everyMs: 60 * 60_000, atMost: 400 },
  { days: 30, everyMs: DAY_MS, atMost: 400 },
  { days: 396, everyMs: 30 * DAY_MS, atMost: 200 },
] as const

/** How often a credit is compared. */
const everyMs = ({ created_at }: { created_at: Date }, now: number): number =>
  (COMPARE_SCHEDULE.find(({ days }) => now - created_at.getTime() < days * DAY_MS) ?? COMPARE_SCHEDULE[2]).everyMs

const OUTAGE_KINDS: readonly AplazameErrorKind[] = ["rate_limited", "unauthorized", "not_sent"]
const NEEDS_A_REPEAT: readonly AplazameErrorKind[] = ["timeout", "network", "server"]

/**
 * What the failure of one comparison means. `away`: Aplazame answers about no credit. `again`: only a repeat tells whether it is
 * about this credit alone. `refused`: Aplazame's answer is about this credit, and a repeat gets the same.
 */
export function failureOf(error: unknown): "away" | "again" | "refused" {
  if (!isAplazameError(error)) return "again"
  return OUTAGE_KINDS.includes(error.kind) ? "away" : NEEDS_A_REPEAT.includes(error.kind) ? "again" : "refused"
}

/** Whether a credit could not be compared for a day after it was due, while others were: it is not Aplazame that is away. */
export function isStuck(row: Pick<AplazameOrderRow, "created_at" | "confirmed_at" | "reconciled_at">, now: number, lastCompared: Date | null): boolean {
  const last = row.reconciled_at ?? row.confirmed_at ?? row.created_at
  return lastCompared !== null && lastCompared.getTime() - last.getTime() > everyMs(row, now) + DAY_MS
}

/** After each third failure another read shows whether Aplazame answers at all. */
const CHECK_AFTER_FAILURES = 3
/** After this many failures in one run the rest waits for the next run. */
const STOP_AFTER_FAILURES = 30

/**
 * Compares credits one after the other; none keeps the next from being compared. Ends by throwing only when Aplazame is away for
 * all, or the database is. The attempt is written down before a person is told: if the process dies in between, the next attempt
 * tells. A second process writes the same.
 */
export function oneByOne(flow: FlowContext, dryRun: boolean) {
  const { client, orders } = flow.aplazame
  let failures = 0
  return async (row: AplazameOrderRow, compare: () => Promise<NewDifference[]>): Promise<NewDifference[] | null> => {
    try {
      return await compare()
    } catch (error) {
      flow.logger.warn(`aplazame: ${row.id} not compared: ${messageOf(error)}`)
      const failure = failureOf(error)
      if (failure === "away") throw error
      const now = flow.aplazame.clock()
      // What was refused waits for its next turn; the rest stays due, behind those that were not tried.
      if (!dryRun) await orders.update(row.id, failure === "refused" ? { reconciled_at: new Date(now) } : {})
      if (!dryRun && (failure === "refused" || isStuck(row, now, (await orders.comparedSince(new Date(now))).lastCompared))) await tellUnreadable(flow, row, error)
      if (failure === "again" && ++failures % CHECK_AFTER_FAILURES === 0) await client.listOrders({ ordering: "-created" })
      if (failures >= STOP_AFTER_FAILURES && isAplazameError(error)) throw error
      return null
    }
  }
}

/** One credit can't be compared: a person must look at it in Aplazame's panel. */
async function tellUnreadable({ aplazame }: FlowContext, row: AplazameOrderRow, error: unknown): Promise<void> {
  const { captured_amount: captured, refunded_amount: refunded, voided_amount: voided } = row
  const code = isAplazameError(error) ? error.code : "failed"
  await aplazame.problems.open({ ...problemOfCredit(row, "amounts_unknown", { captured, refunded, voided, code }), once: true, unlessAnswered: true })
}
