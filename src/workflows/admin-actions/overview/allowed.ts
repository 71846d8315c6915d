import type { Cents } from "../../../aplazame"
import { mayCapture, mayRefund, maySendHistory, mayVoid, type May } from "../../../credit"
import type { AdminActionKind } from "../../../modules/aplazame/models/admin-action"
import type { ActionCode } from "../action-error"
import type { OrderFacts } from "./order-facts"

/**
 * Whether a button can be pressed. `reason` says why not; `max` is the most that can be asked for in
 * hundredths, and `whole` that it is that amount or nothing.
 */
export type Allowed = { allowed: boolean; reason: ActionCode | null; max: Cents | null; whole: boolean }

const no = (reason: ActionCode): Allowed => ({ allowed: false, reason, max: null, whole: false })
const yes: Allowed = { allowed: true, reason: null, max: null, whole: false }
const asButton = (may: May): Allowed => (may.ok ? { allowed: true, reason: null, max: may.max, whole: may.whole } : no(may.code))

/**
 * What Aplazame and Medusa would accept now; nothing is asked of either. The amounts are the credit core's bounds, with
 * Medusa's own figures in them; the request itself is held against the credit alone. Here are only the reasons that lie in
 * the Medusa order.
 */
export function allowedActions(facts: OrderFacts): Record<AdminActionKind, Allowed> {
  const { credit, medusa } = facts
  return {
    capture: money(facts, mayCapture(credit, credit.product === "pay_later", medusa)),
    refund: ofWhatIsOwed(facts, money(facts, mayRefund(credit, medusa))),
    void: whileUnchanged(facts, money(facts, mayVoid(credit, true))),
    cancel: cancel(facts),
    history: history(facts),
  }
}

/** What stands in the way of every movement of money, in the order that a person would ask. */
function money({ credit, payment, order }: OrderFacts, may: May): Allowed {
  if (order?.status === "canceled") return no("order_cancelled")
  if (credit.state !== "confirmed") return asButton(may)
  if (!payment) return no("payment_missing")
  return payment.canceled ? no("payment_cancelled") : asButton(may)
}

/** A void lowers the order too, which Medusa refuses while it is being changed. */
const whileUnchanged = ({ refundableWhileChanged }: OrderFacts, button: Allowed): Allowed =>
  button.allowed && refundableWhileChanged !== null ? no("order_being_edited") : button

/** So does a refund of more than Medusa owes the shopper. */
function ofWhatIsOwed({ refundableWhileChanged: owed }: OrderFacts, button: Allowed): Allowed {
  if (owed === null || button.max === null || owed >= button.max) return button
  return owed === 0 || button.whole ? no("order_being_edited") : { ...button, max: owed }
}

/** What Medusa's own cancel refuses, and what is still open at Aplazame. */
function cancel({ order, credit }: OrderFacts): Allowed {
  if (!order) return no("not_found")
  if (order.status === "canceled") return no("order_cancelled")
  if (order.status === "completed") return no("order_completed")
  if (order.fulfilled) return no("order_fulfilled")
  return credit.inFlight.length > 0 ? no("operation_open") : yes
}

function history({ credit, historyLimit }: OrderFacts): Allowed {
  if (historyLimit === 0) return no("history_off")
  const reason = maySendHistory(credit)
  return reason ? no(reason) : yes
}
