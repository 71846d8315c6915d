import type { EntityManager } from "typeorm"
import { NotificationEntity, OrderEntity } from "../database/entities"
import type { NotificationRow } from "../database/rows"
import { applyStep } from "../orders/transitions"
import type { EmulatorSettings } from "../settings"
import type { StoreAnswer } from "./post-notification"
import { verdictOf } from "./post-notification"
import { enqueue, retryDelay } from "./queue"

/**
 * Books one delivery and draws its consequence in the same transaction: `confirmation_required` answered ok
 * confirms the order, answered ko refuses it, and either puts the final notification in the queue. A `ko` to
 * `challenge_required` also refuses (an official example answers so to hold no stock). Anything else is retried
 * until the notification's time is over.
 */
export async function settleDelivery(db: EntityManager, sent: NotificationRow, answer: StoreAnswer, settings: EmulatorSettings): Promise<void> {
  const row = await db.findOneBy(NotificationEntity, { seq: sent.seq })
  const order = await db.findOneBy(OrderEntity, { id: sent.order_id })
  if (!row || !order) return
  const verdict = verdictOf(answer)
  const isPending = row.status === "pending"
  const delivered = verdict.kind === "ok" || (verdict.kind === "ko" && isPending)
  const attempts = row.attempts + 1
  const nextAt = Date.now() + retryDelay(attempts, settings)
  const givesUp = nextAt >= row.give_up_at
  await db.update(NotificationEntity, { seq: row.seq }, {
    attempts, http_status: answer.http_status, answer: answer.answer, error: answer.error, next_at: nextAt,
    state: delivered ? "delivered" : givesUp ? "abandoned" : row.state === "abandoned" ? "abandoned" : "queued",
  })
  const isCurrent = row.state !== "abandoned" && order.status === "pending" && order.status_reason === row.status_reason
  if (!isPending || !isCurrent || verdict.kind === "retry") return
  if (verdict.kind === "ko") {
    await enqueue(db, await applyStep(db, order, { to: "ko", reason: "confirmation_rejected_by_merchant" }), settings)
  } else if (row.status_reason === "confirmation_required") {
    await enqueue(db, await applyStep(db, order, { to: "ok", order_id: verdict.order_id }), settings)
  }
}

/** A pending notification whose order has moved on says nothing true any more: it is not repeated. */
export async function isStale(db: EntityManager, row: NotificationRow): Promise<boolean> {
  if (row.status !== "pending") return false
  const order = await db.findOneBy(OrderEntity, { id: row.order_id })
  return !order || order.status !== row.status || order.status_reason !== row.status_reason
}
