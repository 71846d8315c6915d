import { messageOf } from "../../aplazame/message-of"
import { orderStatus, type SessionView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { KoReason } from "../../modules/aplazame/texts"
import { problemOfCredit } from "../../modules/aplazame/stores"
import { completeCart, saleObstacle, permanentRefusal, type CompletionFailure } from "../complete-cart"
import type { FlowContext } from "../flow-context"
import { isOwn, clearAuthorizedUnlessOrdered, linkCollection, orderOfCheckout } from "../order-of-credit"
import { authorizeOrder } from "./authorize-order"
import { ko, OK, type Decision } from "./decision"
import { runValidateHook } from "./sale-hooks"
import { judgeSale } from "./judge-sale"
import { recordPlacedOrder } from "./record-placed-order"
import { earlierRefusal, requireSingleOrder } from "./single-order"

/** Longer than a completion with its lock may take. */
const PLACE_WITHIN_MS = 120_000

/**
 * Turns the cart of an approved (or challenged) checkout into an order.
 *
 * If the process dies before the order exists, Aplazame repeats the notification and we begin again. If it dies with the order
 * and without an answer, the repeat finds the order. If Aplazame never repeats, its `ko` cancels the order, or the sweep reads
 * the remote order.
 *
 * @throws our own failure (database, locks, Aplazame unavailable), so that Aplazame repeats the notification
 */
export async function placeOrder(flow: FlowContext, row: AplazameOrderRow, cartId: string): Promise<Decision> {
  const refused = await earlierRefusal(flow, row)
  if (refused) return refused
  const judgement = await judgeSale(flow, row, cartId)
  return judgement.possible ? sell(flow, row, cartId, judgement.session) : soldMeanwhile(flow, row, cartId, judgement.reason)
}

async function sell(flow: FlowContext, row: AplazameOrderRow, cartId: string, session: Omit<SessionView, "cart">): Promise<Decision> {
  const { aplazame } = flow
  // The hook may be slow; the provider compares the cart once more afterwards.
  const said = await runValidateHook(flow, row)
  if (said) return said
  // A payment of an earlier attempt, which Medusa has cancelled, is not that of this one.
  await aplazame.orders.update(row.id, { payment_session_id: session.id, payment_collection_id: session.collection_id, payment_id: null })
  await aplazame.orders.beginAccepting(row.id, PLACE_WITHIN_MS)
  const completion = await completeCart(flow, cartId)
  if ("orders" in completion) return answerPlaced(flow, row, cartId, completion.orders)
  // The shopper's own completion may be under way.
  const orderId = await clearAuthorizedUnlessOrdered(flow, await aplazame.orders.update(row.id, { accepting_until: null }), cartId)
  return orderId ? answerPlaced(flow, row, cartId, [orderId]) : answerNotPlaced(flow, row, cartId, completion.failure)
}

/** Reasons that an operator can fix; otherwise the next shopper meets them too. */
const OPERATOR_CAN_FIX: readonly KoReason[] = ["shipping_not_possible", "store_refused", "cart_not_completable"]

/**
 * The reason that the completion gave, or that the cart shows now: Medusa does not always name it (a product that is gone is an
 * unexpected error in Medusa). With neither, the failure was temporary. A store's own completion has its own rules, so Medusa's
 * rules do not explain its failure.
 */
async function answerNotPlaced(flow: FlowContext, row: AplazameOrderRow, cartId: string, failure: CompletionFailure): Promise<Decision> {
  const { aplazame, logger } = flow
  logger.warn(`aplazame: ${row.id}: cart not completed${failure.step ? ` (${failure.step})` : ""}: ${messageOf(failure.error)}`)
  const seen = aplazame.settings.completeCart === undefined ? await saleObstacle(flow, cartId) : null
  const reason = seen ?? permanentRefusal(failure)
  if (!reason) throw failure.error
  // A confirmed credit has another problem: it is alive.
  if (OPERATOR_CAN_FIX.includes(reason) && row.state !== "confirmed") {
    await aplazame.problems.open({ ...problemOfCredit(row, "sale_not_possible", { total: row.total_amount, ko_reason: reason }), once: true })
  }
  return ko(reason)
}

/** The cart already has an order, or is paid otherwise: a refusal of what is this checkout's would lose a sale that the shopper has agreed to. */
async function soldMeanwhile(flow: FlowContext, row: AplazameOrderRow, cartId: string, reason: KoReason): Promise<Decision> {
  if (reason !== "cart_already_paid") return ko(reason)
  if (await orderOfCheckout(flow, row)) return answerPlaced(flow, row, cartId, [])
  // A shopper who comes before the approval leaves an order that Medusa takes back: what was in the way may be gone.
  const again = await judgeSale(flow, row, cartId)
  return again.possible ? sell(flow, row, cartId, again.session) : ko(again.reason)
}

/**
 * Links the cart's order to the checkout, if this checkout pays for it. An order that a process left unpaid when it died, or that a
 * store's own completion leaves to us, gets its payment now.
 */
async function answerPlaced(flow: FlowContext, row: AplazameOrderRow, cartId: string, orders: string[]): Promise<Decision> {
  const { aplazame, query } = flow
  const current = await aplazame.orders.update(row.id, { accepting_until: null })
  const own = aplazame.settings.completeCart !== undefined
  let found = await orderOfCheckout(flow, current)
  if (own && (!found || isOwn(found.claim))) {
    const one = await requireSingleOrder(flow, current, cartId, orders)
    if ("refused" in one) return one.refused
    found ??= await orderOfCheckout(flow, current)
  }
  if (!found || !isOwn(found.claim)) return ko("cart_already_paid")
  const { orderId, claim } = found
  if (claim === "payment_cancelled") return ko("payment_cancelled")
  // The payment of an identity check comes after it.
  const unpaid = claim === "awaited" && !(current.authorized_at && current.state === "challenge")
  if (unpaid && !own) await linkCollection(flow, current, orderId)
  const linked = await aplazame.orders.update(row.id, { order_id: orderId })
  if (unpaid) return authorizeOrder(flow, linked, orderId)
  await recordPlacedOrder(flow, linked, orderId, true)
  for (const { id } of await aplazame.orders.ofSubject({ kind: "cart", id: cartId })) await aplazame.problems.close("sale_not_possible", id)
  return (await orderStatus(query, orderId)) === "canceled" ? ko("order_cancelled") : OK
}
