/** The kinds of operations in the ledger, in the words of Aplazame's API. `update` is the `PUT` of an order. */
export const OPERATION_KINDS = ["update", "capture", "void", "refund", "cancel", "history"] as const
export type OperationKind = (typeof OPERATION_KINDS)[number]

/**
 * planned   requested, not sent
 * sent      the call is under way, or the process died in it
 * unknown   no definite answer came; only reading Aplazame's figures settles it
 * done      it happened at Aplazame
 * refused   Aplazame said no (nothing happened)
 * not_done  Aplazame's figures show that it had not happened; it may be sent again when it is asked again
 * skipped   turned out not to be needed; nothing was sent
 */
export const OPERATION_STATES = ["planned", "sent", "unknown", "done", "refused", "not_done", "skipped"] as const
export type OperationState = (typeof OPERATION_STATES)[number]

/**
 * The state machine of an operation, driven by answers and figures. A settled operation never moves money again. Where the
 * figures can't tell, a person decides an `unknown` operation (`may-decide.ts`), which may end as `refused`.
 */
export const OPERATION_TRANSITIONS: Readonly<Record<OperationState, readonly OperationState[]>> = {
  planned: ["sent", "skipped", "refused"],
  sent: ["done", "refused", "unknown", "not_done", "planned"],
  unknown: ["done", "not_done", "unknown"],
  not_done: ["sent", "skipped"],
  done: [],
  refused: [],
  skipped: [],
}

/** True when an operation in `from` may be moved to `to`. */
export const canSettle = (from: OperationState, to: OperationState): boolean => OPERATION_TRANSITIONS[from].includes(to)

/** The states from which an operation may be moved to `to`. */
export const statesBefore = (to: OperationState): OperationState[] => OPERATION_STATES.filter((from) => canSettle(from, to))

/**
 * How an operation is settled that is not tried any more: one that was never sent is refused, one that was sent and had not
 * happened is skipped. The refusal names the attempt that was read: a later attempt is left alone.
 */
export const givenUp = ({ state, attempts }: { readonly state: OperationState; readonly attempts: number }): { state: "refused"; attempt: number } | { state: "skipped" } =>
  state === "planned" ? { state: "refused", attempt: attempts } : { state: "skipped" }

/** Sent, with no definite answer yet. */
export const isOpen = (state: OperationState): boolean => state === "sent" || state === "unknown"

/** Not under way and not over: it may be sent. */
export const isSendable = (state: OperationState): boolean => state === "planned" || state === "not_done"

/** Over, and nothing happened at Aplazame: a new request for the same is another operation. */
export const endedWithoutEffect = (state: OperationState): boolean => state === "refused" || state === "skipped"

/** It happened, or is not settled yet: a booking of it in Medusa is not left over. */
export const mayHaveHappened = (state: OperationState): boolean => state === "done" || isOpen(state)

/** Not over: it is to be sent or to be settled. */
export const isUnsettled = (state: OperationState): boolean => isSendable(state) || isOpen(state)
