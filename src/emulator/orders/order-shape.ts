import type { MovementRow, OrderRow } from "../database/rows"
import { withOffset } from "../clock"
import { currencyShape } from "./currencies"
import type { EmulatorSettings } from "../settings"
import { captureRemaining } from "./ledger"

/** Columns that the public shape needs, so that lists never load payloads. */
export const PUBLIC_COLUMNS = [
  "id", "mid", "status", "status_reason", "side", "total_amount", "voided", "tax_rate", "discount", "discount_rate", "currency",
  "rejected", "confirmed", "verified", "expired", "expires_at", "cancelled", "created",
] as const satisfies readonly (keyof OrderRow)[]

export type PublicOrderRow = Pick<OrderRow, (typeof PUBLIC_COLUMNS)[number]>

/** The total that an order shows: with or without what was voided, which no document says. */
export function shownTotal(row: Pick<OrderRow, "total_amount" | "voided">, { shown_total }: EmulatorSettings): number {
  return shown_total === "net" ? row.total_amount - row.voided : row.total_amount
}

/**
 * An order as the merchant API and the notifications show it (docs: Aplazame API, notification payload).
 * It does not tell which product the buyer chose.
 */
export function orderShape(row: PublicOrderRow, settings: EmulatorSettings): Record<string, unknown> {
  return {
    id: row.id, mid: row.mid, status: row.status, status_reason: row.status_reason, sandbox: row.side === "sandbox",
    total_amount: shownTotal(row, settings), tax_rate: row.tax_rate, discount: row.discount, discount_rate: row.discount_rate,
    currency: currencyShape(row.currency), rejected: Boolean(row.rejected), confirmed: row.confirmed, verified: row.verified,
    expired: row.expired, expires_at: row.expires_at, cancelled: row.cancelled, created: row.created,
  }
}

/** A capture with its refunds (docs: Aplazame API, captures). */
export function captureShape(capture: MovementRow, movements: readonly MovementRow[]): Record<string, unknown> {
  const remaining = captureRemaining(capture, movements)
  return {
    id: capture.id, amount: capture.amount, created: withOffset(capture.created),
    refunds: movements.filter((one) => one.kind === "capture_refund" && one.capture_id === capture.id).map(captureRefundShape),
    refunded_amount: capture.amount - remaining, remaining_amount: remaining,
  }
}

function captureRefundShape(refund: MovementRow): Record<string, unknown> {
  return {
    id: refund.id, amount: refund.amount, pending_amount: refund.pending_amount, accrual_date: refund.created.slice(0, 10),
    credit_to_customer: 0, completed: true, completed_but_defaults: false, created: withOffset(refund.created),
  }
}

/** A void as `/void` lists it. */
export function voidShape(row: MovementRow): Record<string, unknown> {
  return { id: row.id, amount: row.amount, created: withOffset(row.created) }
}
