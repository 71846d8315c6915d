import { maxCents, ZERO, type Cents } from "../aplazame/cents"
import { creditOf, type Credit } from "./credit"
import { missingAtAplazame } from "./explain"
import { isUnattended } from "./keys"
import { movesMoney, type Operation } from "./operation"
import { isOpen, type OperationState } from "./operation-state"
import { isIdempotent, movedSince, settleDelayLeft, verdict, type Figure } from "./verdict"
import type { Shown } from "./shown"

/** The answers of a person about a call without an answer that Aplazame's figures can't settle. */
export const ANSWERS = ["happened", "not_happened"] as const
export type Answer = (typeof ANSWERS)[number]

/** Who decides. A program reads the same figures, and knows no more than they show. */
export type Decider = "person" | "program"

/** What Aplazame shows now: the figure that the operation changes, and the whole credit. Null where it refuses the read. */
export type SeenNow = { readonly figure: Figure | null; readonly shown: Shown | null }

/** Where a decision leads: `not_done` may be sent again by its own rules, `refused` is over. */
export type DecidedState = Extract<OperationState, "done" | "not_done" | "refused">

type DecisionRefusal = "person_needed" | "not_undecided" | "operation_busy" | "operation_unsettled" | "answer_contradicted"

/** `expected`: what would have been moved at Aplazame; `there`: what Aplazame shows. Of the operation's kind, hundredths. */
export type OperationDecision =
  | { readonly ok: true; readonly state: DecidedState }
  | { readonly ok: false; readonly code: DecisionRefusal; readonly figures: { readonly amount?: Cents; readonly expected?: Cents; readonly there?: Cents } }

const no = (code: DecisionRefusal, figures: { amount?: Cents; expected?: Cents; there?: Cents } = {}): OperationDecision => ({ ok: false, code, figures })

/**
 * What may be decided about an operation, for each answer. Only an `unknown` operation may be decided, once a late call can no
 * longer arrive and the figures, read just now, fit neither outcome; and only by a person. An answer that the figures
 * contradict is refused: less was moved at Aplazame than it claims. No figure contradicts "not happened": the missing amount
 * may have been moved in Aplazame's panel, and is found as a foreign movement afterwards.
 *
 * @param credit with the operation in flight
 */
export function mayDecide(credit: Credit, op: Operation, seen: SeenNow, by: Decider, when: { readonly now: number; readonly settleAfterMs: number }): Readonly<Record<Answer, OperationDecision>> {
  const refused = whyUndecidable(credit, op, seen, by, when)
  if (refused) return { happened: refused, not_happened: refused }
  const again = isUnattended(op) || isIdempotent(op.kind)
  return { happened: happened(credit, op, seen), not_happened: { ok: true, state: again ? "not_done" : "refused" } }
}

/** The answer that matches a settled operation's state; null for one that is not settled or was never sent. */
export function answerOf(state: OperationState): Answer | null {
  if (state === "done") return "happened"
  return state === "refused" || state === "not_done" ? "not_happened" : null
}

/** Whether the figure shows the outcome of a call: then it is settled by reading, and no decision is asked for. */
export const isSettledByFigure = (op: Operation, { figure }: SeenNow): boolean => figure !== null && verdict(op, figure) !== "undecided"

function whyUndecidable(credit: Credit, op: Operation, seen: SeenNow, by: Decider, { now, settleAfterMs }: { now: number; settleAfterMs: number }): OperationDecision | null {
  if (by !== "person") return no("person_needed")
  if (!movesMoney(op) || !isOpen(op.state)) return no("not_undecided")
  if (op.state === "sent" || credit.inFlight.some((one) => one.id !== op.id)) return no("operation_busy")
  if (settleDelayLeft(op, now, settleAfterMs) > 0) return no("operation_unsettled")
  return isSettledByFigure(op, seen) ? no("not_undecided") : null
}

/** Figures at Aplazame only go down, and sums of movements only up: what they do not show did not happen. */
function happened(credit: Credit, op: Operation, { figure, shown }: SeenNow): OperationDecision {
  const amount = op.amount ?? ZERO
  const ofItsKind = op.kind === "capture" ? ["capture"] : ["refund", "void"]
  const missing = shown && missingAtAplazame(asIfDone(credit, op), shown).find((one) => ofItsKind.includes(one.kind))
  if (missing) return no("answer_contradicted", { amount, expected: missing.here, there: maxCents(missing.there, ZERO) })
  const gone = figure && movedSince(op, figure)
  if (gone !== null && gone < amount) return no("answer_contradicted", { amount, expected: amount, there: maxCents(gone, ZERO) })
  return { ok: true, state: "done" }
}

function asIfDone({ id, state, product, revision, settled, operations, worth }: Credit, op: Operation): Credit {
  const then = operations.map((one) => (one.id === op.id ? { ...one, state: "done" as const } : one))
  return creditOf({ id, state, product, revision, total_amount: settled.approved }, then, worth)
}
