/** What the ledger can hold (the words of Aplazame's API; `update` is the PUT of an order). */
export const OPERATION_KINDS = ["update", "capture", "void", "refund", "cancel", "history"] as const
export type OperationKind = (typeof OPERATION_KINDS)[number]

/**
 * planned   wanted, not sent
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
 * The whole life of an operation, as answers and figures lead it. A settled one never moves money again. Where the figures can't
 * tell, a person leads an `unknown` one to its end (`decide.ts`), which may be `refused`: what they asked for is over.
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
 * How a wish ends that is not tried any more: one that was never sent is refused, one that was sent and had not happened is
 * skipped. The refusal speaks of the attempt that was read: what was sent since is left alone.
 */
export const givenUp = ({ state, attempts }: { readonly state: OperationState; readonly attempts: number }): { state: "refused"; attempt: number } | { state: "skipped" } =>
  state === "planned" ? { state: "refused", attempt: attempts } : { state: "skipped" }

/** Sent, with no definite answer yet. */
export const isOpen = (state: OperationState): boolean => state === "sent" || state === "unknown"

/** Wanted and not under way: it may be sent. */
export const isWanted = (state: OperationState): boolean => state === "planned" || state === "not_done"

/** Over, and nothing of it happened at Aplazame: wanted again, it is another operation. */
export const endedWithoutEffect = (state: OperationState): boolean => state === "refused" || state === "skipped"

/** It happened, or its end is still open: what was booked for it in Medusa has something behind it. */
export const mayHaveHappened = (state: OperationState): boolean => state === "done" || isOpen(state)

/** Somebody still has to do something about it. */
export const isUnsettled = (state: OperationState): boolean => isWanted(state) || isOpen(state)
