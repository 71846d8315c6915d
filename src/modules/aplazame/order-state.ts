import { type AplazameOrder as RemoteOrder } from "../../aplazame"

/**
 * The states of an Aplazame order as the store sees it.
 *
 * creating    row written, creation at Aplazame not yet answered
 * open        checkout exists, the shopper is in it
 * challenge   identity check outstanding
 * approved    credit approved, the store must accept or refuse
 * confirmed   both sides accepted
 * refused     Aplazame said no, or we did, or it expired
 * cancelled   was confirmed, then cancelled as a whole
 * failed      Aplazame refused the creation; there is nothing on its side
 */
export const ORDER_STATES = ["creating", "open", "challenge", "approved", "confirmed", "refused", "cancelled", "failed"] as const
export type OrderState = (typeof ORDER_STATES)[number]

/**
 * The whole state machine. Steps may be jumped (a notification can be lost and the next one arrive),
 * never taken back: what is not listed is ignored as old news.
 */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  creating: ["open", "challenge", "approved", "confirmed", "refused", "cancelled", "failed"],
  open: ["challenge", "approved", "confirmed", "refused", "cancelled"],
  challenge: ["approved", "confirmed", "refused", "cancelled"],
  approved: ["confirmed", "refused", "cancelled"],
  confirmed: ["cancelled", "refused"],
  refused: [],
  cancelled: [],
  // The creation may have reached Aplazame after all: then the shopper can still pay.
  failed: ["open", "challenge", "approved", "confirmed", "refused", "cancelled"],
}

/** True when `to` is news for an order in `from`. */
export const canMove = (from: OrderState, to: OrderState): boolean => ORDER_TRANSITIONS[from].includes(to)

/** A checkout in these states can be handed to the shopper again. */
export const REUSABLE_STATES: readonly OrderState[] = ["open", "challenge"]

/** In these states nothing more will come of the order by itself. */
export const isFinal = (state: OrderState): boolean => ORDER_TRANSITIONS[state].length === 0

/** The state that Aplazame's own figures say. Unknown words count as open, never as paid. */
export function stateOfRemote(remote: Pick<RemoteOrder, "status" | "status_reason" | "cancelled">): OrderState {
  switch (remote.status) {
    case "ok":
      return remote.cancelled ? "cancelled" : "confirmed"
    case "ko":
      return remote.cancelled ? "cancelled" : "refused"
    case "pending":
      if (remote.status_reason === "challenge_required") return "challenge"
      return remote.status_reason === "confirmation_required" ? "approved" : "open"
    case "unknown":
      return "open"
  }
}
