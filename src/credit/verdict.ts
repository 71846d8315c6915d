import { subCents, type Cents } from "../aplazame/cents"
import { VIA_REFUND, type Operation } from "./operation"
import { isSendable, type OperationKind } from "./operation-state"

/**
 * The figure that an operation changes, as Aplazame shows it now. `left`: what is left to capture, to void or to refund; the
 * total of an edited order; 0 once an order is cancelled. `moved`: the sum that Aplazame lists: captures for a capture, voids
 * for a void. A refund of the order is listed nowhere: its `moved` is the voids, which lower the same figure. Null where
 * Aplazame lists nothing or refuses the read. Hundredths.
 */
export type Figure = { readonly left: Cents; readonly moved: Cents | null }

/** What the figures show of an operation without an answer. */
export type Verdict = "done" | "not_done" | "undecided"

/** Sending it twice has the effect of sending it once, so it may be sent again without a wait. */
export const isIdempotent = (kind: OperationKind): boolean => kind === "update" || kind === "cancel" || kind === "history"

/**
 * Settles by the figure that the operation changes, never by guessing. The figures are proof because no two calls of one
 * credit go out on the same figures: the ledger's revision guarantees it.
 */
export function verdict(op: Sent, now: Figure): Verdict {
  const { kind, amount } = op
  switch (kind) {
    case "cancel":
      return now.left === 0 ? "done" : "not_done"
    case "update":
      // With any other total: sending the edit again is the same edit.
      return amount !== null && now.left === amount && op.remaining_before !== amount ? "done" : "not_done"
    case "history":
      return "not_done"
    case "capture":
    case "void":
    case "refund": {
      if (isByRefund(op) && op.moved_before !== null && now.moved !== null && now.moved !== op.moved_before) return "undecided"
      const moved = movedSince(op, now)
      if (moved === null || amount === null) return "undecided"
      if (moved === 0) return "not_done"
      return moved === amount ? "done" : "undecided"
    }
  }
}

/** The figures an operation was sent on. */
type Sent = Pick<Operation, "kind" | "amount" | "remaining_before" | "moved_before"> & Partial<Pick<Operation, "target">>

/** A call that goes out as a refund shows only in what can still be refunded. */
const isByRefund = ({ kind, target }: Pick<Sent, "kind" | "target">): boolean => kind === "refund" || target === VIA_REFUND

/**
 * What was moved since the operation was sent, by its figure; null when the figure does not show it. A void also lowers what
 * is left to capture, and a capture what is left to void: so the list counts where Aplazame lists the operation's own kind. A
 * remote order that has ended may refuse its captures: then it is unknown whether one of them was ours.
 */
export function movedSince(op: Sent, now: Figure): Cents | null {
  const { kind, remaining_before, moved_before } = op
  if (isByRefund(op)) return remaining_before === null ? null : subCents(remaining_before, now.left)
  if (moved_before !== null && now.moved !== null) return subCents(now.moved, moved_before)
  if (moved_before !== null && kind === "capture") return null
  return remaining_before === null ? null : subCents(remaining_before, now.left)
}

/**
 * For how many more milliseconds the figures do not prove that a call did not happen: a timed-out call may still arrive.
 * Zero when they prove it, and for a call that may be sent twice.
 */
export function settleDelayLeft(op: Pick<Operation, "kind" | "sent_at">, now: number, settleAfterMs: number): number {
  if (isIdempotent(op.kind) || !op.sent_at) return 0
  return Math.max(0, new Date(op.sent_at).getTime() + settleAfterMs - now)
}

/** An edit that was sent and had not arrived when it was looked for; the answer to a later attempt says nothing of an earlier one. */
const isLostEdit = ({ kind, state, sent_at, attempts }: Operation): boolean => kind === "update" && sent_at !== null && (isSendable(state) || (state === "refused" && attempts > 1))

/**
 * A timed-out edit may still arrive: it would undo a newer one, and take off once more what a void or a refund has taken off
 * meanwhile. Until `settleAfterMs` has passed, only the same total is sent, which may be sent at once.
 * @param total null for any call but an edit
 */
export function editIsStillUnderWay(operations: readonly Operation[], total: Cents | null, now: number, settleAfterMs: number): boolean {
  return operations.some((op) => isLostEdit(op) && op.amount !== total && new Date(op.sent_at ?? 0).getTime() + settleAfterMs > now)
}

/** The edit that was taken for lost and has arrived since: Aplazame shows its total, which no edit that is done has set, and other figures than the ledger expects. */
export function editThatArrived(operations: readonly Operation[], shownTotal: Cents): Operation | undefined {
  const edits = operations.filter((op) => op.kind === "update" && op.amount === shownTotal)
  return edits.some((op) => op.state === "done") ? undefined : edits.find((op) => isLostEdit(op) && op.remaining_before !== shownTotal)
}

/**
 * A cancel without an answer may still arrive, and change the figures by which another call would be settled. Until
 * `settleAfterMs` has passed, only the cancel itself is sent.
 */
export function cancelIsStillUnderWay(operations: readonly Operation[], now: number, settleAfterMs: number): boolean {
  return operations.some((op) => op.kind === "cancel" && isSendable(op.state) && op.sent_at !== null && new Date(op.sent_at).getTime() + settleAfterMs > now)
}
