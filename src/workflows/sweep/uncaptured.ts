import { DAY_MS } from "../../config/durations"
import type { ProblemKind } from "../../modules/aplazame/problem-kinds"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores"
import { uncapturedOf } from "../capture-fulfilment/due"
import { updateHeldCapture } from "../capture-fulfilment/capture-hold"
import type { FlowContext } from "../flow-context"
import { retellOutstanding } from "../order-change/book-void"
import { forEachInPages } from "./for-each-isolated"

/** Tells a person of credits of which nobody has captured anything for days, and takes it back when that is over; so too what the store held back, and what is outstanding above a credit. */
export async function sweepUncaptured(flow: FlowContext): Promise<void> {
  const { orders, problems, settings, clock } = flow.aplazame
  const told = (kind: ProblemKind) => (after: string, limit: number) => orders.told(kind, after, limit)
  await forEachInPages(flow, "told uncaptured", told("credit_not_captured"), async (row) => {
    if (!(await isUncaptured(flow, row))) await problems.close("credit_not_captured", row.id)
  })
  await forEachInPages(flow, "told held back", told("capture_held"), (row) => updateHeldCapture(flow, row))
  await forEachInPages(flow, "told outstanding", told("order_above_credit"), (row) => retellOutstanding(flow, row))
  const { uncapturedDays } = settings
  if (uncapturedDays === 0) return
  const since = new Date(clock() - uncapturedDays * DAY_MS)
  await forEachInPages(flow, "uncaptured", (after, limit) => orders.uncapturedSince(since, after, limit), async (row) => {
    // The credit of a cancelled order ends otherwise.
    if (!(await isUncaptured(flow, row))) return
    await problems.open({ ...problemOfCredit(row, "credit_not_captured", { total: row.total_amount, days: String(uncapturedDays) }), once: true })
  })
}

/** Nothing of it was captured, and something can be. */
async function isUncaptured(flow: FlowContext, row: AplazameOrderRow): Promise<boolean> {
  const found = await uncapturedOf(flow, row)
  return found !== null && found.credit.settled.captured === 0
}
