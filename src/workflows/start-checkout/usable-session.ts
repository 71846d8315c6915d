import type { Cents, ProductType } from "../../aplazame"
import { fromCents, partOf, toCents, type CartView, type Part } from "../../mapping"
import { contentOf } from "../../modules/aplazame/approved-content"
import { contentOfOrder, judgeOrderPayment } from "../../modules/aplazame/order-payment"
import { cartById, isAplazameProvider, orderOfCollection, orderToPay, sessionById, type SessionView } from "../../modules/aplazame/reading"
import type { Subject } from "../../modules/aplazame/subject"
import { cartOf, shopperOf, shopperOfOrder, type Shopper } from "../cart-shopper"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"

const PROCESSABLE = ["pending", "requires_more"]

type PayableSession = SessionView & { amount: Cents }

export type Usable = {
  session: PayableSession
  subject: Subject
  /** What is charged, in the shape of a cart: a cart, an order, or the rest of one. */
  cart: CartView
  /** Only the rest of an order is charged. */
  part: Part | null
  shopper: Shopper
  /** The digest of what the shopper agrees to. */
  content: (product: ProductType | null) => string
}

/**
 * The session and what it pays for, if the session is live, ours and the shopper's, and still says the price.
 * The cart bears a customer only if it is theirs and they are signed in.
 * @throws CheckoutError
 */
export async function usableSession(flow: FlowContext, sessionId: string, customerId: string | null): Promise<Usable> {
  const session = await sessionById(flow.query, sessionId)
  if (!session || !isAplazameProvider(session.provider_id)) throw new CheckoutError("session_not_found")
  const { cart } = session
  const orderId = cart?.completed === false ? null : await orderOfCollection(flow.query, session.collection_id ?? "")
  // A cart that has become an order is paid, or is no more to be paid by its collection; unless the order waits for that.
  if (cart && !(orderId && (await flow.aplazame.orders.waitsForLink(orderId)))) return usableForCart(flow, session, cart, customerId)
  if (!orderId) throw new CheckoutError("cart_missing")
  return usableForOrder(flow, session, orderId, customerId)
}

async function usableForCart(flow: FlowContext, found: SessionView, { id, completed }: NonNullable<SessionView["cart"]>, customerId: string | null): Promise<Usable> {
  const cart = await cartById(flow.query, id)
  if (!cart) throw new CheckoutError("cart_missing")
  const shopper = await shopperOf(flow, cart, customerId)
  if (!shopper) throw new CheckoutError("session_not_found")
  if (completed) throw new CheckoutError("cart_already_completed")
  const session = payable(found)
  if (session.currency_code !== cart.currency_code || session.amount !== toCents(cart.total, cart.currency_code)) {
    throw new CheckoutError("session_outdated")
  }
  const shown = cartOf(cart, shopper)
  return { session, subject: { kind: "cart", id }, cart: shown, part: null, shopper, content: (product) => contentOf(flow.aplazame.settings, shown, product) }
}

/** Whoever has the link of an order may pay it. They see nothing of it here, and of an account only its own customer is sent. */
async function usableForOrder(flow: FlowContext, found: SessionView, id: string, customerId: string | null): Promise<Usable> {
  const order = await orderToPay(flow.query, id)
  if (!order) throw new CheckoutError("cart_missing")
  if (order.status === "canceled") throw new CheckoutError("order_cancelled")
  const session = payable(found)
  if (session.currency_code !== order.currency_code) throw new CheckoutError("order_changed")
  const judged = await judgeOrderPayment(flow.query, order, session.amount)
  if (judged.obstacle) throw new CheckoutError(judged.obstacle)
  const shopper = shopperOfOrder(order, customerId)
  const shown = { ...order, ...cartOf(order, shopper) }
  const content = (product: ProductType | null): string => contentOfOrder(flow.aplazame.settings, shown, product, session.amount)
  const charged = judged.whole ? shown : { ...shown, total: String(fromCents(session.amount)) }
  return { session, subject: { kind: "order", id }, cart: charged, part: judged.whole ? null : partOf(order), shopper, content }
}

/** @throws CheckoutError session_not_usable, currency_not_supported */
function payable(session: SessionView): PayableSession {
  if (!PROCESSABLE.includes(session.status)) throw new CheckoutError("session_not_usable")
  const { amount } = session
  if (amount === null) throw new CheckoutError("currency_not_supported")
  return { ...session, amount }
}
