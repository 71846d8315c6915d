import type { Cents } from "../aplazame/cents"
import type { OperationKind, OperationState } from "./operation-state"

/**
 * One thing that we ask of Aplazame, as the ledger holds it. Amounts are hundredths; null where the kind has none, or where
 * the amount is read when the operation runs.
 */
export type Operation = {
  readonly id: string
  readonly kind: OperationKind
  readonly state: OperationState
  /** What makes the operation unique: see `keys.ts`. */
  readonly business_key: string
  readonly amount: Cents | null
  /** The figure that the operation changes, as Aplazame showed it just before the call. */
  readonly remaining_before: Cents | null
  /** The sum that Aplazame listed of the operation's kind just before the call; null where it lists nothing, and in older rows. */
  readonly moved_before: Cents | null
  /** Aplazame's capture that a refund goes to, or one of the marks below. */
  readonly target: string | null
  /** The whole amount of Medusa's refund, where it became several operations. */
  readonly request_amount: Cents | null
  /** Medusa's capture or refund that it is booked as. */
  readonly medusa_ref: string | null
  readonly payment_id: string | null
  /** Since when it is done without a person knowing: they saw it fail, or a job found it in Aplazame's panel. Ahead of now while an answer tells them; {@link TOLD} once it has. */
  readonly untold_since: Date | null
  /** As much of an order change's void as is for goods that came back and were never captured; null for anything else. */
  readonly for_returns: Cents | null
  /** When Medusa was seen to have it in its books. */
  readonly booked_at: Date | null
  readonly sent_at: Date | null
  /** How often it was tried. */
  readonly attempts: number
  readonly settled_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** For so long after a refusal the person who gets it counts as told: `untold_since` lies ahead meanwhile. Longer than an answer takes. */
export const TELLING_MS = 3_000

/** `untold_since` of an operation of which a person was told: long ago, and not null, so that a later booking does not begin it again. */
export const TOLD: Date = new Date(0)

/** A void's target when Aplazame refuses a void for the product and a refund of the same amount is sent instead. */
export const VIA_REFUND = "refund"
/** A refund's target when a void was made in the panel of what Medusa holds as captured. Never sent by us. */
export const VIA_VOID = "void"
/** A capture's target when the product has nothing to capture: only the `PUT` goes to Aplazame. */
export const NOTHING_TO_CAPTURE = "none"
/** A refund's target when the option asks for the undocumented `refund-extended`. */
export const EXTENDED = "extended"

/** Medusa's refund can give back what was never captured at Aplazame. That part is a void, which Medusa books as its refund. */
export const isPartOfRefund = (op: Pick<Operation, "kind" | "request_amount">): boolean => op.kind === "refund" || (op.kind === "void" && op.request_amount !== null)

/** Moves money, or changes what may be moved; the history does neither. */
export const movesMoney = (op: Pick<Operation, "kind">): boolean => op.kind !== "history"

/** The sum of the credit that a done operation adds to. */
export const ADDS_TO: Readonly<Record<OperationKind, "captured" | "voided" | "refunded" | null>> = {
  capture: "captured",
  void: "voided",
  cancel: "voided",
  refund: "refunded",
  update: null,
  history: null,
}
