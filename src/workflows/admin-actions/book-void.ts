import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { addCents, maxCents, minCents, subCents, ZERO, type Cents } from "../../aplazame"
import { fromCents, orderWorth } from "../../mapping"
import { orderById, orderHasCreditLine, orderState, outstandingOf, paymentOfSession } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { endLeftCreditLines } from "../order-change/left-credit-line"
import { restoreCollections } from "../order-change/medusa-collections"
import { LIVING_MS } from "../resume-operations"

/** Voids that an operator asked for have keys that begin so. */
export const ADMIN_KEY = "admin:"
const REFERENCE = "aplazame_void"
const SECONDS_TO_WAIT = 30

/**
 * Brings Medusa's books along with an operator's void that is done. Medusa has no void of a part: a credit
 * line lowers the order by the same amount, and the payment is authorised for what the credit still covers.
 *
 * Safe to repeat: the credit line carries the operation's id, and the other figures are set, not added. If the
 * process dies on any line, the sweep does it again; only books are written, no call goes out.
 */
export async function bookVoid(flow: FlowContext, op: OperationRow): Promise<void> {
  if (!op.payment_id) return
  await flow.locking.execute([`aplazame:books:${op.payment_id}`], () => book(flow, op.id), { timeout: SECONDS_TO_WAIT })
}

async function book(flow: FlowContext, id: string): Promise<void> {
  const { aplazame, query } = flow
  const op = await aplazame.ledger.byId(id)
  if (op?.state !== "done" || op.booked_at !== null) return
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  const state = row?.order_id ? await orderState(query, row.order_id) : null
  // A cancelled order has no outstanding amount that a credit line could lower.
  if (row && state && state.status !== "canceled") {
    await writeCreditLine(flow, row, state.id, op)
    await coverPayment(flow, row, state.id)
  }
  await aplazame.ledger.markBooked(id)
}

async function writeCreditLine(flow: FlowContext, row: AplazameOrderRow, orderId: string, op: OperationRow): Promise<void> {
  const { container, query } = flow
  if (await orderHasCreditLine(query, orderId, REFERENCE, op.id)) return
  const amount = orphanedBy(row, op.amount ?? ZERO, await outstandingOf(query, orderId, row.currency_code))
  if (amount <= 0) return
  await endLeftCreditLines(flow, orderId, new Date(Date.now() - LIVING_MS))
  const credit_lines = [{ reference: REFERENCE, reference_id: op.id, amount: fromCents(amount) }]
  await createOrderCreditLinesWorkflow(container).run({ input: { id: orderId, credit_lines } })
}

async function coverPayment(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  const [payment, order] = [await paymentOfSession(flow.query, row.payment_session_id), await orderById(flow.query, orderId)]
  if (!payment || !order) return
  const covered = minCents(payment.amount, subCents(row.total_amount, row.voided_amount))
  await restoreCollections(flow, orderId, payment, covered, orderWorth(order))
}

/**
 * What is outstanding on the order and will never be captured because of this void. An order that was worth
 * less than its credit anyway loses nothing by it.
 */
function orphanedBy(row: AplazameOrderRow, amount: Cents, outstanding: Cents): Cents {
  const uncaptured = subCents(subCents(row.total_amount, row.voided_amount), row.captured_amount)
  const orphaned = (left: Cents): Cents => maxCents(subCents(outstanding, left), ZERO)
  return minCents(amount, subCents(orphaned(uncaptured), orphaned(addCents(uncaptured, amount))))
}
