import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { maxCents, minCents, subCents, sumCents, ZERO, type Cents } from "../../aplazame"
import { granted, hasEnded, isOrderChange, orphanedBy, outstandingAbove, placedBelow, writesOrderDown, type Credit } from "../../credit"
import { fromCents, VOID_REFERENCE } from "../../mapping"
import { readSnapshot } from "../../modules/aplazame/operations"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import { isOrderChangeOpen, leftByOthers, orderById, orderHasCreditLine, orderState, type PaymentView, type Query } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"
import { paymentBooks, writePayment } from "../medusa-compat"
import { bookPaymentLocked } from "../resume-operations/book-movement"
import { addCreditLine } from "./credit-line"
import { raiseLoweredOrder } from "./raise-lowered-order"
import { askFor, restoreCollections } from "./medusa-collections"

/**
 * Books a done void in Medusa: the payment is authorised for what the credit still covers. Medusa has no partial void, so a void
 * by an operator, here or in Aplazame's panel, also lowers the order by a credit line. A changed order is lower already.
 *
 * False while the order is being edited (Medusa then writes no credit line, and a problem shows what is outstanding), or while a
 * capture or refund that changes the outstanding amount may still be written. Then it is tried again.
 *
 * Safe to repeat: the credit line carries the operation's id, and the other figures are set, not added. If the
 * process dies on any line, the sweep does it again; only books are written, no call goes out.
 */
export async function bookVoid(flow: FlowContext, op: OperationRow): Promise<boolean> {
  if (!op.payment_id) return true
  const paymentId = op.payment_id
  return flow.locking.execute([lockNames.paymentBooks(paymentId)], () => bookVoidLocked(flow, op.id, paymentId), { timeout: LOCK_WAIT_SECONDS })
}

async function bookVoidLocked(flow: FlowContext, id: string, paymentId: string): Promise<boolean> {
  const { aplazame, query } = flow
  const op = await aplazame.ledger.byId(id)
  if (op?.state !== "done" || op.booked_at !== null) return true
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  const state = row?.order_id ? await orderState(query, row.order_id) : null
  // A cancelled order has no outstanding amount that a credit line could lower.
  if (row && state && state.status !== "canceled") {
    // A row left over in Medusa's books, or one that a running process has not written yet, would change the outstanding amount.
    const blocked = writesOrderDown(op) && (!(await bookPaymentLocked(flow, paymentId)) || (await isOrderChangeOpen(flow.query, state.id)))
    try {
      if (writesOrderDown(op) && !blocked) await writeDown(flow, row, state.id, op, paymentId)
    } finally {
      await coverOrder(flow, row.id, state.id)
    }
    if (blocked) return false
    if (isOrderChange(op) && !(await raiseLoweredOrder(flow, row, state.id))) return false
  }
  await aplazame.bookings.markBooked(id)
  return true
}

/** Sets Medusa's payment to what the credit covers of the order, and opens a problem for what is above it. */
export async function coverOrder(flow: FlowContext, rowId: string, orderId: string): Promise<void> {
  const row = await flow.aplazame.orders.byId(rowId)
  const found = row && (await readAbove(flow, row, orderId))
  if (!row || !found) return
  const { credit, payment, above } = found
  // What Medusa has captured stays captured, whatever part of the credit a refund has taken off.
  const covered = minCents(payment.amount, maxCents(granted(credit), credit.settled.captured))
  // Medusa writes a capture's row before it asks for the capture: one that is under way is not captured yet.
  const captured = minCents(credit.settled.captured, sumCents(payment.captures.map((capture) => capture.amount)))
  // The collection of a credit that has ended may be another payment's by now.
  if (payment.canceled && hasEnded(row.state)) await writePayment(paymentBooks(flow.container), payment.id, { amount: fromCents(covered) })
  else await restoreCollections(flow, orderId, payment, { covered, captured, above })
  await noteOutstanding(flow, row, credit, above)
  await noteBelow(flow, row, credit)
}

/** Tells again what is outstanding above a credit, or that nothing is any more: another payment may have taken it. Medusa's collections ask for no more than that. */
export async function retellOutstanding(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  const found = row.order_id && (await readAbove(flow, row, row.order_id))
  if (!row.order_id || !found) return
  // First: while the problem is open, this is done again.
  if (!found.payment.canceled) await askFor(flow, row.order_id, found.payment, found.above, true)
  await noteOutstanding(flow, row, found.credit, found.above)
}

/** A credit with its payment, and what of its order nobody pays for above it, which of a cancelled one is nothing; null without the order or the payment. */
async function readAbove(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<{ credit: Credit; payment: PaymentView; above: Cents } | null> {
  const { aplazame, query } = flow
  const order = await orderById(query, orderId)
  const payment = order && (await paymentOfCredit(aplazame, query, row))
  if (!order || !payment) return null
  const { credit } = await readSnapshot(aplazame, row, await worthOfCredit({ aplazame, query }, order, row))
  return { credit, payment, above: order.status === "canceled" ? ZERO : outstandingAbove(credit, await unpaidOn(query, orderId, credit, payment)) }
}

/** What is unpaid on the order of a credit and held by no other payment. What the credit has captured is paid, whether Medusa has written it yet or not. */
const unpaidOn = async (query: Query, orderId: string, credit: Credit, payment: { id: string; currency_code: string }): Promise<Cents> =>
  subCents(await leftByOthers(query, orderId, payment), credit.settled.captured)

async function writeDown(flow: FlowContext, row: AplazameOrderRow, orderId: string, op: OperationRow, paymentId: string): Promise<void> {
  if (await orderHasCreditLine(flow.query, orderId, VOID_REFERENCE, op.id)) return
  const { credit } = await readSnapshot(flow.aplazame, row, null)
  const unpaid = await unpaidOn(flow.query, orderId, credit, { id: paymentId, currency_code: row.currency_code })
  const amount = orphanedBy(credit, op.amount ?? ZERO, unpaid)
  await addCreditLine(flow, row, { orderId, amount, reference: VOID_REFERENCE, reference_id: op.id })
}

/** An order that was placed for less than was approved: told until somebody has taken the difference off, or raised the order. */
async function noteBelow({ aplazame }: FlowContext, row: AplazameOrderRow, credit: Credit): Promise<void> {
  if (placedBelow(credit) <= 0) {
    await aplazame.problems.close("order_below_credit", row.id)
    return
  }
  await aplazame.problems.open({ ...problemOfCredit(row, "order_below_credit", { worth: credit.worth?.now ?? ZERO, credit: granted(credit) }), once: true, unlessAnswered: true })
}

async function noteOutstanding({ aplazame }: FlowContext, row: AplazameOrderRow, credit: Credit, above: Cents): Promise<void> {
  if (above <= 0) {
    await aplazame.problems.close("order_above_credit", row.id)
    return
  }
  const worth = credit.worth?.now ?? ZERO
  await aplazame.problems.open({ ...problemOfCredit(row, "order_above_credit", { worth, credit: subCents(worth, above), outstanding: above }), unlessAnswered: true })
}
