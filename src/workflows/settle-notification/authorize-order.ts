import { fromCents } from "../../mapping"
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

/**
 * Authorises the payment of an order that exists already: placed at the challenge, or by an earlier delivery of this
 * notification. Does nothing if it has its payment.
 */
export async function authorizeOrder(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Decision> {
  const { aplazame, query, container } = flow
  const status = await orderStatus(query, orderId)
  if (!status) return ko("cart_gone")
  if (status === "canceled") return ko("order_cancelled")
  const payment = await paymentOfCredit(aplazame, query, row)
  if (payment) return payment.canceled ? ko("payment_cancelled") : OK
  const said = await runValidateHook(flow, row)
  if (said) return said
  await aplazame.orders.beginAccepting(row.id, AUTHORIZE_WITHIN_MS)
  try {
    await container.resolve(Modules.PAYMENT).authorizePaymentSession(await sessionToAuthorise(flow, row), {})
  } finally {
    await aplazame.orders.endAccepting(row.id)
  }
  await recordPlacedOrder(flow, (await aplazame.orders.byId(row.id)) ?? row, orderId)
  return OK
}
