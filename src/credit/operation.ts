import type { Cents } from "../aplazame/cents"
import type { OperationKind, OperationState } from "./operation-state"

/**
 * One thing asked of Aplazame, as the ledger tells it. Amounts are hundredths; null where the kind has none, or
 * where it is read when the operation runs.
 */
export type Operation = {
  readonly id: string
  readonly kind: OperationKind
  readonly state: OperationState
  /** What makes a wish one wish: see `keys.ts`. */
  readonly business_key: string
  readonly amount: Cents | null
  /** The figure that the operation changes, as Aplazame showed it just before the call. */
  readonly remaining_before: Cents | null
  /** What Aplazame listed of its own kind just before the call; null where it lists nothing, and of rows from before this was kept. */
  readonly moved_before: Cents | null
  /** Aplazame's capture that a refund goes to, or one of the marks below. */
  readonly target: string | null
  /** The whole that Medusa asked for, where one refund became several operations. */
  readonly request_amount: Cents | null
  /** Medusa's capture or refund that it is booked as. */
  readonly medusa_ref: string | null
  readonly payment_id: string | null
  /** Since when it is in the books without a person's knowing: they saw it fail, or a job found it in Aplazame's panel; null once they were told. */
  readonly untold_since: Date | null
  readonly sent_at: Date | null
  readonly settled_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** A void's target when the product takes none and the same amount is given back by a refund. */
export const VIA_REFUND = "refund"
/** A refund's target when it was a void at Aplazame of what Medusa holds for captured: found in the panel, never sent. */
export const VIA_VOID = "void"
/** A capture's target when the product has nothing to capture: Aplazame is told by the PUT alone. */
export const NOTHING_TO_CAPTURE = "none"
/** A refund's target when the undocumented `refund-extended` was asked for. */
export const EXTENDED = "extended"

/** A refund that Medusa asked for can take back what was never captured at Aplazame: that part is a void, and Medusa books it as the refund it asked for. */
export const isPartOfRefund = (op: Pick<Operation, "kind" | "request_amount">): boolean => op.kind === "refund" || (op.kind === "void" && op.request_amount !== null)

/** Moves money, or changes what may be moved; the history does neither. */
export const movesMoney = (op: Pick<Operation, "kind">): boolean => op.kind !== "history"

/** Which sum of the credit an operation adds to once it is done. */
export const ADDS_TO: Readonly<Record<OperationKind, "captured" | "voided" | "refunded" | null>> = {
  capture: "captured",
  void: "voided",
  cancel: "voided",
  refund: "refunded",
  update: null,
  history: null,
}
