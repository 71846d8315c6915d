import { maxCents, ZERO, type Cents } from "../aplazame"
import { isFinal } from "../credit"
import type { SpokenBy } from "../mapping"
import { isLinkOf, isOverdue, owedOn } from "../modules/aplazame/order-payment"
import { cartOwner, collectionStatus, namedOrder, orderOfCollection, paymentsOfOrder, type Query } from "../modules/aplazame/reading"
import { paymentOfCredit } from "../modules/aplazame/payment-of-credit"
import type { AplazameOrderRow } from "../modules/aplazame/rows"
import { KO_REASONS, type Code } from "../modules/aplazame/texts"
import { subjectOf } from "../modules/aplazame/subject"
import { shopperOf } from "./cart-shopper"
import type { FlowContext } from "./flow-context"

/**
 * Where a cart's payment stands, in the shopper's words.
 *
 * none        no checkout was begun, or others pay the order of the one that was refused
 * open        a checkout waits for the shopper
 * challenge   the identity check is outstanding
 * confirming  Aplazame has decided; the order is being placed, or the one that was held is being given its payment
 * paid        approved, and the order has its payment
 * refused     no: Aplazame's, or the store's (`code` says which), or the time ran out
 *
 * `spoken` is what checkout and cart say of the shopper's language, for the sentence.
 */
export type PaymentState = { state: "none" | "open" | "challenge" | "confirming" | "paid" | "refused"; code: Code; order_id: string | null; spoken: SpokenBy }

type Stands = Omit<PaymentState, "spoken">

const NONE: Stands = { state: "none", code: "payment_not_started", order_id: null }

/**
 * The state of a cart's payment for whoever holds the cart: its id, and, when a signed-in customer made it theirs, their
 * session. Null for everybody else, and for a cart that does not exist. No name, amount or product is in it.
 * Reads the cart's owner and our tables, and nothing of the payment before it is approved: a shopper who waits
 * asks every second or two.
 */
export async function paymentState(flow: FlowContext, cartId: string, customerId: string | null): Promise<PaymentState | null> {
  const { aplazame, query } = flow
  const cart = await cartOwner(query, cartId)
  if (!cart || !(await shopperOf(flow, cart, customerId))) return null
  const rows = await aplazame.orders.ofSubject({ kind: "cart", id: cartId })
  const row = rows.find((one) => one.order_id !== null && !isFinal(one.state)) ?? rows.find((one) => !isFinal(one.state)) ?? rows[0]
  return { ...(row ? await orderStateOf(flow, row) : NONE), spoken: { checkout: row?.language, cart: cart.locale } }
}

/**
 * The same for an order, for the page that thanks for it: by the cart that the order was made of, and for the same shopper; of
 * an order without a cart for whoever holds its id. An order that was paid otherwise is `none`, and so is one that does not exist.
 */
export async function orderPaymentState(flow: FlowContext, orderId: string, customerId: string | null): Promise<PaymentState | null> {
  const [row] = await flow.aplazame.orders.ofOrder(orderId)
  if (!row) return { ...NONE, spoken: {} }
  const subject = subjectOf(row)
  switch (subject.kind) {
    case "cart":
      return paymentState(flow, subject.id, customerId)
    case "order":
      return { ...(await orderStateOf(flow, row)), spoken: { checkout: row.language } }
  }
}

/** What whoever has an order's payment link is told besides: its number, and what it owes in hundredths. */
export type LinkState = PaymentState & { number: number; amount: Cents; currency_code: string }

/**
 * Where the payment of an order by this link stands. Null for a collection that is no order's link. Nothing tells whose the order is, or its
 * id, by which Medusa tells more of it.
 */
export async function linkPaymentState(flow: FlowContext, collectionId: string): Promise<LinkState | null> {
  const { aplazame, query } = flow
  const id = await orderOfCollection(query, collectionId)
  if (!id) return null
  const all = await aplazame.orders.ofSubject({ kind: "order", id })
  const order = await namedOrder(query, id)
  if (!order) return null
  const isCancelled = order.status === "canceled"
  // The collection of the cart that became the order is a link while the order waits for that, and once somebody has used it. Of an order that
  // waited for a credit of ours and was cancelled, it is told.
  const wasLink = all.length > 0 || (isCancelled && (await aplazame.orders.ofOrder(id)).length > 0)
  if (!wasLink && !(await isLinkOf(flow, id, collectionId))) return null
  const { display_id: number, currency_code, locale } = order
  const amount = await owedOn(query, id, currency_code)
  const rows = all.filter((one) => one.payment_collection_id === collectionId)
  const row = rows.find((one) => !isFinal(one.state)) ?? rows[0]
  const stands = row ? await stateOf(query, row) : NONE
  const isLate = stands.state !== "challenge" && (await isOverdue(flow, id))
  const over = isCancelled || (isLate && amount > 0) ? "order_cancelled" : amount <= 0 ? "order_already_paid" : null
  const told: Pick<Stands, "state" | "code"> = over === null || stands.state === "paid" || stands.state === "confirming" ? stands : { state: "refused", code: over }
  return { state: told.state, code: told.code, order_id: null, spoken: { checkout: row?.language, cart: locale }, number, amount: maxCents(amount, ZERO), currency_code }
}

/** The state of a checkout; where it was refused or has ended and others pay its order, that of the credit that does, or none. */
async function orderStateOf({ aplazame, query }: FlowContext, row: AplazameOrderRow): Promise<Stands> {
  const { order_id, state } = row
  if (order_id === null || !isFinal(state)) return stateOf(query, row)
  const paying = (await aplazame.orders.ofOrder(order_id)).find((one) => !isFinal(one.state))
  if (paying) return stateOf(query, paying)
  const own = await paymentOfCredit(aplazame, query, row)
  return (await paymentsOfOrder(query, order_id)).some(({ id }) => id !== own?.id) ? { ...NONE, order_id } : stateOf(query, row)
}

async function stateOf(query: Query, row: AplazameOrderRow): Promise<Stands> {
  const { order_id } = row
  switch (row.state) {
    case "creating":
    case "open":
      if (row.expires_at && row.expires_at < new Date()) return { state: "refused", code: "payment_expired", order_id }
      return { state: "open", code: "payment_pending", order_id }
    case "challenge":
      return { state: "challenge", code: "payment_challenge", order_id }
    case "approved":
    case "confirmed":
      return (await isPaid(query, row)) ? { state: "paid", code: "payment_paid", order_id } : { state: "confirming", code: "payment_confirming", order_id }
    case "refused":
      return { state: "refused", code: refusalCodeOf(row), order_id }
    case "cancelled":
      return { state: "refused", code: row.reason_code === null ? "payment_cancelled" : refusalCodeOf(row), order_id }
    case "failed":
      return { state: "refused", code: row.reason_code === "details_not_accepted" ? row.reason_code : "checkout_refused", order_id }
  }
}

/**
 * There is an order, and its page will say that it is paid: an order that waited for an identity check exists
 * before its payment does, and "paid" must not lead to a page that says "awaiting".
 */
async function isPaid(query: Query, { order_id, payment_collection_id }: AplazameOrderRow): Promise<boolean> {
  if (!order_id) return false
  const status = payment_collection_id && (await collectionStatus(query, payment_collection_id))
  return status !== "not_paid" && status !== "awaiting"
}

/**
 * Why it was refused, in words for the shopper: something changed meanwhile, the time ran out, the store could not make an
 * order of it, or Aplazame's decision, which is theirs to explain.
 */
function refusalCodeOf(row: AplazameOrderRow): Code {
  const reason = KO_REASONS.find((one) => one === row.reason_code)
  switch (reason) {
    case undefined:
      return row.reason_code === null && row.status_reason?.startsWith("expired") ? "payment_expired" : "payment_refused"
    case "amount_differs":
    case "cart_changed":
    case "cart_gone":
    case "session_gone":
      return "payment_cart_changed"
    case "out_of_stock":
      return "payment_out_of_stock"
    case "completion_not_supported":
    case "order_already_paid":
    case "order_changed":
      return reason
    case "cart_already_paid":
      return "cart_already_completed"
    case "payment_cancelled":
    case "order_cancelled":
      return "payment_cancelled"
    case "product_gone":
    case "promotion_used_up":
    case "shipping_not_possible":
    case "store_refused":
    case "cart_not_completable":
    case "currency_differs":
    case "sandbox_differs":
    case "mid_differs":
      return "payment_not_completed"
  }
}
