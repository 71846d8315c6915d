import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { orderStatus } from "../../modules/aplazame/reading"
import { Modules } from "@medusajs/framework/utils"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { knowPayment } from "./know-payment"
import { ko, OK, type Decision } from "./decision"

const ACCEPTING_MS = 60_000

/**
 * An order is there already: placed at the challenge, or by an earlier delivery of this notification. Gives
 * it its payment if it has none yet.
 */
export async function authorizeOrder(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Decision> {
  const { aplazame, query, container } = flow
  const status = await orderStatus(query, orderId)
  if (!status) return ko("cart_gone")
  if (status === "canceled") return ko("order_cancelled")
  const payment = await paymentOfCredit(aplazame, query, row)
  if (payment) return payment.canceled ? ko("payment_cancelled") : OK
  await aplazame.orders.beginAccepting(row.id, ACCEPTING_MS)
  try {
    await container.resolve(Modules.PAYMENT).authorizePaymentSession(row.payment_session_id, {})
  } finally {
    await aplazame.orders.endAccepting(row.id)
  }
  await knowPayment(flow, row, orderId)
  return OK
}
