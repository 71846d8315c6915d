import type { MedusaContainer } from "@medusajs/framework/types"
import { aboveCredit, changeKey, followsOrder, hasEnded, isOrderChange, isSendable, isUnsettled, placedBelow, refundInsteadKey, toVoid, toVoidForReturns, RECHECK_MS } from "../../credit"
import { messageOf } from "../../aplazame/message-of"
import { orderWorth, type OrderView } from "../../mapping"
import { settleThenReadSnapshotForCapture, OperationError, readSnapshot, voidCreditPart, withCreditLock } from "../../modules/aplazame/operations"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import { orderById, orderState, type PaymentView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { problemOfRefused } from "../../modules/aplazame/stores"
import { afterFailure } from "../after-failure"
import { inline } from "../background"
import { flowContext, type FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { bookVoid, coverOrder } from "./book-void"

/**
 * Runs the operations that an edit, return, claim or exchange of an order planned. Core does not call the provider when what was
 * captured covers the new total; the uncaptured rest is voided nevertheless.
 * @param run how it is tried: the caller waits for it, or it runs in the background
 */
export async function settleOrderChange(container: MedusaContainer, orderId: string, run = inline): Promise<void> {
  const flow = flowContext(container)
  for (const row of await flow.aplazame.orders.ofOrder(orderId)) {
    await planUnannounced(flow, row, orderId)
    const changes = (await flow.aplazame.ledger.ofCredit(row.id)).filter((op) => isOrderChange(op) && isSendable(op.state))
    if (changes.length === 0) continue
    await run(flow, async () => {
      for (const op of changes) if (await flow.aplazame.ledger.claim(op.id)) await runPlannedChange(flow, op)
    })
  }
}

/**
 * Plans the void of this version of the order, unless `cancelPayment` has planned it already. The void takes off what the credit
 * is above the order, if anything, and restores Medusa's collections. Its row also shows the sweep that the version was handled.
 */
async function planUnannounced({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  if (!followsOrder(row)) return
  const state = await orderState(query, orderId)
  if (!state || state.status === "canceled") return
  await aplazame.ledger.plan({
    aplazame_order_id: row.id,
    kind: "void",
    business_key: changeKey(orderId, state.version, row),
    requested_by: "order change",
  })
}

/**
 * Adjusts a new credit to its order, which may have been edited during the identity check. If the order is worth less, the
 * difference is voided; if it is worth more, the difference stays outstanding and opens a problem.
 */
export async function followOrder(flow: FlowContext, row: AplazameOrderRow, order: OrderView): Promise<void> {
  if (orderWorth(order) === row.total_amount) return
  const { credit } = await readSnapshot(flow.aplazame, row, await worthOfCredit(flow, order, row))
  if (toVoid(credit) > 0 && row.state === "confirmed") await settleOrderChange(flow.container, order.id)
  else if (aboveCredit(credit) > 0 || placedBelow(credit) > 0) await coverOrder(flow, row.id, order.id)
}

/**
 * Lowers a credit to the worth of its order, and Medusa's payment with it. A lower total voids the difference; a higher total
 * leaves it outstanding, because a credit can't be increased.
 *
 * If the process dies between the void and Medusa's update, the operation is done and not booked, and the sweep books it. If it
 * dies before the void, or where there is nothing to void, the job repeats all of it.
 */
export async function runPlannedChange(flow: FlowContext, op: OperationRow): Promise<void> {
  const { aplazame, logger } = flow
  if (!isSendable(op.state)) return
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  if (!row?.order_id) return
  try {
    await changePaid(flow, row, row.order_id, op)
  } catch (error) {
    const code = error instanceof OperationError ? error.code : "failed"
    // A foreign movement was recorded: once it is booked in Medusa, the difference is another amount.
    if (code === "moved_at_aplazame") await bookForeign(flow, row.id)
    // Nothing is left that could be voided.
    if (code === "credit_cancelled") return void (await aplazame.ledger.settle(op.id, { state: "skipped", error_code: code }))
    logger.warn(`aplazame: change of ${row.id}: ${messageOf(error)}`)
    const message = error instanceof OperationError ? error.sentence("en", row.currency_code) : "The change failed; see the log"
    // The refund in place of a refused void is another operation, and may only wait for its next try.
    const instead = await aplazame.ledger.byKey(refundInsteadKey(op.business_key))
    const failed = instead && isUnsettled(instead.state) ? instead : op
    await afterFailure(flow, failed, { code, message }, problemOfRefused(row, failed, code))
  }
}

async function changePaid(flow: FlowContext, row: AplazameOrderRow, orderId: string, op: OperationRow): Promise<void> {
  const { aplazame, query } = flow
  const state = await orderState(query, orderId)
  const payment = await paymentOfCredit(aplazame, query, row)
  if (!state || state.status === "canceled" || (payment?.canceled !== false && hasEnded(row.state))) {
    await aplazame.ledger.settle(op.id, { state: "skipped" })
    return
  }
  // During an identity check there is no credit yet that could be lowered.
  if (!payment) return aplazame.ledger.wait(op.id, new Date(aplazame.clock() + RECHECK_MS), { code: "payment_pending", message: "The payment is not authorised yet" })
  await withCreditLock(flow.locking, row, () => change(flow, row, op, payment))
}

async function change(flow: FlowContext, row: AplazameOrderRow, op: OperationRow, payment: PaymentView): Promise<void> {
  const { aplazame, query } = flow
  const order = row.order_id ? await orderById(query, row.order_id) : null
  if (!order) return
  const snapshot = await settleThenReadSnapshotForCapture(aplazame, row, await worthOfCredit(flow, order, row))
  const difference = toVoid(snapshot.credit)
  if (difference <= 0) {
    await coverOrder(flow, row.id, order.id)
    await aplazame.ledger.settle(op.id, { state: "skipped" })
    return
  }
  await bookVoid(flow, await voidCreditPart(aplazame, row, {
    amount: difference,
    for_returns: toVoidForReturns(snapshot.credit),
    key: op.business_key,
    payment_id: payment.id,
    requested_by: "order change",
    decidedOn: snapshot.revision,
  }))
}
