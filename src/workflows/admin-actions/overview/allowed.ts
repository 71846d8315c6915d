import { cents, maxCents, minCents, subCents, ZERO, type Cents } from "../../../aplazame"
import { capturable, creditLeft, uncaptured } from "../../../modules/aplazame/operations"
import type { AdminActionKind } from "../../../modules/aplazame/models/admin-action"
import type { ActionCode } from "../action-error"
import type { OrderFacts } from "./order-facts"

/**
 * Whether a button can be pressed. `reason` says why not; `max` is the most that can be asked for in
 * hundredths, and `whole` that it is that amount or nothing.
 */
export type Allowed = { allowed: boolean; reason: ActionCode | null; max: Cents | null; whole: boolean }

const no = (reason: ActionCode): Allowed => ({ allowed: false, reason, max: null, whole: false })
const yes = (max: Cents | null = null, whole = false): Allowed => ({ allowed: true, reason: null, max, whole })

/** What Aplazame and Medusa would accept now, by our own figures; nothing is asked of either. */
export function allowedActions(facts: OrderFacts): Record<AdminActionKind, Allowed> {
  return { capture: capture(facts), refund: refund(facts), void: voiding(facts), cancel: cancel(facts), history: history(facts) }
}

/** What stands in the way of every movement of money. */
function obstacle({ row, payment, open, order }: OrderFacts): ActionCode | null {
  if (order?.status === "canceled") return "order_cancelled"
  if (row.state === "cancelled") return "credit_cancelled"
  if (row.state !== "confirmed") return "credit_not_confirmed"
  if (!payment) return "payment_missing"
  if (payment.canceled) return "payment_cancelled"
  return open.length > 0 ? "operation_open" : null
}

function capture(facts: OrderFacts): Allowed {
  const reason = obstacle(facts)
  if (reason) return no(reason)
  const { row, worth, payment, medusa } = facts
  const left = payment ? subCents(payment.amount, medusa.captured) : ZERO
  const max = minCents(capturable(row, worth), left)
  // Only pay later can be captured in parts (docs: Aplazame API, captures).
  return max > 0 ? yes(max, row.product !== "pay_later") : no("nothing_to_capture")
}

/** Medusa refunds what it captured; Aplazame gives back what is left of the credit. */
function refund(facts: OrderFacts): Allowed {
  const reason = obstacle(facts)
  if (reason) return no(reason)
  const { medusa, row } = facts
  if (medusa.captured === 0) return no("capture_first")
  const max = minCents(subCents(medusa.captured, medusa.refunded), creditLeft(row))
  return max > 0 ? yes(max) : no("nothing_to_refund")
}

/** A part of what was not captured. Voiding all of it would cancel the credit under a living order: that is "cancel". */
function voiding(facts: OrderFacts): Allowed {
  const reason = obstacle(facts)
  if (reason) return no(reason)
  const { row } = facts
  const left = maxCents(uncaptured(row), ZERO)
  const max = row.captured_amount > 0 ? left : cents(left - 1)
  return max > 0 ? yes(max) : no("nothing_to_void")
}

/** What Medusa's own cancel refuses, and what is still open at Aplazame. */
function cancel({ order, open }: OrderFacts): Allowed {
  if (!order) return no("not_found")
  if (order.status === "canceled") return no("order_cancelled")
  if (order.status === "completed") return no("order_completed")
  if (order.fulfilled) return no("order_fulfilled")
  return open.length > 0 ? no("operation_open") : yes()
}

/** Aplazame takes the history until it has confirmed the order (docs: Aplazame API, history). */
function history({ row, historyLimit, ledger }: OrderFacts): Allowed {
  if (historyLimit === 0) return no("history_off")
  if (!["creating", "open", "challenge", "approved"].includes(row.state)) return no("history_too_late")
  return ledger.some((op) => op.kind === "history" && op.state === "sent") ? no("history_running") : yes()
}
