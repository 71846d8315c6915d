import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { historyKey } from "../../credit"
import { refOf } from "../../modules/aplazame/operations"
import { cartTies, unpaidAmong } from "../../modules/aplazame/reading"
import { cartIdOf, subjectOf } from "../../modules/aplazame/subject"
import type { FlowContext } from "../flow-context"
import { releaseOrder, releaseOverdue } from "../settle-notification/release-order"
import { takeOverFinal } from "../settle-notification/apply-announcement"
import { forEachIsolated } from "./for-each-isolated"

const BATCH = 50
const HISTORY_WINDOW_MS = 2 * 60 * 60_000
/** Aplazame repeats its notifications; only when it has long been silent do we ask. */
const SILENCE_MS = 5 * 60_000

/** A shopper who was refused tries to complete the cart within this time, or not at all. */
const ENDED_WINDOW_MS = 2 * 60 * 60_000
const ENDED_BATCH = 1_000

/** Plans histories that were never planned, asks about orders whose final word may have been lost, and releases orders of credits that had ended already, or that nobody paid by link in time. */
export async function sweepCheckouts(flow: FlowContext): Promise<void> {
  const { aplazame } = flow
  if (aplazame.settings.historyLimit > 0) {
    for (const row of await aplazame.orders.withoutHistory(new Date(Date.now() - HISTORY_WINDOW_MS), BATCH)) {
      await aplazame.ledger.plan({ aplazame_order_id: row.id, kind: "history", business_key: historyKey(row), requested_by: "sweep" })
    }
  }
  const silent = await aplazame.orders.waiting(new Date(Date.now() - SILENCE_MS), BATCH)
  await forEachIsolated(flow, "final word of", silent, async (row) => {
    // The time of the attempt, so that the ones that can't be asked about go behind the others.
    await aplazame.orders.update(row.id, {})
    const remote = await aplazame.client.retrieveOrder(refOf(row))
    await flow.locking.execute([lockNames.checkout(subjectOf(row))], () => takeOverFinal(flow, row, remote), { timeout: LOCK_WAIT_SECONDS })
  })
  const overdue = await aplazame.orders.overdue(new Date(aplazame.clock()), BATCH)
  await forEachIsolated(flow, "order not paid by link of", overdue, async (row) => {
    await aplazame.orders.update(row.id, {})
    await flow.locking.execute([lockNames.checkout(subjectOf(row))], () => releaseOverdue(flow, row.id), { timeout: LOCK_WAIT_SECONDS })
  })
  await releaseLeftBehind(flow)
}

/**
 * Medusa writes an order before it asks for its payment. A process that dies between the two leaves the order of a credit that was
 * refused before; one that dies after it has read a refusal leaves the order that waited for it. No notification comes any more
 * that would release them.
 */
async function releaseLeftBehind(flow: FlowContext): Promise<void> {
  const { aplazame, query, locking } = flow
  const ended = await aplazame.orders.unreleased(new Date(Date.now() - ENDED_WINDOW_MS), ENDED_BATCH)
  const carts = [...new Set(ended.flatMap((row) => (row.order_id === null && cartIdOf(row)) || []))]
  const ties = carts.length > 0 ? await cartTies(query, { cart_id: carts }) : []
  const byCart = new Map(ties.map((tie) => [tie.cart_id, tie.order_id]))
  const unpaid = ties.length > 0 ? await unpaidAmong(query, ties.map((tie) => tie.order_id)) : new Set()
  const suspects = ended.filter((row) => {
    const orderId = byCart.get(cartIdOf(row) ?? "")
    // An order of the cart that somebody has paid for is none of these.
    return row.order_id !== null || (orderId !== undefined && (row.authorized_at !== null || unpaid.has(orderId)))
  })
  await forEachIsolated(flow, "order left behind of", suspects, (row) =>
    locking.execute([lockNames.checkout(subjectOf(row))], async () => releaseOrder(flow, (await aplazame.orders.byId(row.id)) ?? row), { timeout: LOCK_WAIT_SECONDS })
  )
}
