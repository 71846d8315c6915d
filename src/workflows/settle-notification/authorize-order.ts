import { fromCents } from "../../mapping"
import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { paidInstead } from "../../modules/aplazame/order-payment"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { isAplazameProvider, orderStatus, sessionAlone } from "../../modules/aplazame/reading"
import { Modules } from "@medusajs/framework/utils"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { recordPlacedOrder } from "./record-placed-order"
import { ko, OK, type Decision } from "./decision"
import { runValidateHook } from "./sale-hooks"

const AUTHORIZE_WITHIN_MS = 60_000

/**
 * The session to authorise after an identity check. Any browser tab with the publishable key can have ended it meanwhile, by
 * posting another session to the collection. The order still waits for this credit, so it gets a new session.
 */
async function sessionToAuthorise({ aplazame, query, container }: FlowContext, row: AplazameOrderRow): Promise<string> {
  if (!row.payment_collection_id || (await sessionAlone(query, row.payment_session_id))) return row.payment_session_id
  const payments = container.resolve(Modules.PAYMENT)
  const provider = (await payments.listPaymentProviders({ is_enabled: true })).find(({ id }) => isAplazameProvider(id))
  if (!provider) return row.payment_session_id
  const session = await payments.createPaymentSession(row.payment_collection_id, {
    provider_id: provider.id,
    currency_code: row.currency_code,
    amount: fromCents(row.total_amount),
    data: {},
  })
  await aplazame.orders.update(row.id, { payment_session_id: session.id })
  return session.id
}

/** Opens the window in which the provider takes the credit, and has Medusa authorise the session. */
export async function authorizeSession({ aplazame, container }: FlowContext, rowId: string, sessionId: string): Promise<void> {
  await aplazame.orders.beginAccepting(rowId, AUTHORIZE_WITHIN_MS)
  try {
    await container.resolve(Modules.PAYMENT).authorizePaymentSession(sessionId, {})
  } finally {
    await aplazame.orders.endAccepting(rowId)
  }
}

/** An order that waits for its identity check may have been paid by its link meanwhile, which takes the same lock. */
async function authorizeUnlessPaid(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Decision> {
  const obstacle = await paidInstead(flow.query, row, orderId)
  if (obstacle) return ko(obstacle)
  await authorizeSession(flow, row.id, await sessionToAuthorise(flow, row))
  return OK
}

/**
 * Authorises the payment of an order that exists already: placed at the challenge, or by an earlier delivery of this
 * notification. Does nothing if it has its payment.
 */
export async function authorizeOrder(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Decision> {
  const { aplazame, query, locking } = flow
  const status = await orderStatus(query, orderId)
  if (!status) return ko("cart_gone")
  if (status === "canceled") return ko("order_cancelled")
  const payment = await paymentOfCredit(aplazame, query, row)
  if (payment) return payment.canceled ? ko("payment_cancelled") : OK
  const said = await runValidateHook(flow, row)
  if (said) return said
  const decision = await locking.execute([lockNames.checkout({ kind: "order", id: orderId })], () => authorizeUnlessPaid(flow, row, orderId), { timeout: LOCK_WAIT_SECONDS })
  if (decision.status === "ko") return decision
  await recordPlacedOrder(flow, (await aplazame.orders.byId(row.id)) ?? row, orderId)
  return OK
}
