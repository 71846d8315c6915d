import { isAplazameError, type AplazameErrorKind, type AplazameOrder, type Cents } from "../../aplazame"
import type { DifferenceKind } from "../../modules/aplazame/difference-kinds"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { NewDifference } from "../../modules/aplazame/stores/reconcile-store"
import type { FlowContext } from "../flow-context"
import { remoteAmounts, type RemoteAmounts } from "./remote-amounts"

/** Answers about this one order. With any other error Aplazame is away, and the whole run waits. */
const REFUSED: readonly AplazameErrorKind[] = ["validation", "forbidden", "not_found", "conflict", "rejected"]

type Base = Pick<NewDifference, "mid" | "aplazame_id" | "aplazame_order_id" | "order_id">

/**
 * Movements at Aplazame against our ledger. More there than here was made in Aplazame's panel and is booked
 * here; less there than here has no certain rule and goes to a person, and so does an order of which Aplazame
 * refuses to tell the movements: one such order must not hold up all others.
 */
export async function compareAmounts(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow, base: Base): Promise<NewDifference[]> {
  let there: RemoteAmounts
  try {
    there = await remoteAmounts(flow.aplazame.client, remote)
  } catch (error) {
    if (!isAplazameError(error) || !REFUSED.includes(error.kind)) throw error
    const { captured_amount: captured, refunded_amount: refunded, voided_amount: voided } = row
    return [{ ...base, kind: "amounts_unknown", action: "problem", figures: { captured, refunded, voided, code: "operation_refused" } }]
  }
  // A void that the product refused was given back as a refund: the two are one sum where nothing was captured.
  const givenBackThere = there.refunded + there.voided
  const givenBackHere = row.refunded_amount + row.voided_amount
  const found: NewDifference[] = []
  const add = (kind: DifferenceKind, action: NewDifference["action"], here: number, at: number) =>
    found.push({ ...base, kind, action, figures: { here, there: at, difference: at - here } })

  if (there.payLater && there.captured !== row.captured_amount) {
    const more = there.captured > row.captured_amount
    add(more ? "captured_there" : "captured_here", more ? "repaired" : "problem", row.captured_amount, there.captured)
  }
  if (givenBackThere !== givenBackHere) {
    if (there.voided > row.voided_amount) add("voided_there", "repaired", row.voided_amount, there.voided)
    if (there.refunded > row.refunded_amount && givenBackThere > givenBackHere) {
      const alreadyVoided = Math.max(0, row.voided_amount - there.voided)
      add("refunded_there", row.captured_amount > 0 ? "repaired" : "problem", row.refunded_amount + alreadyVoided, there.refunded)
    }
    if (givenBackThere < givenBackHere) add(there.voided < row.voided_amount ? "voided_here" : "refunded_here", "problem", givenBackHere, givenBackThere)
  }
  return found
}

/** The part of a difference that was moved at Aplazame and not here. */
export const movedThere = (difference: NewDifference): Cents => Number(difference.figures.difference ?? 0) as Cents
