import { orderOfCart, orderStatus, sessionAlone, type SessionView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { KoReason } from "../../modules/aplazame/texts"
import { problemOfCredit } from "../../modules/aplazame/stores/problem-store"
import { completeCart, messageOf, saleObstacle, permanentRefusal, type CompletionFailure } from "../complete-cart"
import type { FlowContext } from "../flow-context"
import { authorizeOrder } from "./authorize-order"
import { ko, OK, type Decision } from "./decision"
import { orderOfCheckout, linkCollection } from "./unpaid-order"
import { runValidateHook } from "./hooks"
import { judgeSale } from "./judge-sale"
import { recordPlacedOrder } from "./record-placed-order"
import { earlierRefusal, requireSingleOrder } from "./single-order"

/** Longer than a completion with its lock may take. */
const ACCEPTING_MS = 120_000
const CART_LOCK_SECONDS = 30

/**
 * Turns the cart of an approved (or challenged) checkout into an order.
 *
 * If the process dies before the order exists, Aplazame repeats the notification and we begin again. If it dies with the order
 * and without an answer, the repeat finds the order. If Aplazame never repeats, its `ko` cancels the order, or the sweep reads
 * the remote order.
 *
 * @throws our own failure (database, locks, Aplazame unavailable), so that Aplazame repeats the notification
 */
export async function placeOrder(flow: FlowContext, row: AplazameOrderRow): Promise<Decision> {
  const refused = await earlierRefusal(flow, row)
  if (refused) return refused
  const judgement = await judgeSale(flow, row)
  return judgement.possible ? sell(flow, row, judgement.session) : soldMeanwhile(flow, row, judgement.reason)
}

async function sell(flow: FlowContext, row: AplazameOrderRow, session: SessionView): Promise<Decision> {
  const { aplazame } = flow
  // The hook may be slow; the provider compares the cart once more afterwards.
  const said = await runValidateHook(flow, row)
  if (said) return said
  await aplazame.orders.update(row.id, { payment_session_id: session.id, payment_collection_id: session.collection_id })
  await aplazame.orders.beginAccepting(row.id, ACCEPTING_MS)
  const completion = await completeCart(flow, row.cart_id)
  if ("orders" in completion) return placed(flow, row, completion.orders)
  await aplazame.orders.endAccepting(row.id)
  // The shopper's own completion may be under way; it holds the cart's lock until it ends.
  const orderId = await flow.locking.execute([row.cart_id], () => orderOfCart(flow.query, row.cart_id), { timeout: CART_LOCK_SECONDS })
  return orderId ? placed(flow, row, [orderId]) : notPlaced(flow, row, completion.failure)
}

/** Reasons that an operator can fix; otherwise the next shopper meets them too. */
const OF_THE_SETUP: readonly KoReason[] = ["shipping_not_possible", "store_refused", "cart_not_completable"]

/**
 * The reason that the completion gave, or that the cart shows now: Medusa does not always name it (a product that is gone is an
 * unexpected error in Medusa). With neither, the failure was temporary. A store's own completion has its own rules, so Medusa's
 * rules do not explain its failure.
 */
async function notPlaced(flow: FlowContext, row: AplazameOrderRow, failure: CompletionFailure): Promise<Decision> {
  const { aplazame, logger } = flow
  logger.warn(`aplazame: ${row.id}: cart not completed${failure.step ? ` (${failure.step})` : ""}: ${messageOf(failure.error)}`)
  const seen = aplazame.settings.completeCart === undefined ? await saleObstacle(flow, row.cart_id) : null
  const reason = seen ?? permanentRefusal(failure)
  if (!reason) throw failure.error
  // A confirmed credit has another problem: it is alive.
  if (OF_THE_SETUP.includes(reason) && row.state !== "confirmed") {
    await aplazame.problems.open({ ...problemOfCredit(row, "sale_not_possible", { total: row.total_amount, ko_reason: reason }), once: true })
  }
  return ko(reason)
}

/**
 * The cart already has an order. If this checkout's session paid it, the answer is `ok`. An order that a process left unpaid when
 * it died gets its payment now: a refusal would lose a sale that the shopper has agreed to.
 */
async function soldMeanwhile(flow: FlowContext, row: AplazameOrderRow, reason: KoReason): Promise<Decision> {
  if (reason !== "cart_already_paid") return ko(reason)
  const { orders } = flow.aplazame
  const found = await orderOfCheckout(flow, row)
  const current = await orders.byId(row.id)
  if (!current) return ko(reason)
  if (!found) {
    // A shopper who comes before the approval leaves an order that Medusa takes back: what was in the way may be gone.
    const again = await judgeSale(flow, current)
    return again.possible ? sell(flow, current, again.session) : ko(again.reason)
  }
  if (current.authorized_at) return placed(flow, current, [found.orderId])
  if (!found.awaited) return ko(reason)
  if (flow.aplazame.settings.completeCart === undefined) await linkCollection(flow, current, found.orderId)
  else {
    const one = await requireSingleOrder(flow, current, [found.orderId])
    if ("refused" in one) return one.refused
  }
  return authorizeOrder(flow, await orders.update(row.id, { order_id: found.orderId }), found.orderId)
}

/** Links the order to the checkout, if this checkout pays for it. A store's own completion may leave the payment to us. */
async function placed(flow: FlowContext, row: AplazameOrderRow, orders: string[]): Promise<Decision> {
  const { aplazame, query } = flow
  const current = await aplazame.orders.update(row.id, { accepting_until: null })
  const own = aplazame.settings.completeCart !== undefined
  const one = own ? await requireSingleOrder(flow, current, orders) : { orderId: orders[0] ?? "" }
  if ("refused" in one) return one.refused
  const { orderId } = one
  if (!current.authorized_at) {
    const awaited = own && (await orderOfCheckout(flow, current))?.awaited
    return awaited ? authorizeOrder(flow, await aplazame.orders.update(row.id, { order_id: orderId }), orderId) : ko("cart_already_paid")
  }
  const session = await sessionAlone(query, current.payment_session_id)
  if (session?.payment?.canceled) return ko("payment_cancelled")
  await aplazame.orders.update(row.id, { order_id: orderId })
  await recordPlacedOrder(flow, current, orderId, true)
  for (const { id } of await aplazame.orders.ofCart(row.cart_id)) await aplazame.problems.close("sale_not_possible", id)
  return (await orderStatus(query, orderId)) === "canceled" ? ko("order_cancelled") : OK
}
