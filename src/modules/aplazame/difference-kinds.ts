/** What a reconciliation can find. */
export const DIFFERENCE_KINDS = [
  /** Confirmed at Aplazame, no order here. */
  "confirmed_without_order",
  /** A checkout of ours at Aplazame that our tables don't know. */
  "unknown_here",
  /** Our row is not at Aplazame. */
  "unknown_there",
  /** An order here whose credit is refused or expired there. */
  "refused_with_order",
  /** Cancelled at Aplazame, the order lives. */
  "cancelled_there",
  /** The order is cancelled here, credit is left there. */
  "cancelled_here",
  /** More captured, refunded or voided there than our ledger knows. */
  "captured_there",
  "refunded_there",
  "voided_there",
  /** Medusa's or our figures say more than Aplazame's. */
  "captured_here",
  "refunded_here",
  "voided_here",
  /** Aplazame refuses to say what was moved, so that nothing could be compared. */
  "amounts_unknown",
] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** repaired: the rule was certain; problem: a person must look; none: it repairs itself with the state that was taken over. */
export const DIFFERENCE_ACTIONS = ["repaired", "problem", "none"] as const
export type DifferenceAction = (typeof DIFFERENCE_ACTIONS)[number]
