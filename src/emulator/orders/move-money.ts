import type { EntityManager } from "typeorm"
import { now } from "../clock"
import { MovementEntity, OrderEntity } from "../database/entities"
import type { MovementKind, MovementRow, OrderRow } from "../database/rows"
import { AmountTooHigh, forbidden, notFound } from "../http/problems"
import { newHexId } from "../ids"
import { cents, type Cents } from "../money"
import type { EmulatorSettings } from "../settings"
import { movementsOf } from "./find-order"
import { captureRemaining, checkLedger, isLive, outstanding, remainingCapture, remainingRefund, remainingVoid } from "./ledger"

/** What an operation left behind: the order as it now is, its movements, and the movements that were added. */
export interface Moved { order: OrderRow; movements: MovementRow[]; added: MovementRow[] }

export type Origin = MovementRow["origin"]

/** Money moves only on a confirmed order that was not cancelled: else 403 (docs: Aplazame API, refund, void, cancel). */
function assertLive(order: OrderRow): void {
  if (!isLive(order)) throw forbidden(order.confirmed === null ? "The order is not confirmed." : "The order is cancelled.")
}

/** `POST /captures`: pay later only (403); above the remainder 400. */
export async function capture(db: EntityManager, order: OrderRow, amount: Cents, origin: Origin): Promise<Moved> {
  assertLive(order)
  if (order.product !== "pay_later") throw forbidden("Captures are only for pay later orders.")
  assertFits(amount, remainingCapture(order))
  return book(db, order, [{ kind: "capture", amount }], origin)
}

/** `POST /captures/:id/refunds`: 404 for a capture of another order; above its remainder 400. */
export async function refundCapture(db: EntityManager, order: OrderRow, captureId: string, amount: Cents, origin: Origin): Promise<Moved> {
  const movements = await movementsOf(db, order)
  const found = movements.find((one) => one.kind === "capture" && one.id === captureId)
  if (!found) throw notFound("capture__id", captureId)
  assertLive(order)
  const remaining = captureRemaining(found, movements)
  assertFits(amount, remaining)
  return book(db, order, [{ kind: "capture_refund", amount, capture_id: found.id, pending_amount: cents(remaining - amount) }], origin)
}

/** `POST /refund`: instalments and pay in 4; for pay later 403, because its captures are what is refunded. */
export async function refund(db: EntityManager, order: OrderRow, amount: Cents, origin: Origin): Promise<Moved> {
  assertLive(order)
  if (order.product === "pay_later") throw forbidden("Refund the captures of a pay later order.")
  assertFits(amount, remainingRefund(order))
  return book(db, order, [{ kind: "refund", amount }], origin)
}

/** `POST /void`: the uncaptured rest of pay later; of other products unless the settings forbid it. */
export async function voidAmount(db: EntityManager, order: OrderRow, amount: Cents, origin: Origin, settings: EmulatorSettings): Promise<Moved> {
  assertLive(order)
  if (order.product !== "pay_later" && settings.void_other_products === "forbid") throw forbidden("Voids are only for pay later orders.")
  assertFits(amount, remainingVoid(order))
  return book(db, order, [{ kind: "void", amount }], origin)
}

/**
 * `POST /refund-extended` (undocumented; used by every official plugin for every product): dispatches by product.
 * Pay later: captures, newest first, then the uncaptured rest as a void. Others: a refund.
 */
export async function refundExtended(db: EntityManager, order: OrderRow, amount: Cents, origin: Origin): Promise<Moved> {
  assertLive(order)
  if (order.product !== "pay_later") return refund(db, order, amount, origin)
  assertFits(amount, outstanding(order))
  const movements = await movementsOf(db, order)
  const parts: Part[] = []
  let left: number = amount
  for (const found of movements.filter((one) => one.kind === "capture").reverse()) {
    const remaining = captureRemaining(found, movements)
    const part = cents(Math.min(left, remaining))
    if (part > 0) parts.push({ kind: "capture_refund", amount: part, capture_id: found.id, pending_amount: cents(remaining - part) })
    left -= part
  }
  if (left > 0) parts.push({ kind: "void", amount: cents(left) })
  return book(db, order, parts, origin)
}

/** `POST /cancel`: the whole order; afterwards it may not be modified. */
export async function cancelOrder(db: EntityManager, order: OrderRow): Promise<OrderRow> {
  assertLive(order)
  const change = { cancelled: now() }
  await db.update(OrderEntity, { seq: order.seq }, change)
  const changed = { ...order, ...change }
  checkLedger(changed, await movementsOf(db, order))
  return changed
}

interface Part { kind: MovementKind; amount: Cents; capture_id?: string; pending_amount?: Cents }

async function book(db: EntityManager, order: OrderRow, parts: readonly Part[], origin: Origin): Promise<Moved> {
  const rows = parts.map((part) => ({
    id: newHexId(), order_id: order.id, kind: part.kind, amount: part.amount, capture_id: part.capture_id ?? null,
    pending_amount: part.pending_amount ?? null, origin, created: now(),
  }))
  await db.insert(MovementEntity, rows)
  const of = (...kinds: MovementKind[]): number =>
    parts.filter((part) => kinds.includes(part.kind)).reduce((total, part) => total + part.amount, 0)
  const changed: OrderRow = {
    ...order,
    voided: cents(order.voided + of("void")),
    captured: cents(order.captured + of("capture")),
    refunded: cents(order.refunded + of("refund", "capture_refund")),
  }
  // "If the total amount is refunded (or void), the order will be canceled" (docs: Aplazame API, refund and void).
  if (outstanding(changed) === 0 && of("void", "refund", "capture_refund") > 0) changed.cancelled = now()
  const movements = await movementsOf(db, order)
  checkLedger(changed, movements)
  const { voided, captured, refunded, cancelled } = changed
  await db.update(OrderEntity, { seq: order.seq }, { voided, captured, refunded, cancelled })
  const ids = new Set(rows.map((row) => row.id))
  return { order: changed, movements, added: movements.filter((one) => ids.has(one.id)) }
}

function assertFits(amount: Cents, remaining: Cents): void {
  if (amount > remaining) throw new AmountTooHigh(remaining)
}
