import { orderStatus } from "../../modules/aplazame/reading"
import { problemOfCredit } from "../../modules/aplazame/stores/problem-store"
import type { FlowContext } from "../flow-context"

const BATCH = 100
const DAY_MS = 24 * 60 * 60_000

/** Tells a person of credits of which nobody has captured anything for days, and takes it back when somebody has; so too what the store held back. */
export async function sweepUncaptured({ aplazame, query }: FlowContext): Promise<void> {
  for (const { id } of await aplazame.orders.toldUncapturedInVain(BATCH)) await aplazame.problems.close("credit_not_captured", id)
  for (const { id } of await aplazame.orders.toldHeldInVain(BATCH)) await aplazame.problems.close("capture_held", id)
  const { uncapturedDays } = aplazame.settings
  if (uncapturedDays === 0) return
  for (const row of await aplazame.orders.uncapturedSince(new Date(aplazame.clock() - uncapturedDays * DAY_MS), BATCH)) {
    // The credit of a cancelled order ends otherwise.
    if (!row.order_id || (await orderStatus(query, row.order_id)) === "canceled") continue
    await aplazame.problems.open({ ...problemOfCredit(row, "credit_not_captured", { total: row.total_amount, days: String(uncapturedDays) }), once: true })
  }
}
