import type { Cents, ProductType } from "../../aplazame"
import { fromCents, partOf, toCents, type CartView, type OrderToPay, type Part } from "../../mapping"
import { contentOf } from "../../modules/aplazame/approved-content"
import { contentOfOrder, isLinkOf, isOverdue, judgeOrderPayment } from "../../modules/aplazame/order-payment"
import { cartById, isAplazameProvider, orderOfCollection, orderToPay, sessionById, type SessionView } from "../../modules/aplazame/reading"
import type { Subject } from "../../modules/aplazame/subject"
import { cartOf, shopperOf, shopperOfOrder, type Shopper } from "../cart-shopper"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"

const PROCESSABLE = ["pending", "requires_more"]

type PayableSession = SessionView & { amount: Cents }

/** What a checkout would charge, and of whom. */
export type Charge = {
  subject: Subject
  /** What is charged, in the shape of a cart: a cart, an order, or the rest of one. */
  cart: CartView
  /** Only the rest of an order is charged. */
  part: Part | null
  shopper: Shopper
  /** The digest of what the shopper agrees to. */
  content: (product: ProductType | null) => string
}

export type Usable = Charge & { session: PayableSession }

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
  if (orderId && (await isLinkOf(flow, orderId, session.collection_id ?? ""))) return usableForOrder(flow, session, orderId, customerId)
  if (!cart) throw new CheckoutError("cart_missing")
  // A cart that has become an order is paid, or is no more to be paid by its collection.
  return usableForCart(flow, session, cart, customerId)
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

async function usableForOrder(flow: FlowContext, found: SessionView, id: string, customerId: string | null): Promise<Usable> {
  const order = await openOrder(flow, id)
  const session = payable(found)
  if (session.currency_code !== order.currency_code) throw new CheckoutError("order_changed")
  return { session, ...(await chargeOfOrder(flow, order, session.amount, customerId)) }
}

/** An order for which a checkout may begin, whatever it owes. @throws CheckoutError cart_missing, order_cancelled */
export async function openOrder(flow: FlowContext, id: string): Promise<OrderToPay> {
  const order = await orderToPay(flow.query, id)
  if (!order) throw new CheckoutError("cart_missing")
  if (order.status === "canceled" || (await isOverdue(flow, id))) throw new CheckoutError("order_cancelled")
  return order
}

/**
 * What a link over this amount charges of its order. Whoever has the link may pay. They see nothing of the order here, and of an
 * account only its own customer is sent.
 * @throws CheckoutError
 */
export async function chargeOfOrder(flow: FlowContext, order: OrderToPay, amount: Cents, customerId: string | null): Promise<Charge> {
  const judged = await judgeOrderPayment(flow.query, order, amount)
  if (judged.obstacle) throw new CheckoutError(judged.obstacle)
  const shopper = shopperOfOrder(order, customerId)
  const shown = { ...order, ...cartOf(order, shopper) }
  const content = (product: ProductType | null): string => contentOfOrder(flow.aplazame.settings, shown, product, amount)
  const charged = judged.whole ? shown : { ...shown, total: String(fromCents(amount)) }
  return { subject: { kind: "order", id: order.id }, cart: charged, part: judged.whole ? null : partOf(order), shopper, content }
}

/** @throws CheckoutError session_not_usable, currency_not_supported */
function payable(session: SessionView): PayableSession {
  if (!PROCESSABLE.includes(session.status)) throw new CheckoutError("session_not_usable")
  const { amount } = session
  if (amount === null) throw new CheckoutError("currency_not_supported")
  return { ...session, amount }
}
