import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { MINUTE_MS } from "../../config/durations"
import { sumCents } from "../../aplazame"
import { creditLeft, explain, isBeingDecided, isFullyRefunded, isPastGiveUpTime, mayStillPay } from "../../credit"
import { toCents } from "../../mapping"
import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { readShown, readSnapshot } from "../../modules/aplazame/operations"
import { owedOn } from "../../modules/aplazame/order-payment"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { isAplazameProvider, isHeld, orderOfCart, orderState, orderStatus, paymentsOfOrder, sessionsOfCart } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { problemOfCredit, problemOfLostCredit } from "../../modules/aplazame/stores"
import { cartIdOf, subjectOf } from "../../modules/aplazame/subject"
import type { FlowContext } from "../flow-context"
import { giveUpPayment } from "../order-change/medusa-collections"
import { orderOfCheckout } from "../order-of-credit"
import { failureOf } from "../reconcile/one-by-one"
import { retryUntil } from "./link-retry"
import { returnPromotions } from "./return-promotions"

/** The sweep tries each minute to cancel an order; what still fails after this time, as while somebody edits it, is for a person. */
const TELL_AFTER_MS = 15 * MINUTE_MS

/**
 * The credit is refused or expired. The order that waited for it is cancelled, which frees its stock, and its uses of discount
 * codes are given back. When goods may have left already, a problem is opened instead. The order of a credit whose money went
 * back after it was captured is not touched here: the reconciliation, for which the credit is due, books it and asks a person.
 * If the process dies on any line, the sweep does it again for a refused credit, the reconciliation for one that has ended.
 */
export async function releaseOrder(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  if (row.state === "cancelled" && (await hasMoved(flow, row))) return
  const orderId = row.order_id ?? (await orphanedOrder(flow, row))
  if (!orderId) return
  const released = await cancelOrderWithoutCredit(flow, row, orderId).catch(async (error: unknown) => {
    if (isPastGiveUpTime(row.retry_until ?? row.refused_at ?? row.cancelled_at, flow.aplazame.clock(), TELL_AFTER_MS)) await tellUnpaid(flow, row, orderId)
    throw error
  })
  if (released) await flow.aplazame.problems.close("order_without_credit", row.id)
  else await tellLost(flow, row, orderId)
  await flow.aplazame.orders.update(row.id, { released_at: new Date() })
}

/** Tells a person of an order that has no credit and was not cancelled: its goods may have left, or somebody has to decide. */
export async function tellLost(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  const state = await orderState(flow.query, orderId)
  if (state?.fulfilled) await flow.aplazame.problems.open(problemOfLostCredit({ ...row, order_id: orderId }))
  else await tellUnpaid(flow, row, orderId)
}

/**
 * Whether money of a credit that ended has moved, or may have: a call of ours has no answer yet, Aplazame lists captures that the
 * ledger does not know, or it refuses to list them. Writes nothing.
 */
async function hasMoved({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<boolean> {
  const { credit } = await readSnapshot(aplazame, row, null)
  if (credit.inFlight.length > 0 || isFullyRefunded(row.state, credit.settled)) return true
  if (creditLeft(credit) === 0) return false
  try {
    const found = explain(credit, await readShown(aplazame.client, row, { cancelled: String(row.cancelled_at) }))
    return found.kind !== "ended" && found.kind !== "equal"
  } catch (error) {
    if (failureOf(error) !== "refused") throw error
    return true
  }
}

/**
 * Cancels the order of a credit that was not approved, or that has ended. The uses of its discount codes are given back before the
 * cancel: if the process dies in between, the repeat finds the order alive. They are also given back where the order was
 * cancelled before the credit was confirmed, but not where an operator cancelled a confirmed sale: Medusa does not either. Of an
 * order that stays, Medusa's payment is cancelled if nothing of it was captured: it can be paid anew.
 * @returns false when goods may have left already, or a person has to decide: then nothing is done. An order that others have paid
 * by its link needs nothing, nor does one that waits for that.
 */
export async function cancelOrderWithoutCredit(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  // Who releases an order that was there before its checkout has this lock already.
  if (subjectOf(row).kind === "order") return cancelUnlessPaid(flow, row, orderId)
  // A payment by link is accepted under the same lock: either it finds the order cancelled, or this finds the order paid.
  const key = lockNames.checkout({ kind: "order", id: orderId })
  return flow.locking.execute([key], () => cancelUnlessPaid(flow, row, orderId), { timeout: LOCK_WAIT_SECONDS })
}

async function cancelUnlessPaid(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const order = await orderState(flow.query, orderId)
  if (!order) return true
  const cancelled = order.status === "canceled"
  if (!cancelled) {
    const own = await paymentOfCredit(flow.aplazame, flow.query, row)
    const paid = await paidByOthers(flow, row, orderId, own?.id)
    // An order that was there before its checkout, or of which somebody pays a part, is not ours to cancel.
    if (order.fulfilled || paid !== "nothing" || subjectOf(row).kind === "order") {
      if (own && isHeld(own)) await giveUpPayment(flow, orderId, own, await owedOn(flow.query, orderId, row.currency_code, own.id))
      return paid === "whole"
    }
    if (!own && (await keepForLink(flow, row))) return true
  }
  if (!cancelled || row.confirmed_at === null) await returnPromotions(flow, row, [orderId])
  if (!cancelled) await cancelOrderWorkflow(flow.container).run({ input: { order_id: orderId, no_notification: false } })
  return true
}

/**
 * Lets the order of a credit that never came wait to be paid by its link; false where it is not to wait. It keeps its stock and its
 * discount codes, and Medusa's collection is open again, so that its admin has the link. If the process dies between the two writes,
 * the repeat writes the second.
 */
async function keepForLink({ aplazame, container }: FlowContext, row: AplazameOrderRow): Promise<boolean> {
  const until = retryUntil(row, aplazame.settings.retryByLinkHours)
  if (until === null || until.getTime() <= aplazame.clock()) return false
  await aplazame.orders.update(row.id, { retry_until: until })
  if (row.payment_collection_id) await container.resolve(Modules.PAYMENT).updatePaymentCollections(row.payment_collection_id, { status: "not_paid" })
  return true
}

/**
 * Releases an order that was not paid by its link in time; one that was stays. If the process dies after the cancel, the repeat finds
 * the order cancelled, and ends the waiting.
 */
export async function releaseOverdue(flow: FlowContext, id: string): Promise<void> {
  const { orders, clock } = flow.aplazame
  const row = await orders.byId(id)
  if (!row?.retry_until || row.retry_until.getTime() > clock()) return
  // Somebody has paid by the link, and Aplazame decides: its word comes first, and the next sweep looks again.
  if (row.order_id && (await orders.ofSubject({ kind: "order", id: row.order_id })).some((one) => isBeingDecided(one.state))) return
  await releaseOrder(flow, row)
  await orders.update(id, { retry_until: null })
}

/** Whether others pay what a credit that has ended was to pay of its order, and Medusa's books say so. */
export async function isPaidOtherwise(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const own = await paymentOfCredit(flow.aplazame, flow.query, row)
  return !(own && isHeld(own)) && (await paidByOthers(flow, row, orderId, own?.id)) === "whole"
}

/** How much of an order other payments than this credit's pay. What was paid since the credit ended pays all, also of an order that was raised after it. */
async function paidByOthers({ query }: FlowContext, row: AplazameOrderRow, orderId: string, own: string | undefined): Promise<"nothing" | "part" | "whole"> {
  const others = (await paymentsOfOrder(query, orderId)).filter(({ id }) => id !== own)
  if (others.length === 0) return "nothing"
  const ended = row.refused_at ?? row.cancelled_at
  const since = sumCents(others.flatMap(({ at, amount }) => (ended && at > ended ? [toCents(amount, row.currency_code)] : [])))
  return since >= row.total_amount || (await owedOn(query, orderId, row.currency_code, own)) <= 0 ? "whole" : "part"
}

/**
 * The order of the cart that is not linked to this checkout, because the process died while it placed the order: this checkout's
 * payment pays for it, or was the only one that could. An unpaid order of which that is not certain (the shopper changed the
 * cart, for example) is left alone, and a problem is opened.
 */
async function orphanedOrder(flow: FlowContext, row: AplazameOrderRow): Promise<string | null> {
  const { aplazame, query } = flow
  // An order that was there before its checkout waits for no credit.
  const cartId = cartIdOf(row)
  if (!cartId || !(await orderOfCart(query, cartId))) return null
  const found = await orderOfCheckout(flow, row)
  if (!found) return null
  const pays = found.claim === "pays"
  if (found.claim === "others" || !(pays || (await isLastCheckout(flow, row.id, cartId)))) return null
  if (!pays && found.claim !== "awaited") {
    if (await waitsForUs(flow, cartId, found.orderId)) await tellUnpaid(flow, row, found.orderId)
    return null
  }
  await aplazame.orders.update(row.id, { order_id: found.orderId })
  return found.orderId
}

const tellUnpaid = ({ aplazame }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<unknown> =>
  aplazame.problems.open({ ...problemOfCredit({ ...row, order_id: orderId }, "order_without_credit", { total: row.total_amount, status: row.status, reason: row.status_reason }), unlessAnswered: true })

/** The order is alive, and the shopper last chose to pay with Aplazame. */
async function waitsForUs({ query }: FlowContext, cartId: string, orderId: string): Promise<boolean> {
  if ((await orderStatus(query, orderId)) === "canceled") return false
  return (await sessionsOfCart(query, cartId)).every((session) => isAplazameProvider(session.provider_id))
}

async function isLastCheckout({ aplazame }: FlowContext, rowId: string, cartId: string): Promise<boolean> {
  return (await aplazame.orders.ofSubject({ kind: "cart", id: cartId })).every((other) => other.id === rowId || !mayStillPay(other.state))
}
