import { subCents, type Cents } from "../aplazame/cents"
import { VIA_REFUND, type Operation } from "./operation"
import { isWanted, type OperationKind } from "./operation-state"

/**
 * What Aplazame shows now of what an operation changes. `left`: what is left to capture, to void or to refund; the total of
 * an edited order; 0 once a cancelled order is cancelled. `moved`: the sum of what it lists: captures for a capture, voids for a
 * void; for a refund of the order, which is listed nowhere, the voids, which lower the same figure. Null where it lists
 * nothing, or refuses to. Hundredths.
 */
export type Figure = { readonly left: Cents; readonly moved: Cents | null }

/** What the figures say of an operation whose answer never came. */
export type Verdict = "done" | "not_done" | "undecided"

/** Sending it again does what sending it once does: its absence needs no patience. */
export const isIdempotent = (kind: OperationKind): boolean => kind === "update" || kind === "cancel" || kind === "history"

/**
 * Settles by the figure that the operation changes. Never by guessing. The figures prove something because no two calls of
 * one credit go out on the same figures: the ledger's revision sees to that.
 */
export function verdict(op: Sent, now: Figure): Verdict {
  const { kind, amount } = op
  switch (kind) {
    case "cancel":
      return now.left === 0 ? "done" : "not_done"
    case "update":
      // Whatever the total is: telling it again is the same edit.
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

/** What an operation was sent on. */
type Sent = Pick<Operation, "kind" | "amount" | "remaining_before" | "moved_before"> & Partial<Pick<Operation, "target">>

/** What goes out as a refund is told by what can still be refunded alone. */
const isByRefund = ({ kind, target }: Pick<Sent, "kind" | "target">): boolean => kind === "refund" || target === VIA_REFUND

/**
 * What was moved since the operation was sent, as far as its figure tells; null when it does not. What is left to capture
 * goes down by a void too, and what is left to void by a capture: so where Aplazame lists the operation's own kind, the list
 * counts. An order that has ended may refuse its captures: whether one of them was ours is not known then.
 */
export function movedSince(op: Sent, now: Figure): Cents | null {
  const { kind, remaining_before, moved_before } = op
  if (isByRefund(op)) return remaining_before === null ? null : subCents(remaining_before, now.left)
  if (moved_before !== null && now.moved !== null) return subCents(now.moved, moved_before)
  if (moved_before !== null && kind === "capture") return null
  return remaining_before === null ? null : subCents(remaining_before, now.left)
}

/**
 * How many milliseconds its absence is not believed yet: a call that we gave up on may still be on its way. Zero
 * when it may be believed, or sent again, at once.
 */
export function patienceLeft(op: Pick<Operation, "kind" | "sent_at">, now: number, settleAfterMs: number): number {
  if (isIdempotent(op.kind) || !op.sent_at) return 0
  return Math.max(0, new Date(op.sent_at).getTime() + settleAfterMs - now)
}

/**
 * An edit to another total that was given up on may still arrive and undo a newer one: until it has had its time,
 * no other total is told. The same total may be told at once.
 */
export function editIsStillUnderWay(operations: readonly Operation[], total: Cents, now: number, settleAfterMs: number): boolean {
  const lost = operations.filter((op) => op.kind === "update" && op.state === "not_done" && op.amount !== total && op.sent_at !== null)
  return lost.some((op) => new Date(op.sent_at ?? 0).getTime() + settleAfterMs > now)
}

/**
 * A cancel of which nothing was heard may still arrive, and take what another call would be looked for by: until it has
 * had its time, nothing but the cancel itself is sent.
 */
export function cancelIsStillUnderWay(operations: readonly Operation[], now: number, settleAfterMs: number): boolean {
  return operations.some((op) => op.kind === "cancel" && isWanted(op.state) && op.sent_at !== null && new Date(op.sent_at).getTime() + settleAfterMs > now)
}
