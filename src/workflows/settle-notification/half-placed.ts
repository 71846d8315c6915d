import { isOurs, paymentsOfOrder, sessionById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"

/**
 * Whether an order was left without its payment by a process that died while it completed the cart: Medusa
 * writes the order first and authorises after. Nobody else has paid it, and this checkout's session is still
 * the one that is to pay. An order that another checkout of the cart holds (in its challenge, say) is that
 * one's. Ask while holding the cart's lock, so that no completion is under way.
 */
export async function isHalfPlaced({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const session = await sessionById(query, row.payment_session_id)
  if (!session || !isOurs(session.provider_id) || session.payment || session.cart?.id !== row.cart_id) return false
  if (session.amount !== row.total_amount || session.currency_code !== row.currency_code) return false
  const siblings = await aplazame.orders.ofCart(row.cart_id)
  if (siblings.some((other) => other.id !== row.id && (other.order_id !== null || other.authorized_at !== null))) return false
  return (await paymentsOfOrder(query, orderId)).every((payment) => payment.canceled)
}
