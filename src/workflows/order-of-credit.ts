import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { paidInstead } from "../modules/aplazame/order-payment"
import { paymentOfCredit } from "../modules/aplazame/payment-of-credit"
import { isAplazameProvider, orderOfCart, orderStatus, paymentsOfOrder, sessionById } from "../modules/aplazame/reading"
import type { AplazameOrderRow } from "../modules/aplazame/rows"
import { subjectOf } from "../modules/aplazame/subject"
import type { FlowContext } from "./flow-context"

const CART_LOCK_SECONDS = 30

/**
 * Whose the order of a cart is, seen from one of its checkouts. `awaited`: it is unpaid, and this checkout is to pay it. `unclaimed`:
 * it is unpaid, and who is to pay it is not certain. `others`: another checkout or payment has it.
 */
type Claim = "pays" | "payment_cancelled" | "awaited" | "unclaimed" | "others"

type Facts = {
  /** As its session's payment. Its completion may have failed since: this alone proves nothing. */
  taken: boolean
  payment: "none" | "stands" | "cancelled"
  paidOtherwise: boolean
  /** To pay what was agreed; not asked where there is a payment. */
  sessionWaits: boolean
}

export function claimOf({ taken, payment, paidOtherwise, sessionWaits }: Facts): Claim {
  if (paidOtherwise || (payment === "stands" && !taken)) return "others"
  if (payment === "stands") return "pays"
  if (payment === "cancelled") return taken ? "payment_cancelled" : "unclaimed"
  return sessionWaits ? "awaited" : "unclaimed"
}

/** The order is this checkout's, whether it is paid or not. */
export const isOwn = (claim: Claim): boolean => claim !== "others" && claim !== "unclaimed"

/**
 * The order of a checkout's cart. It may be unpaid, because a process died while it completed the cart: Medusa writes the order
 * first and authorises the payment after. Waits for a completion that is under way. An order that was there before its checkout
 * is this checkout's once its payment is authorised: it waits for no one in particular.
 */
export async function orderOfCheckout(flow: FlowContext, row: AplazameOrderRow): Promise<{ orderId: string; claim: Claim } | null> {
  const subject = subjectOf(row)
  switch (subject.kind) {
    case "cart":
      return withOrder(flow, subject.id, async (orderId) => (orderId ? { orderId, claim: claimOf(await factsOf(flow, row, subject.id, orderId)) } : null))
    case "order": {
      const own = row.authorized_at === null ? null : await paymentOfCredit(flow.aplazame, flow.query, row)
      return own && { orderId: subject.id, claim: own.canceled ? "payment_cancelled" : "pays" }
    }
  }
}

/** The order that this credit pays, or is to pay: the one that it was linked to, else that of its cart if it is this checkout's. */
export async function orderOfCredit(flow: FlowContext, row: AplazameOrderRow): Promise<string | null> {
  if (row.order_id) return row.order_id
  const found = await orderOfCheckout(flow, row)
  return found && isOwn(found.claim) ? found.orderId : null
}

/** The living order that this credit pays, or is still to pay: not one that others have paid in its place. */
export async function livingOrderOf(flow: FlowContext, row: AplazameOrderRow): Promise<string | null> {
  const { aplazame, query } = flow
  const orderId = await orderOfCredit(flow, row)
  const status = orderId && (await orderStatus(query, orderId))
  if (!status || status === "canceled") return null
  return !(await paymentOfCredit(aplazame, query, row)) && (await paidInstead(query, row, orderId)) ? null : orderId
}

/**
 * Where no order came of a completion, and no payment of it stands, the checkout is no longer taken.
 * @returns the order, if there is one after all
 */
export async function clearAuthorizedUnlessOrdered(flow: FlowContext, row: AplazameOrderRow, cartId: string): Promise<string | null> {
  const { aplazame, query } = flow
  return withOrder(flow, cartId, async (orderId) => {
    if (!orderId && (await paymentOfCredit(aplazame, query, row))?.canceled !== false) await aplazame.orders.update(row.id, { authorized_at: null })
    return orderId
  })
}

/** Under the cart's lock, which a completion holds until it ends. */
const withOrder = <T>({ locking, query }: FlowContext, cartId: string, job: (orderId: string | null) => Promise<T>): Promise<T> =>
  locking.execute([cartId], async () => job(await orderOfCart(query, cartId)), { timeout: CART_LOCK_SECONDS })

/**
 * Links the order to the payment collection of the checkout. Medusa does so when it places an order, but a process can die just
 * before. A repeat changes nothing.
 */
export async function linkCollection({ container }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  if (!row.payment_collection_id) return
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.PAYMENT]: { payment_collection_id: row.payment_collection_id },
  })
}

async function factsOf({ aplazame, query }: FlowContext, row: AplazameOrderRow, cartId: string, orderId: string): Promise<Facts> {
  const [own, siblings, paying] = await Promise.all([paymentOfCredit(aplazame, query, row), aplazame.orders.ofSubject({ kind: "cart", id: cartId }), paymentsOfOrder(query, orderId)])
  const session = own ? null : await sessionById(query, row.payment_session_id)
  // Of two checkouts of one session, the order in its identity check is that of the one that was taken.
  const isOthers = (other: AplazameOrderRow): boolean => other.order_id !== null || (other.authorized_at !== null && other.payment_session_id === row.payment_session_id)
  const sessionWaits = session !== null && isAplazameProvider(session.provider_id) && session.cart?.id === cartId
  return {
    taken: row.authorized_at !== null,
    payment: own ? (own.canceled ? "cancelled" : "stands") : "none",
    paidOtherwise: siblings.some((other) => other.id !== row.id && isOthers(other)) || paying.some(({ id }) => id !== own?.id),
    sessionWaits: sessionWaits && session.amount === row.total_amount && session.currency_code === row.currency_code,
  }
}
