import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { isAplazameError, type Cents } from "../aplazame"
import { cancel, cancelKey, OperationError, readCredit, settledRow, voidPart, withOrderLock } from "../modules/aplazame/operations"
import { orderOfCart, orderStatus, paymentOfSession } from "../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../modules/aplazame/rows"
import type { NewProblem } from "../modules/aplazame/stores/problem-store"
import { afterFailure } from "./after-failure"
import { flowContext, type FlowContext } from "./flow-context"

/** An order that was being cancelled has this long to be cancelled; after that its cancel is dropped. */
const PATIENCE_MS = 120_000

/**
 * An order was cancelled: its credits end too. Written first, then tried at once, unless another caller (the
 * event, the job) is already at it.
 * @returns the cancels of the order, in whatever state they are now
 */
export async function cancelCredit(container: MedusaContainer, orderId: string): Promise<OperationRow[]> {
  const flow = flowContext(container)
  const cancels: OperationRow[] = []
  for (const row of await flow.aplazame.orders.ofOrder(orderId)) {
    const op = await flow.aplazame.ledger.plan({
      aplazame_order_id: row.id,
      kind: "cancel",
      business_key: cancelKey(row),
      requested_by: "order cancelled",
    })
    if (await flow.aplazame.ledger.claim(op.id)) await runPlannedCancel(flow, op)
    cancels.push((await flow.aplazame.ledger.byId(op.id)) ?? op)
  }
  return cancels
}

/**
 * Ends a credit whose order is cancelled in Medusa (or that pays for nothing). Uncaptured: cancel. Captured
 * in part: Medusa refunds what was captured, the rest is voided here. Captured: Medusa refunds it all, and
 * swallows the errors of that: what is left afterwards is shown to a person.
 */
export async function runPlannedCancel(flow: FlowContext, op: OperationRow): Promise<void> {
  const { aplazame, query, logger } = flow
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  if (!row) return
  // A process that died right after placing the order has not tied it to the row yet.
  const orderId = row.order_id ?? (row.authorized_at ? await orderOfCart(query, row.cart_id) : null)
  const status = orderId ? await orderStatus(query, orderId) : null
  if (status && status !== "canceled") return dropIfAlive(flow, row, op)
  try {
    await withOrderLock(flow.locking, row, () => end(flow, row, op))
    await markPaymentCancelled(flow, row)
  } catch (error) {
    const code = error instanceof OperationError ? error.code : isAplazameError(error) ? error.code : "failed"
    const message = error instanceof OperationError ? error.sentence("en", row.currency_code) : "The cancel failed; see the log"
    logger.warn(`aplazame: cancel of ${row.id}: ${code}`)
    const figures = { total: row.total_amount, voided: row.voided_amount, code }
    await afterFailure(flow, op, { code, message }, creditLeft(row, figures))
  }
}

async function end(flow: FlowContext, row: AplazameOrderRow, op: OperationRow): Promise<void> {
  const { aplazame } = flow
  // A capture or refund without an answer may have happened: what is left of the credit is known once it is settled.
  const current = await settledRow(aplazame, row)
  if (current.captured_amount === 0) {
    const done = await cancel(aplazame, current, { key: op.business_key, payment_id: op.payment_id, requested_by: op.requested_by })
    await aplazame.problems.close("cancelled_order_credit_left", row.id)
    if (!done) await aplazame.ledger.settle(op.id, { state: "skipped" })
    return
  }
  await endCaptured(flow, current, op)
}

/** Nothing more of a captured order can be cancelled: void what was never captured, tell what was not refunded. */
async function endCaptured({ aplazame }: FlowContext, row: AplazameOrderRow, op: OperationRow): Promise<void> {
  try {
    const credit = await readCredit(aplazame, row)
    const uncaptured = credit.captures.remaining_capture_amount
    if (uncaptured > 0) await voidPart(aplazame, row, { amount: uncaptured, key: `cancel-rest:${row.id}`, requested_by: op.requested_by })
  } catch (error) {
    if (!(error instanceof OperationError && error.code === "credit_cancelled")) throw error
  }
  const now = (await aplazame.orders.byId(row.id)) ?? row
  const left = (now.captured_amount - now.refunded_amount) as Cents
  // The person first: nothing looks at a cancel that is over, and the process may die on any of these lines.
  if (now.state === "cancelled" || left <= 0) await aplazame.problems.close("cancelled_order_credit_left", row.id)
  else await aplazame.problems.open(creditLeft(row, { captured: now.captured_amount, refunded: now.refunded_amount, left }))
  await aplazame.ledger.settle(op.id, { state: "skipped" })
}

/** An edit, return, claim or exchange, a failed completion, or an order that is not cancelled yet. */
async function dropIfAlive({ aplazame, query }: FlowContext, row: AplazameOrderRow, op: OperationRow): Promise<void> {
  if (Date.now() - new Date(op.created_at).getTime() < PATIENCE_MS) {
    await aplazame.ledger.release(op.id, new Date(Date.now() + PATIENCE_MS / 8))
    return
  }
  const payment = await paymentOfSession(query, row.payment_session_id)
  // The person first, as above.
  if (payment?.canceled) {
    await aplazame.problems.open({
      kind: "payment_cancelled_order_alive",
      about: row.id,
      aplazame_order_id: row.id,
      order_id: row.order_id,
      figures: { total: row.total_amount },
    })
  }
  await aplazame.ledger.settle(op.id, { state: "skipped" })
}

/** Medusa leaves the payment open when its own cancel did not go through; now it can. */
async function markPaymentCancelled({ container, query }: FlowContext, row: AplazameOrderRow): Promise<void> {
  const payment = await paymentOfSession(query, row.payment_session_id)
  if (!payment || payment.canceled || payment.captures.length > 0) return
  await container.resolve(Modules.PAYMENT).cancelPayment(payment.id)
}

const creditLeft = (row: AplazameOrderRow, figures: NewProblem["figures"]): NewProblem => ({
  kind: "cancelled_order_credit_left",
  about: row.id,
  aplazame_order_id: row.id,
  order_id: row.order_id,
  figures,
})
