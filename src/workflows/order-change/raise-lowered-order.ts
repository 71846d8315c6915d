import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { subCents, ZERO, type Cents } from "../../aplazame"
import { fromCents, TWICE_REFERENCE } from "../../mapping"
import { readSnapshot } from "../../modules/aplazame/operations"
import { loweredTwiceOf, worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import { isOrderChangeOpen, orderById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { orderBooks, writeCreditLine } from "../medusa-compat"

/**
 * Raises an order that Medusa has lowered twice for the same money (`loweredTwice`), by a negative credit line. Otherwise its
 * summary would offer the operator to refund that money again.
 *
 * Safe to repeat: the missing amount is read from the order, our own lines included. A process that dies in between leaves an
 * order change without effect, which the sweep ends when it is old.
 *
 * @returns false while it can't be decided or written: a call of the credit has no answer, or the order is being changed. Neither
 * end makes a new version of the order, so the caller tries again.
 */
export async function raiseLoweredOrder(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  if (row.state !== "confirmed" && row.state !== "cancelled") return true
  const amount = await tooLowBy(flow, row, orderId)
  if (amount === "not_told") return false
  return amount <= 0 || flow.locking.execute([lockNames.orderBooks(orderId)], () => raise(flow, row, orderId), { timeout: LOCK_WAIT_SECONDS })
}

async function tooLowBy({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Cents | "not_told"> {
  const order = await orderById(query, orderId)
  if (!order || order.status === "canceled") return ZERO
  const rows = await aplazame.orders.ofOrder(orderId)
  return loweredTwiceOf({ aplazame, query }, order, row, rows, async (one) => (await readSnapshot(aplazame, one, await worthOfCredit({ aplazame, query }, order, one, rows))).credit)
}

async function raise(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const amount = await tooLowBy(flow, row, orderId)
  if (amount === "not_told") return false
  if (amount <= 0) return true
  if (await isOrderChangeOpen(flow.query, orderId)) return false
  await writeCreditLine(orderBooks(flow.container), { orderId, reference: TWICE_REFERENCE, reference_id: row.id, amount: fromCents(subCents(ZERO, amount)) })
  return true
}
