import type { Cents } from "../../aplazame"
import { toCents, type CartView } from "../../mapping"
import { cartById, isAplazameProvider, sessionById, type SessionView } from "../../modules/aplazame/reading"
import { cartOf, shopperOf, type Shopper } from "../cart-shopper"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"

const PROCESSABLE = ["pending", "requires_more"]

export type Usable = { session: SessionView & { amount: Cents }; cart: CartView; shopper: Shopper }

/**
 * The session and its cart, if the session is live, ours and the shopper's, and still says the cart's price.
 * The cart bears a customer only if it is theirs and they are signed in.
 * @throws CheckoutError
 */
export async function usableSession(flow: FlowContext, sessionId: string, customerId: string | null): Promise<Usable> {
  const session = await sessionById(flow.query, sessionId)
  if (!session || !isAplazameProvider(session.provider_id)) throw new CheckoutError("session_not_found")
  if (!session.cart) throw new CheckoutError("cart_missing")
  const cart = await cartById(flow.query, session.cart.id)
  if (!cart) throw new CheckoutError("cart_missing")
  const shopper = await shopperOf(flow, cart, customerId)
  if (!shopper) throw new CheckoutError("session_not_found")
  if (session.cart.completed) throw new CheckoutError("cart_already_completed")
  if (!PROCESSABLE.includes(session.status)) throw new CheckoutError("session_not_usable")
  const { amount } = session
  if (amount === null) throw new CheckoutError("currency_not_supported")
  if (session.currency_code !== cart.currency_code || amount !== toCents(cart.total, cart.currency_code)) {
    throw new CheckoutError("session_outdated")
  }
  return { session: { ...session, amount }, cart: cartOf(cart, shopper), shopper }
}
