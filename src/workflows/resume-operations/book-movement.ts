import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { addCents, subCents, ZERO, type Cents } from "../../aplazame"
import { isBeingWritten, isFull, LEFTOVER_AFTER_MS, looksWrong, movementOf, planMovements, planTransactions, totalOf, unlinedRefunds, type Books, type Kind, type ExpectedMovement, type Transaction } from "../../credit"
import { fromCents } from "../../mapping"
import { isOrderChangeOpen } from "../../modules/aplazame/reading"
import type { OperationRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { orderBooks, paymentBooks, removeTransactions, takeOverRefund, writeCollection, writeMovement, writePayment, type PaymentFigures } from "../medusa-compat"
import { addCreditLine } from "../order-change/credit-line"
import { readBooks, REFUND_REFERENCE } from "./read-books"

const KINDS: readonly Kind[] = ["capture", "refund"]

/** Books a settled operation in Medusa. True when the books agree, false when it is too early to tell. */
export async function bookMovement(flow: FlowContext, op: OperationRow): Promise<boolean> {
  return movementOf(op) && op.payment_id ? bookPayment(flow, op.payment_id) : true
}

/**
 * Makes Medusa's books of a payment agree with the ledger. A movement that Medusa does not have (it removes its row when a call
 * fails) is created; a row that is left over from a process that died before it sent anything is removed; each movement gets its
 * one order transaction, and each refund that Medusa has not ended its credit line. Only books are written: neither the provider nor Aplazame is called, so no money can move.
 *
 * If the process dies on any line, the next run finds what is missing, since all of it is read from what stands there; a row that
 * was created and not tied to its operation is removed as left over. A second process waits for the lock, and finds it done.
 *
 * True when the books agree, false while another process may still be writing, or an edit of the order is open.
 */
export async function bookPayment(flow: FlowContext, paymentId: string): Promise<boolean> {
  return flow.locking.execute([lockNames.paymentBooks(paymentId)], () => bookPaymentLocked(flow, paymentId), { timeout: LOCK_WAIT_SECONDS })
}

/** As {@link bookPayment}, for a caller that holds the lock of the payment's books. */
export async function bookPaymentLocked(flow: FlowContext, paymentId: string): Promise<boolean> {
  const leftBefore = new Date(Date.now() - LEFTOVER_AFTER_MS)
  let agreed = true
  let books = await readBooks(flow.query, paymentId)
  for (const kind of KINDS) {
    if (!books) return true
    const plan = planMovements(books[kind], await flow.aplazame.ledger.ofPayment(paymentId), kind, leftBefore, isBeingWritten(books, kind, leftBefore))
    for (const row of plan.remove) await removeRow(flow, books, kind, row.id)
    let created: Cents = ZERO
    for (const wanted of plan.create) created = addCents(created, await createRow(flow, books, kind, wanted))
    if (plan.remove.length > 0 || created > 0 || (!plan.wait && looksWrong(books, kind))) {
      await closeFigures(flow, paymentId)
      books = await readBooks(flow.query, paymentId)
      if (!books) return true
    }
    const written = await writeTransactions(flow, books, kind, leftBefore)
    agreed = agreed && !plan.wait && written
  }
  return (await writeCreditLines(flow, paymentId)) && agreed
}

/** The transaction goes first: a row without one is found by the next run, a transaction without a row is not. */
async function removeRow(flow: FlowContext, books: Books, kind: Kind, id: string): Promise<void> {
  await takeOff(flow, books.order, (books.order?.transactions ?? []).filter((t) => t.reference === kind && t.reference_id === id))
  if (kind === "capture") await payments(flow).deleteCaptures([id])
  else await payments(flow).deleteRefunds([id])
  flow.logger.warn(`aplazame: ${kind} ${id} has no operation behind it (left by a process that died, or another one was quicker); removed`)
}

/**
 * Creates a row, and its transaction at once: a capture of Medusa's that ends meanwhile writes its own amount for every row that
 * has none. Creates nothing when a retry has adopted the operations: its row in Medusa stands for them.
 * @returns the amount that was created
 */
async function createRow(flow: FlowContext, books: Books, kind: Kind, wanted: ExpectedMovement): Promise<Cents> {
  const id = await writeMovement(payments(flow), kind, { payment: books.id, amount: fromCents(wanted.amount) })
  if (!(await flow.aplazame.bookings.bookUnnoticed(wanted.operations, id, wanted.ref))) {
    await removeRow(flow, books, kind, id)
    return ZERO
  }
  await addTransaction(flow, books, kind, { reference_id: id, amount: kind === "capture" ? wanted.amount : subCents(ZERO, wanted.amount) })
  return wanted.amount
}

async function addTransaction(flow: FlowContext, { order, currency_code }: Books, reference: Kind, { reference_id, amount }: { reference_id: string; amount: Cents }): Promise<void> {
  if (order) await orders(flow).addOrderTransactions({ order_id: order.id, amount: fromCents(amount), currency_code, reference, reference_id })
}

/** The books of another payment of the order may be written at the same moment, and show the same transaction of a row that is gone. */
async function takeOff(flow: FlowContext, order: Books["order"], transactions: Transaction[]): Promise<void> {
  if (!order || transactions.length === 0) return
  await flow.locking.execute([lockNames.orderBooks(order.id)], () => removeTransactions(orders(flow), order.id, transactions.map((t) => t.id)), { timeout: LOCK_WAIT_SECONDS })
}

/** Writes the figures that Medusa stores beside its rows, and that its checks read. */
async function closeFigures(flow: FlowContext, paymentId: string): Promise<void> {
  const books = await readBooks(flow.query, paymentId)
  if (!books) return
  const captured = totalOf(books.capture)
  const full = isFull(books)
  const patch: PaymentFigures = {}
  // Without its row, a full capture must not look captured: Medusa would never call the provider again.
  if (full !== books.captured) patch.captured_at = full ? new Date() : null
  // A captured payment was not cancelled, although Medusa had no row of the capture.
  if (captured > 0 && books.canceled) patch.canceled_at = null
  if ("captured_at" in patch || "canceled_at" in patch) await writePayment(payments(flow), paymentId, patch)
  if (!books.collection) return
  const status = books.collection.status === "canceled" ? {} : captured >= books.collection.amount ? { status: "completed" } : books.collection.status === "completed" ? { status: "authorized" } : {}
  const figures = { captured_amount: fromCents(captured), refunded_amount: fromCents(totalOf(books.refund)), ...status }
  await writeCollection(payments(flow), books.collection.id, figures)
}

/**
 * A refund that has no transaction was not ended by Medusa, which writes its credit line after it: both are ours to write then,
 * and the mark of that goes first.
 * @returns false while another process may be about to write
 */
async function writeTransactions(flow: FlowContext, books: Books, kind: Kind, leftBefore: Date): Promise<boolean> {
  if (!books.order) return true
  const plan = planTransactions(books, kind, leftBefore)
  await takeOff(flow, books.order, plan.remove)
  for (const missing of plan.add) {
    if (books.refund.some((row) => row.id === missing.reference_id && !row.ours)) await takeOverRefund(payments(flow), missing.reference_id)
    await addTransaction(flow, books, kind, missing)
  }
  return !plan.wait
}

/** Writes the credit lines that Medusa's own refunds write. @returns false while an edit of the order is open: Medusa then takes none */
async function writeCreditLines(flow: FlowContext, paymentId: string): Promise<boolean> {
  const books = await readBooks(flow.query, paymentId)
  const operations = books ? await flow.aplazame.ledger.ofPayment(paymentId) : []
  const unlined = books ? unlinedRefunds(books, operations) : []
  const row = unlined[0] && operations[0] ? await flow.aplazame.orders.byId(operations[0].aplazame_order_id) : null
  if (!books?.order || !row) return true
  if (await isOrderChangeOpen(flow.query, books.order.id)) return false
  for (const { id, amount } of unlined) {
    await addCreditLine(flow, row, { orderId: books.order.id, amount, reference: REFUND_REFERENCE, reference_id: id })
  }
  return true
}

const payments = ({ container }: FlowContext) => paymentBooks(container)
const orders = ({ container }: FlowContext) => orderBooks(container)
