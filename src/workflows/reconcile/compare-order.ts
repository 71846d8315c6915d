import type { AplazameOrder } from "../../aplazame"
import { cancelKey } from "../../modules/aplazame/operations"
import { orderState } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { isOpen, stateOf } from "./row-state"
import type { NewDifference } from "../../modules/aplazame/stores/reconcile-store"
import type { FlowContext } from "../flow-context"
import { compareAmounts } from "./compare-amounts"

/** Our mids begin so; other shops of the same merchant account have their own. */
const OUR_MID = /^aplord_/

/** Where Aplazame, our row and Medusa's order stand to each other; null when they agree. */
export async function compareOrder(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null): Promise<NewDifference[]> {
  const base = { mid: remote.mid, aplazame_id: remote.id, aplazame_order_id: row?.id ?? null, order_id: row?.order_id ?? null }
  const state = stateOf(remote)
  if (!row) {
    if (!OUR_MID.test(remote.mid) || state !== "confirmed") return []
    return [{ ...base, kind: "unknown_here", action: "problem", figures: { total: remote.total_amount, status: remote.raw_status } }]
  }
  const figures = { total: remote.total_amount, status: remote.raw_status, reason: remote.status_reason }
  const order = row.order_id ? await orderState(flow.query, row.order_id) : null
  if (state === "confirmed") {
    if (!order) return [{ ...base, kind: "confirmed_without_order", action: "repaired", figures }]
    const ops = await flow.aplazame.ledger.ofOrder(row.id)
    // An operation under way explains any difference; it is settled on its own.
    if (ops.some((op) => op.kind !== "history" && isOpen(op.state))) return []
    if (order.status === "canceled") return cancelledHere(flow, remote, row, base)
    return compareAmounts(flow, remote, row, base)
  }
  if (!order || order.status === "canceled") return []
  if (state === "refused") return [{ ...base, kind: "refused_with_order", action: order.fulfilled ? "problem" : "repaired", figures }]
  if (state === "cancelled" && !fullyGivenBack(row)) return [{ ...base, kind: "cancelled_there", action: order.fulfilled ? "problem" : "repaired", figures }]
  return []
}

async function cancelledHere(
  flow: FlowContext,
  remote: AplazameOrder,
  row: AplazameOrderRow,
  base: Pick<NewDifference, "mid" | "aplazame_id" | "aplazame_order_id" | "order_id">
): Promise<NewDifference[]> {
  const planned = await flow.aplazame.ledger.byKey(cancelKey(row))
  const asked = planned !== null && planned.state !== "planned"
  const figures = { total: remote.total_amount, captured: row.captured_amount, refunded: row.refunded_amount, voided: row.voided_amount }
  return [{ ...base, kind: "cancelled_here", action: asked ? "problem" : "repaired", figures }]
}

/** A full refund or void cancels the order at Aplazame: that is not a difference. */
const fullyGivenBack = (row: AplazameOrderRow): boolean => row.voided_amount + row.refunded_amount >= row.total_amount
