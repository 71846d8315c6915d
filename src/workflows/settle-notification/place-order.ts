import { orderOfCart, orderStatus, sessionAlone } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { KoReason } from "../../modules/aplazame/texts"
import { problemOfCredit } from "../../modules/aplazame/stores/problem-store"
import { completeCart, messageOf, reasonAgainst, refusalOf, type CompletionFailure } from "../complete-cart"
import type { FlowContext } from "../flow-context"
import { authorizeOrder } from "./authorize-order"
import { ko, OK, type Decision } from "./decision"
import { orderAsItIs, tieCollection } from "./half-placed"
import { refusedByStore } from "./hooks"
import { judgeSale } from "./judge-sale"
import { knowPayment } from "./know-payment"
import { refusedBefore, theOneOrder } from "./one-order"

/** Longer than a completion with its lock may take. */
const ACCEPTING_MS = 120_000
const CART_LOCK_SECONDS = 30

/**
 * Turns the cart of an approved (or challenged) checkout into an order.
 *
 * If the process dies before the order is there: Aplazame comes back and we begin again. With the order
 * there and no answer given: Aplazame comes back and finds it. Aplazame never comes back: its `ko` cancels
 * the order, or the sweep reads it.
 *
 * @throws whatever is our own failure (database, locks, Aplazame away), so that Aplazame comes back
 */
export async function placeOrder(flow: FlowContext, row: AplazameOrderRow): Promise<Decision> {
  const { aplazame } = flow
  const refused = await refusedBefore(flow, row)
  if (refused) return refused
  const judgement = await judgeSale(flow, row)
  if (!judgement.possible) return soldMeanwhile(flow, row, judgement.reason)
  // The hook may be slow, and what the shopper does meanwhile is compared once more by the provider.
  const said = await refusedByStore(flow, row)
  if (said) return said
  await aplazame.orders.update(row.id, { payment_session_id: judgement.session.id, payment_collection_id: judgement.session.collection_id })
  await aplazame.orders.beginAccepting(row.id, ACCEPTING_MS)
  const completion = await completeCart(flow, row.cart_id)
  if ("orders" in completion) return placed(flow, row, completion.orders)
  await aplazame.orders.endAccepting(row.id)
  // A completion by the shopper may have been under way; it holds the cart's lock until it is through.
  const orderId = await flow.locking.execute([row.cart_id], () => orderOfCart(flow.query, row.cart_id), { timeout: CART_LOCK_SECONDS })
  return orderId ? placed(flow, row, [orderId]) : notPlaced(flow, row, completion.failure)
}

/** Reasons that an operator can do something about: the next shopper meets them too. */
const OF_THE_SETUP: readonly KoReason[] = ["shipping_not_possible", "store_refused", "cart_not_completable"]

/**
 * What the completion failed by, or what can be seen of the cart now: it need not have been said (a product that is gone
 * is a fault in Medusa's code). Neither is a reason: it was of the moment. A store's own completion has its own rules: Medusa's
 * say nothing of why it failed.
 */
async function notPlaced(flow: FlowContext, row: AplazameOrderRow, failure: CompletionFailure): Promise<Decision> {
  const { aplazame, logger } = flow
  logger.warn(`aplazame: ${row.id}: cart not completed${failure.step ? ` (${failure.step})` : ""}: ${messageOf(failure.error)}`)
  const seen = aplazame.settings.completeCart === undefined ? await reasonAgainst(flow, row.cart_id) : null
  const reason = seen ?? refusalOf(failure)
  if (!reason) throw failure.error
  // Of a confirmed credit a person is told otherwise: it lives.
  if (OF_THE_SETUP.includes(reason) && row.state !== "confirmed") {
    await aplazame.problems.open({ ...problemOfCredit(row, "sale_not_possible", { total: row.total_amount, ko_reason: reason }), once: true })
  }
  return ko(reason)
}

/**
 * The cart has an order: ours if this checkout's session paid it, and then the answer is ok. One that a dying
 * process left without its payment gets it now; refusing would lose a sale that the shopper has agreed to.
 */
async function soldMeanwhile(flow: FlowContext, row: AplazameOrderRow, reason: KoReason): Promise<Decision> {
  if (reason !== "cart_already_paid") return ko(reason)
  const { orders } = flow.aplazame
  const found = await orderAsItIs(flow, row)
  const current = await orders.byId(row.id)
  if (!found || !current) return ko(reason)
  if (current.authorized_at) return placed(flow, current, [found.orderId])
  if (!found.half) return ko(reason)
  if (flow.aplazame.settings.completeCart === undefined) await tieCollection(flow, current, found.orderId)
  else {
    const one = await theOneOrder(flow, current, [found.orderId])
    if ("refused" in one) return one.refused
  }
  return authorizeOrder(flow, await orders.update(row.id, { order_id: found.orderId }), found.orderId)
}

/** Ties the order to the checkout, if it is this checkout that pays for it. A store's own completion may leave the payment to us. */
async function placed(flow: FlowContext, row: AplazameOrderRow, orders: string[]): Promise<Decision> {
  const { aplazame, query } = flow
  const current = await aplazame.orders.update(row.id, { accepting_until: null })
  const own = aplazame.settings.completeCart !== undefined
  const one = own ? await theOneOrder(flow, current, orders) : { orderId: orders[0] ?? "" }
  if ("refused" in one) return one.refused
  const { orderId } = one
  if (!current.authorized_at) {
    const half = own && (await orderAsItIs(flow, current))?.half
    return half ? authorizeOrder(flow, await aplazame.orders.update(row.id, { order_id: orderId }), orderId) : ko("cart_already_paid")
  }
  const session = await sessionAlone(query, current.payment_session_id)
  if (session?.payment?.canceled) return ko("payment_cancelled")
  await aplazame.orders.update(row.id, { order_id: orderId })
  await knowPayment(flow, current, orderId, true)
  for (const { id } of await aplazame.orders.ofCart(row.cart_id)) await aplazame.problems.close("sale_not_possible", id)
  return (await orderStatus(query, orderId)) === "canceled" ? ko("order_cancelled") : OK
}
