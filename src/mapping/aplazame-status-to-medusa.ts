/** Aplazame's status as a Medusa payment session's. The table of docs/notifications.md is this file. */
import { isStatusReason, type AplazameOrder } from "../aplazame/schemas"

/** The words of Medusa's `PaymentSessionStatus` (docs: Medusa, payment provider, statuses). */
export type SessionStatus =
  | "authorized"
  | "captured"
  | "pending"
  | "pending_authorization"
  | "requires_more"
  | "error"
  | "canceled"

/**
 * `accepting`: we are answering a `confirmation_required` right now and would take the sale.
 * `challengePlacesOrder`: an identity challenge places the order and keeps the stock (option of the store).
 */
export type StatusContext = { accepting: boolean; challengePlacesOrder: boolean }

/** The part of an Aplazame order that decides. */
export type StatusFacts = Pick<AplazameOrder, "status" | "status_reason" | "cancelled" | "expired">

function assertUnreachable(value: never): never {
  throw new Error(`Unhandled Aplazame status: ${String(value)}`)
}

/**
 * The status of the payment session.
 *
 * Never `captured`: Aplazame's `ok` is a granted credit, what was captured is read from the captures. A status or
 * a reason that we do not know is never read as paid: it stays `requires_more`, with which a later notification
 * can still go either way. What lapsed or was taken back is `canceled`, what was refused is `error`.
 *
 * docs: Aplazame API, checkout confirmation, table of statuses.
 */
export function toSessionStatus(order: StatusFacts, ctx: StatusContext): SessionStatus {
  switch (order.status) {
    case "ok":
      return order.cancelled === null ? "authorized" : "canceled"
    case "pending":
      return order.cancelled === null && order.expired === null ? pendingStatus(order.status_reason, ctx) : "canceled"
    case "ko":
      return order.cancelled === null ? refusedStatus(order.status_reason) : "canceled"
    case "unknown":
      return "requires_more"
    default:
      return assertUnreachable(order.status)
  }
}

/** A reason that is not in the docs, or that belongs to a refusal, waits. */
function pendingStatus(reason: string, ctx: StatusContext): SessionStatus {
  if (!isStatusReason(reason)) return "requires_more"
  switch (reason) {
    case "confirmation_required":
      return ctx.accepting ? "authorized" : "requires_more"
    case "challenge_required":
      return ctx.challengePlacesOrder ? "pending_authorization" : "requires_more"
    case "in_process":
    case "expired":
    case "expired_challenge":
    case "ko_generic":
    case "failed_challenge":
    case "confirmation_rejected_by_merchant":
    case "merchant_failed_to_confirm":
      return "requires_more"
    default:
      return assertUnreachable(reason)
  }
}

/** Lapsed is not refused; everything else, known or not, is. */
function refusedStatus(reason: string): SessionStatus {
  if (!isStatusReason(reason)) return "error"
  switch (reason) {
    case "expired":
    case "expired_challenge":
      return "canceled"
    case "ko_generic":
    case "failed_challenge":
    case "confirmation_rejected_by_merchant":
    case "merchant_failed_to_confirm":
    case "in_process":
    case "challenge_required":
    case "confirmation_required":
      return "error"
    default:
      return assertUnreachable(reason)
  }
}
