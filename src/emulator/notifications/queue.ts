import { LessThanOrEqual, type EntityManager } from "typeorm"
import { now, toMs } from "../clock"
import { NotificationEntity } from "../database/entities"
import type { NotificationRow, OrderRow } from "../database/rows"
import type { EmulatorSettings } from "../settings"
import { notificationPayload } from "./payload"

/** Minutes for which the result of an order is still offered after its own expiry: Aplazame's documented maximum of extra time. */
const RESULT_MINUTES = 2880

/** Puts the order's present state in the queue, in the same transaction as the change that caused it. */
export async function enqueue(db: EntityManager, order: OrderRow, settings: EmulatorSettings): Promise<void> {
  const at = Date.now()
  const expiry = toMs(order.expires_at)
  const row: Omit<NotificationRow, "seq"> = {
    order_id: order.id, status: order.status, status_reason: order.status_reason, body: notificationPayload(order, settings),
    state: settings.hold_notifications ? "held" : "queued", attempts: 0, http_status: null, answer: null, error: null,
    next_at: at,
    // A pending one stops at the order's expiry; an `expired` one is only born then and needs time of its own.
    give_up_at: order.status === "pending" ? expiry : Math.max(expiry, at + RESULT_MINUTES * settings.minute_ms),
    created: now(),
  }
  await db.insert(NotificationEntity, row)
}

/** Notifications whose time has come, oldest first. */
export async function dueNotifications(db: EntityManager, limit: number, except: ReadonlySet<number>): Promise<NotificationRow[]> {
  const rows = await db.find(NotificationEntity, {
    where: { state: "queued", next_at: LessThanOrEqual(Date.now()) }, order: { next_at: "ASC", seq: "ASC" }, take: limit + except.size,
  })
  return rows.filter((row) => !except.has(row.seq)).slice(0, limit)
}

/** All notifications of an order, oldest first. */
export async function notificationsOf(db: EntityManager, orderId: string): Promise<NotificationRow[]> {
  return db.find(NotificationEntity, { where: { order_id: orderId }, order: { seq: "ASC" } })
}

/** The pause before the next delivery, after `attempts` of them. */
export function retryDelay(attempts: number, settings: EmulatorSettings): number {
  return settings.retry_delays_ms[attempts - 1] ?? settings.retry_every_ms
}
