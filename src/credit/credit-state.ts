/**
 * The states of a credit as the store sees it.
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
export const CREDIT_STATES = ["creating", "open", "challenge", "approved", "confirmed", "refused", "cancelled", "failed"] as const
export type CreditState = (typeof CREDIT_STATES)[number]

/**
 * The whole state machine. Steps may be jumped (a notification can be lost and the next one arrive),
 * never taken back: what is not listed is ignored as old news.
 */
export const CREDIT_TRANSITIONS: Readonly<Record<CreditState, readonly CreditState[]>> = {
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
export const canMove = (from: CreditState, to: CreditState): boolean => CREDIT_TRANSITIONS[from].includes(to)

/** A checkout in these states can be handed to the shopper again. */
export const REUSABLE_STATES: readonly CreditState[] = ["open", "challenge"]

/** Before Aplazame confirms: the shopper may still pay with it, and its history is still taken. */
const MAY_STILL_PAY: readonly CreditState[] = ["creating", "open", "challenge", "approved"]
export const mayStillPay = (state: CreditState): boolean => MAY_STILL_PAY.includes(state)

/** Aplazame has the shopper's purchase before it, or has approved it and waits for the store. */
const BEING_DECIDED: readonly CreditState[] = ["challenge", "approved"]
export const isBeingDecided = (state: CreditState): boolean => BEING_DECIDED.includes(state)

/** In these states nothing more will come of the credit by itself. */
export const isFinal = (state: CreditState): boolean => CREDIT_TRANSITIONS[state].length === 0

/** It ended, or never came to be: nothing is left at Aplazame. */
export const hasEnded = (state: CreditState): boolean => isFinal(state) || state === "failed"

/** What Aplazame's own words are, as far as they decide about the state. */
export type RemoteWords = { status: "pending" | "ok" | "ko" | "unknown"; status_reason: string; cancelled: string | null }

/** A change of its order is looked at: what was given back in full after captures can't be voided, but its order may be lowered twice. */
export const followsOrder = ({ state, captured_amount }: { readonly state: CreditState; readonly captured_amount: number }): boolean =>
  state === "confirmed" || (state === "cancelled" && captured_amount > 0)

/** The state that Aplazame's own words say. Unknown words count as open, never as paid. */
export function stateOfRemote(remote: RemoteWords): CreditState {
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
