import { addCents } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { hasEnded } from "../../credit"
import { creditLinesOf, orderFigures, type OrderToPay } from "../../mapping"
import { isApprovedOrder, judgeOrderPayment } from "../../modules/aplazame/order-payment"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { isAplazameProvider, orderToPay, sessionAlone, sessionsOfCollection, type SessionView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { coverOrder } from "../order-change/book-void"
import { authorizeSession } from "./authorize-order"
import { ko, NotYetError, OK, type Decision } from "./decision"
import { runValidateHook } from "./sale-hooks"
import { refusalOfSession, type Judgement } from "./judge-sale"
import { recordPlacedOrder } from "./record-placed-order"

/**
 * Pays an order that has no cart, or the rest of one, by an approved checkout. Under the lock of the order's checkouts, so that two of
 * them, in two tabs or on two servers, are judged one after the other: the second finds nothing owed.
 *
 * If the process dies before Medusa has the payment, the repeated notification begins again. After it, the repeat finds the payment
 * by its session, links the order, and sets what Medusa's collection shows. If Aplazame never repeats, the job reads its final state.
 *
 * @throws our own failure (database, locks, Aplazame unavailable), so that Aplazame repeats the notification
 */
export async function payOrder(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Decision> {
  const { aplazame, query } = flow
  const order = await orderToPay(query, orderId)
  if (!order || order.status === "canceled") return ko("order_cancelled")
  const payment = row.authorized_at === null ? null : await paymentOfCredit(aplazame, query, row)
  if (payment?.canceled) return ko("payment_cancelled")
  if (payment) return paid(flow, row, orderId)
  const judgement = await judgeOrder(flow, row, order)
  if (!judgement.possible) return ko(judgement.reason)
  const said = await runValidateHook(flow, row)
  if (said) return said
  const { session } = judgement
  const { now, returned, askedBack, byVoids, raised } = orderFigures(order)
  const asPlaced = { placed_amount: now, placed_credit_lines: creditLinesOf(order), placed_returned: addCents(returned, askedBack), placed_voided: byVoids, placed_raised: raised }
  await aplazame.orders.update(row.id, { payment_session_id: session.id, payment_collection_id: session.collection_id, payment_id: null, ...asPlaced })
  await authorizeSession(flow, row.id, session.id)
  // Medusa makes no payment of a credit that is back in its identity check.
  if (!(await paymentOfCredit(aplazame, query, (await aplazame.orders.byId(row.id)) ?? row))) throw new NotYetError()
  return paid(flow, row, orderId)
}

/** Whether this approved checkout can pay this order now: it owes exactly so much, is what the shopper agreed to, and a live session of ours pays it. */
async function judgeOrder({ aplazame, query }: FlowContext, row: AplazameOrderRow, order: OrderToPay): Promise<Judgement> {
  const no = (reason: Extract<Judgement, { possible: false }>["reason"]): Judgement => ({ possible: false, reason })
  if (order.currency_code !== row.currency_code) return no("currency_differs")
  const { obstacle } = await judgeOrderPayment(query, order, row.total_amount)
  if (obstacle) return no(obstacle)
  const session = await liveSession({ query }, row)
  if (!session) return no("session_gone")
  const refused = refusalOfSession(session, row)
  if (refused) return no(refused)
  return isApprovedOrder(aplazame.settings, order, row) ? { possible: true, session } : no("order_changed")
}

/** The checkout's session, or the one that another tab has put in its place. */
async function liveSession({ query }: Pick<FlowContext, "query">, row: AplazameOrderRow): Promise<Omit<SessionView, "cart"> | null> {
  const own = await sessionAlone(query, row.payment_session_id)
  if (own || !row.payment_collection_id) return own
  return (await sessionsOfCollection(query, row.payment_collection_id)).find(({ provider_id }) => isAplazameProvider(provider_id)) ?? null
}

/** What is told of an order that has lost a credit, until somebody pays it. */
const LOST_CREDIT = ["order_without_credit", "credit_lost_after_fulfilment"] as const

/** Links the order to the credit that has paid it. Only Medusa's books are written, so a failure does not change the answer. */
async function paid(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Decision> {
  const { aplazame, logger } = flow
  const linked = await aplazame.orders.update(row.id, { order_id: orderId, accepting_until: null })
  await recordPlacedOrder(flow, linked, orderId)
  try {
    // Another credit of the order may have waited for somebody to pay the rest, or have left it unpaid.
    for (const { id, state } of await aplazame.orders.ofOrder(orderId)) {
      if (!hasEnded(state)) await coverOrder(flow, id, orderId)
      else for (const kind of LOST_CREDIT) await aplazame.problems.close(kind, id)
    }
  } catch (error) {
    logger.warn(`aplazame: ${row.id}: what is covered of its order not noted: ${messageOf(error)}`)
  }
  return OK
}
