import { LessThanOrEqual, type EntityManager } from "typeorm"
import { now, toMs } from "../clock"
import type { EmulatorDatabase } from "../database/open-database"
import { NotificationEntity, OrderEntity } from "../database/entities"
import type { NotificationRow, OrderRow } from "../database/rows"
import { applyStep, expiryReason, type Step } from "../orders/transitions"
import type { EmulatorSettings } from "../settings"
import { postNotification, type StoreAnswer } from "./post-notification"
import { dueNotifications, enqueue, notificationsOf } from "./queue"
import { isStale, settleDelivery } from "./settle-delivery"

const MAX_AT_ONCE = 25
const LONGEST_SLEEP_MS = 60_000

export interface EngineOptions { db: EmulatorDatabase; privateKey: string; settings: () => EmulatorSettings }

/**
 * Moves checkouts along by itself: delivers notifications, repeats them, ends orders whose time is over.
 * All that it has to do stands in the database, so a restart on the same file goes on where it stopped.
 */
export class NotificationEngine {
  private timer: NodeJS.Timeout | undefined
  private readonly flying = new Map<number, Promise<void>>()
  private readonly flyingOrders = new Map<string, number>()
  private readonly stop = new AbortController()
  private ticking = false
  private again = false

  constructor(private readonly options: EngineOptions) {}

  /** Looks at once at what is due; call it after every change that may have put something in the queue. */
  wake(): void {
    if (this.stop.signal.aborted) return
    if (this.ticking) {
      this.again = true
      return
    }
    this.ticking = true
    clearTimeout(this.timer)
    this.tick().catch(reportBug).finally(() => {
      this.ticking = false
      if (this.again) {
        this.again = false
        this.wake()
      }
    })
  }

  /** Applies a step of the checkout and puts its notification in the queue. Throws WrongStep. */
  async advance(orderId: string, step: Step): Promise<OrderRow> {
    const order = await this.options.db.write(async (db) => {
      const before = await db.findOneByOrFail(OrderEntity, { id: orderId })
      const after = await applyStep(db, before, step)
      await enqueue(db, after, this.options.settings())
      return after
    })
    this.wake()
    return order
  }

  /** Ends a pending order as its expiry would, whatever its clock says. */
  async expire(order: OrderRow): Promise<OrderRow> {
    return this.advance(order.id, { to: "ko", reason: expiryReason(order) })
  }

  /** True when nothing of the order waits for a first delivery or for an answer. Held notifications do not count. */
  async isQuiet(orderId: string): Promise<boolean> {
    if (this.flyingOrders.has(orderId)) return false
    const rows = await this.options.db.read((db) => notificationsOf(db, orderId))
    return !this.flyingOrders.has(orderId) && rows.every((row) => row.state !== "queued" || row.attempts > 0)
  }

  /** Waits until the order is quiet, at most `ms`. */
  async settled(orderId: string, ms: number): Promise<void> {
    const end = Date.now() + ms
    while (Date.now() < end && !(await this.isQuiet(orderId))) await new Promise((resolve) => setTimeout(resolve, 15))
  }

  /** One POST outside the queue, for forged or repeated notifications. */
  async send(order: OrderRow, body: NotificationRow["body"], headers?: Record<string, string | null>): Promise<StoreAnswer> {
    const settings = this.options.settings()
    return postNotification({
      url: order.notification_url, body, privateKey: this.options.privateKey, header: settings.notification_header,
      accessToken: settings.notification_access_token, timeoutMs: settings.notification_timeout_ms, signal: this.stop.signal, headers,
    })
  }

  /** Stops at once; what was in flight stays in the queue and is repeated after a restart. */
  async close(): Promise<void> {
    this.stop.abort()
    clearTimeout(this.timer)
    await Promise.allSettled(this.flying.values())
  }

  private async tick(): Promise<void> {
    const { db } = this.options
    await this.expireDue()
    const room = MAX_AT_ONCE - this.flying.size
    const due = room > 0 ? await db.read((tx) => dueNotifications(tx, room, new Set(this.flying.keys()))) : []
    for (const row of due) this.launch(row)
    const wait = await db.read((tx) => this.nextPause(tx))
    if (this.stop.signal.aborted) return
    this.timer = setTimeout(() => this.wake(), wait)
  }

  private async expireDue(): Promise<void> {
    const { db, settings } = this.options
    const late = await db.read((tx) => tx.find(OrderEntity, { where: { status: "pending", expires_at: LessThanOrEqual(now()) }, take: 200 }))
    for (const { seq } of late) {
      await db.write(async (tx) => {
        const order = await tx.findOneBy(OrderEntity, { seq, status: "pending", expires_at: LessThanOrEqual(now()) })
        if (order) await enqueue(tx, await applyStep(tx, order, { to: "ko", reason: expiryReason(order) }), settings())
      })
    }
    if (late.length === 200) this.again = true
  }

  private launch(row: NotificationRow): void {
    this.flyingOrders.set(row.order_id, (this.flyingOrders.get(row.order_id) ?? 0) + 1)
    const flight = this.deliver(row).catch(reportBug).finally(() => {
      this.flying.delete(row.seq)
      const left = (this.flyingOrders.get(row.order_id) ?? 1) - 1
      if (left > 0) this.flyingOrders.set(row.order_id, left)
      else this.flyingOrders.delete(row.order_id)
      this.wake()
    })
    this.flying.set(row.seq, flight)
  }

  private async deliver(row: NotificationRow): Promise<void> {
    const { db, settings } = this.options
    const order = await db.read((tx) => tx.findOneBy(OrderEntity, { id: row.order_id }))
    if (!order) return
    if (await db.read((tx) => isStale(tx, row))) {
      await db.write((tx) => tx.update(NotificationEntity, { seq: row.seq }, { state: "abandoned" }))
      return
    }
    const copies = Array.from({ length: 1 + settings().duplicate_notifications }, () => this.send(order, row.body))
    const [answer] = await Promise.all(copies)
    if (this.stop.signal.aborted || !answer) return
    await db.write((tx) => settleDelivery(tx, row, answer, settings()))
    if (settings().shuffle_notifications) await this.repeatOlder(order, row)
  }

  /** Disorder on purpose: an older notification of the order arrives again after a newer one. Its answer counts for nothing. */
  private async repeatOlder(order: OrderRow, row: NotificationRow): Promise<void> {
    const older = (await this.options.db.read((tx) => notificationsOf(tx, order.id))).filter((one) => one.seq < row.seq)
    const chosen = older[Math.floor(Math.random() * older.length)]
    if (chosen) await this.send(order, chosen.body)
  }

  private async nextPause(db: EntityManager): Promise<number> {
    const queued = await db.find(NotificationEntity, { where: { state: "queued" }, order: { next_at: "ASC" }, take: 1 + this.flying.size })
    const next = queued.find((row) => !this.flying.has(row.seq))
    const [order] = await db.find(OrderEntity, { where: { status: "pending" }, order: { expires_at: "ASC" }, take: 1 })
    const moments = [next?.next_at, order && toMs(order.expires_at) + 1].filter((moment) => moment !== undefined)
    const wait = Math.min(...moments, Date.now() + LONGEST_SLEEP_MS) - Date.now()
    return this.flying.size >= MAX_AT_ONCE ? Math.max(wait, 50) : Math.max(wait, 1)
  }
}

function reportBug(error: unknown): void {
  process.stderr.write(`aplazame emulator: ${error instanceof Error ? (error.stack ?? error.message) : "unknown failure"}\n`)
}
