import type { MedusaContainer } from "@medusajs/framework/types"
import { aboveCredit, changeKey, hasEnded, isOrderChange, isSendable, placedBelow, toVoid, WAIT_MS } from "../../credit"
import { orderWorth, type OrderView } from "../../mapping"
import { settleThenReadSnapshot, OperationError, readSnapshot, voidCreditPart, withOrderLock, worthOf } from "../../modules/aplazame/operations"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { orderById, orderState, type PaymentView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { afterFailure } from "../after-failure"
import { inline } from "../background"
import { flowContext, type FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { bookVoid, coverOrder } from "./book-void"

/**
 * An order was edited, or a return, claim or exchange was opened on it: settles what that planned. Core says
 * nothing to the provider when what was captured already covers the new total; the uncaptured rest is voided
 * all the same.
 * @param run how it is tried: the caller waits for it, or it runs in the background
 */
export async function settleOrderChange(container: MedusaContainer, orderId: string, run = inline): Promise<void> {
  const flow = flowContext(container)
  for (const row of await flow.aplazame.orders.ofOrder(orderId)) {
    await planUnannounced(flow, row, orderId)
    const changes = (await flow.aplazame.ledger.ofOrder(row.id)).filter((op) => isOrderChange(op) && isSendable(op.state))
    if (changes.length === 0) continue
    await run(flow, async () => {
      for (const op of changes) if (await flow.aplazame.ledger.claim(op.id)) await runPlannedChange(flow, op)
    })
  }
}

/**
 * What this version of the order asks of its credit, unless `cancelPayment` has planned it already: the void of what is too
 * much, if anything is, and Medusa's collections in order. Its row also tells the sweep that the version was seen.
 */
async function planUnannounced({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  // Of a credit that was given back whole nothing can be voided; its order may still be lowered twice.
  if (row.state !== "confirmed" && !(row.state === "cancelled" && row.captured_amount > 0)) return
  const state = await orderState(query, orderId)
  if (!state || state.status === "canceled") return
  await aplazame.ledger.plan({
    aplazame_order_id: row.id,
    kind: "void",
    business_key: changeKey(orderId, state.version),
    requested_by: "order change",
  })
}

/**
 * The order of a credit that has just been approved may have been edited while its shopper's identity was checked: what
 * it is worth less is voided, what it is worth more stays outstanding and is told.
 */
export async function followOrder(flow: FlowContext, row: AplazameOrderRow, order: OrderView): Promise<void> {
  if (orderWorth(order) === row.total_amount) return
  const { credit } = await readSnapshot(flow.aplazame, row, worthOf(order, row))
  if (toVoid(credit) > 0 && row.state === "confirmed") await settleOrderChange(flow.container, order.id)
  else if (aboveCredit(credit) > 0 || placedBelow(credit) > 0) await coverOrder(flow, row.id, order.id)
}

/**
 * Brings a credit down to what the order is worth, and Medusa's payment with it. A lower total voids the
 * difference; a higher one stays outstanding, since a credit can't grow.
 *
 * If the process dies between the void and Medusa's update: the operation is done and not booked, and the
 * sweep books it. Before the void, or where there is nothing to void: the job does all of it again.
 */
export async function runPlannedChange(flow: FlowContext, op: OperationRow): Promise<void> {
  const { aplazame, query, logger } = flow
  if (!isSendable(op.state)) return
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  if (!row?.order_id) return
  const state = await orderState(query, row.order_id)
  const payment = await paymentOfCredit(aplazame, query, row)
  if (!state || state.status === "canceled" || (!payment && hasEnded(row.state))) {
    await aplazame.ledger.settle(op.id, { state: "skipped" })
    return
  }
  // During an identity check there is no credit yet that could be lowered.
  if (!payment) return aplazame.ledger.wait(op.id, new Date(aplazame.clock() + WAIT_MS), { code: "payment_pending", message: "The payment is not authorised yet" })
  try {
    await withOrderLock(flow.locking, row, () => change(flow, row, op, payment))
  } catch (error) {
    const code = error instanceof OperationError ? error.code : "failed"
    // Somebody has moved money in Aplazame's panel: once Medusa knows it, what is still too much is another figure.
    if (code === "moved_at_aplazame") await bookForeign(flow, row.id)
    // Nothing is left that could be voided.
    if (code === "credit_cancelled") return void (await aplazame.ledger.settle(op.id, { state: "skipped", error_code: code }))
    logger.warn(`aplazame: change of ${row.id}: ${error instanceof Error ? error.message : code}`)
    const message = error instanceof OperationError ? error.sentence("en", row.currency_code) : "The change failed; see the log"
    const figures = { kind: op.kind, amount: op.amount, total: row.total_amount, code }
    await afterFailure(flow, op, { code, message }, { kind: "operation_refused", about: op.id, aplazame_order_id: row.id, order_id: row.order_id, figures })
  }
}

async function change(flow: FlowContext, row: AplazameOrderRow, op: OperationRow, payment: PaymentView): Promise<void> {
  const { aplazame, query } = flow
  const order = row.order_id ? await orderById(query, row.order_id) : null
  if (!order) return
  const snapshot = await settleThenReadSnapshot(aplazame, row, worthOf(order, row))
  const difference = toVoid(snapshot.credit)
  if (difference <= 0) {
    await coverOrder(flow, row.id, order.id)
    await aplazame.ledger.settle(op.id, { state: "skipped" })
    return
  }
  await bookVoid(flow, await voidCreditPart(aplazame, row, { amount: difference, key: op.business_key, payment_id: payment.id, requested_by: "order change", decidedOn: snapshot.revision }))
}
