import { DAY_MS } from "../../config/durations"
import { hasEnded, LEFTOVER_AFTER_MS, refundInsteadKey } from "../../credit"
import { orderStatus } from "../../modules/aplazame/reading"
import type { OperationRow } from "../../modules/aplazame/rows"
import { problemOfRefused } from "../../modules/aplazame/stores"
import { wasHeldBack } from "../capture-fulfilment/capture-hold"
import { uncapturedOf } from "../capture-fulfilment/due"
import type { FlowContext } from "../flow-context"
import { forEachInPages } from "./for-each-isolated"

const LOOKED_BACK_MS = 7 * DAY_MS

/** Tells what Aplazame refused and nobody has heard of: the process died after the refusal was settled and before its problem was opened. */
export async function sweepRefused(flow: FlowContext): Promise<void> {
  const { ledger, clock } = flow.aplazame
  const now = clock()
  const between: [Date, Date] = [new Date(now - LOOKED_BACK_MS), new Date(now - LEFTOVER_AFTER_MS)]
  await forEachInPages(flow, "untold refusal", (after, limit) => ledger.untoldRefusals(between, after, limit), (op) => tell(flow, op))
}

async function tell(flow: FlowContext, op: OperationRow): Promise<void> {
  const { orders, ledger, problems } = flow.aplazame
  const row = await orders.byId(op.aplazame_order_id)
  if (!row?.order_id || hasEnded(row.state) || wasHeldBack(op)) return
  if (op.kind === "capture" && !(await uncapturedOf(flow, row))) return
  if (op.kind === "void" && ((await ledger.byKey(refundInsteadKey(op.business_key))) || (await orderStatus(flow.query, row.order_id)) === "canceled")) return
  await problems.open({ ...problemOfRefused(row, op, "operation_refused"), once: true })
}
