import type { EntityManager } from "typeorm"
import { In } from "typeorm"
import { MovementEntity, NotificationEntity } from "../database/entities"
import type { CallRow, MovementRow, NotificationRow, NotificationState, OrderRow, OrderStatus, Product, Side, StatusReason } from "../database/rows"
import { remainingCapture, remainingRefund, remainingVoid } from "../orders/ledger"

export interface MovementView { id: string; amount: number; created: string; origin: "api" | "panel" }

export interface NotificationView {
  id: number
  status: OrderStatus
  status_reason: StatusReason
  state: NotificationState
  attempts: number
  delivered: boolean
  answer: unknown
  http_status: number | null
  error: string | null
  created: string
}

/** An order with everything that the emulator knows of it. Amounts in hundredths; dates in UTC with microseconds, or null. */
export interface OrderView {
  id: string
  mid: string
  previous_mid: string | null
  sandbox: boolean
  side: Side
  product: Product | null
  forced_product: Product | null
  status: OrderStatus
  status_reason: StatusReason
  currency: string
  total: number
  voided: number
  captured: number
  refunded: number
  remaining_capture: number
  remaining_refund: number
  remaining_void: number
  created: string
  expires_at: string
  cancelled: string | null
  confirmed: string | null
  verified: string | null
  expired: string | null
  rejected: boolean
  payload: Record<string, unknown>
  history: Record<string, unknown>[] | null
  captures: (MovementView & { refunds: MovementView[] })[]
  voids: MovementView[]
  refunds: MovementView[]
  notifications: NotificationView[]
}

export interface CallView {
  seq: number
  at: string
  method: string
  path: string
  route: string | null
  /** Aplazame's id of the order, or what the caller wrote when there is no such order. */
  ref: string | null
  mid: string | null
  /** 0 when the connection was cut. */
  status: number
  body: unknown
  effect: boolean
  fault?: string
}

/** Views of several orders with three queries in all. */
export async function orderViews(db: EntityManager, orders: readonly OrderRow[]): Promise<OrderView[]> {
  const ids = orders.map((order) => order.id)
  const movements = groupByOrder(await db.find(MovementEntity, { where: { order_id: In(ids) }, order: { seq: "ASC" } }))
  const notifications = groupByOrder(await db.find(NotificationEntity, { where: { order_id: In(ids) }, order: { seq: "ASC" } }))
  return orders.map((order) => orderView(order, movements.get(order.id) ?? [], notifications.get(order.id) ?? []))
}

function orderView(order: OrderRow, movements: readonly MovementRow[], notifications: readonly NotificationRow[]): OrderView {
  const of = (kind: MovementRow["kind"]): MovementRow[] => movements.filter((one) => one.kind === kind)
  return {
    id: order.id, mid: order.mid, previous_mid: order.previous_mid, sandbox: order.side === "sandbox", side: order.side,
    product: order.product, forced_product: order.forced_product, status: order.status, status_reason: order.status_reason,
    currency: order.currency, total: order.total_amount, voided: order.voided, captured: order.captured, refunded: order.refunded,
    remaining_capture: remainingCapture(order), remaining_refund: remainingRefund(order), remaining_void: remainingVoid(order),
    created: order.created, expires_at: order.expires_at, cancelled: order.cancelled, confirmed: order.confirmed,
    verified: order.verified, expired: order.expired, rejected: order.rejected, payload: order.payload, history: order.history,
    captures: of("capture").map((capture) => ({
      ...movementView(capture),
      refunds: of("capture_refund").filter((refund) => refund.capture_id === capture.id).map(movementView),
    })),
    voids: of("void").map(movementView),
    refunds: of("refund").map(movementView),
    notifications: notifications.map(notificationView),
  }
}

export function callView({ fault, ...call }: CallRow): CallView {
  return fault === null ? call : { ...call, fault }
}

function movementView({ id, amount, created, origin }: MovementRow): MovementView {
  return { id, amount, created, origin }
}

function notificationView(row: NotificationRow): NotificationView {
  return {
    id: row.seq, status: row.status, status_reason: row.status_reason, state: row.state, attempts: row.attempts,
    delivered: row.state === "delivered", answer: row.answer, http_status: row.http_status, error: row.error, created: row.created,
  }
}

function groupByOrder<T extends { order_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.order_id, [...(groups.get(row.order_id) ?? []), row])
  return groups
}
