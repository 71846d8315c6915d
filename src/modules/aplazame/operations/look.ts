import { ZERO, isAplazameError, type AplazameClient, type Cents } from "../../../aplazame"
import type { OperationKind } from "../operation-state"

/** A void's target when the product takes none and the same amount is given back by a refund. */
export const VIA_REFUND = "refund"

export type Looked = { kind: OperationKind; target: string | null }

/** A capture's target when the product has nothing to capture: Aplazame is told by the PUT alone. */
export const NOTHING_TO_CAPTURE = "none"
/** A refund's target when the undocumented `refund-extended` was asked for. */
export const EXTENDED = "extended"

/**
 * The figure at Aplazame that an operation changes, read now.
 *
 * capture: what is left to capture · refund: what is left to refund, of the order or of one capture
 * · void: what is left to void · cancel: the total while the order lives, 0 once it is cancelled
 * · update: the order's total.
 *
 * An order that a full refund or void has cancelled may refuse the question; its remainder is 0.
 */
export async function look(client: AplazameClient, ref: string, op: Looked): Promise<Cents> {
  try {
    return await figure(client, ref, op)
  } catch (error) {
    if (isAplazameError(error) && error.kind === "forbidden" && (await client.retrieveOrder(ref)).cancelled) return ZERO
    throw error
  }
}

async function figure(client: AplazameClient, ref: string, op: Looked): Promise<Cents> {
  switch (op.kind) {
    case "capture":
      if (op.target === NOTHING_TO_CAPTURE) return ZERO
      return (await client.listCaptures(ref)).remaining_capture_amount
    case "refund":
      if (op.target && op.target !== EXTENDED) return (await client.retrieveCaptureRefunds(ref, op.target)).remaining_amount
      if (op.target === EXTENDED) return refundable(client, ref)
      return (await client.checkRefund(ref)).remaining_amount
    case "void":
      if (op.target === VIA_REFUND) return (await client.checkRefund(ref)).remaining_amount
      return (await client.checkVoid(ref)).remaining_amount
    case "cancel": {
      const order = await client.retrieveOrder(ref)
      return order.cancelled ? ZERO : order.total_amount
    }
    case "update":
      return (await client.retrieveOrder(ref)).total_amount
    case "history":
      return ZERO
  }
}

/** Everything that a refund of any kind could still take back. */
async function refundable(client: AplazameClient, ref: string): Promise<Cents> {
  const captures = await client.listCaptures(ref)
  if (captures.results.length === 0 && captures.remaining_capture_amount === 0) {
    return (await client.checkRefund(ref)).remaining_amount
  }
  return captures.results.reduce<number>((sum, c) => sum + c.remaining_amount, captures.remaining_capture_amount) as Cents
}

/** What the figures say of an operation whose answer never came. */
export type Verdict = "done" | "not_done" | "undecided"

/** DESIGN section 5: settled by looking, never by guessing. */
export function decide(op: { kind: OperationKind; amount: Cents | null; remaining_before: Cents | null }, now: Cents): Verdict {
  const { amount, remaining_before: before } = op
  if (op.kind === "cancel") return now === 0 ? "done" : "not_done"
  if (before === null || amount === null) return "undecided"
  if (op.kind === "update") {
    // An edit that keeps the total leaves no trace in the figures; it may be sent again, being the same edit.
    if (now === before) return "not_done"
    return now === amount ? "done" : "undecided"
  }
  if (now === before) return "not_done"
  return now === before - amount ? "done" : "undecided"
}
