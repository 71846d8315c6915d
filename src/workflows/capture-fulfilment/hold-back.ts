import { cents, minCents, subCents, ZERO, type Cents } from "../../aplazame"
import { endedWithoutEffect, fulfilmentOf, givenUp } from "../../credit"
import type { OrderView } from "../../mapping"
import { readConfirmedCredit, readSnapshot, worthOf } from "../../modules/aplazame/operations"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores/problem-store"
import type { FlowContext } from "../flow-context"
import { CAPTURE_HELD } from "../store-hook"
import { dueForSent, uncapturedOf } from "./due"
import { askStore } from "./hooks"

/** What a wish ends as of which the store's hook asked a part where Aplazame takes all or nothing. */
const HELD_WHOLE = "partial_capture_not_supported"

/** Ended because of what the store's hook said: asked for again, the store is asked again. */
export const wasHeldBack = ({ state, error_code }: Pick<OperationRow, "state" | "error_code">): boolean =>
  endedWithoutEffect(state) && (error_code === CAPTURE_HELD || error_code === HELD_WHOLE)

/** A capture that the store may hold back: its wish, its credit and its order. */
export type WantedCapture = { op: OperationRow; row: AplazameOrderRow; order: OrderView }

/**
 * What the store lets be captured now of what the credit allows: never more. What it holds back is told to a person before
 * anything is sent, since goods have left for it; it is captured with a later fulfilment, or by the operator's button.
 * @returns the amount; null when all of it is held back, and then the wish is over
 * @throws StoreHookError
 */
export async function letThrough(flow: FlowContext, wanted: WantedCapture, allowed: Cents): Promise<Cents | null> {
  const { op, row, order } = wanted
  const said = await askStore(flow, { order_id: order.id, fulfillment_id: fulfilmentOf(op), credit_id: row.id, amount: allowed, currency_code: row.currency_code })
  if (said === undefined) return allowed
  const wish = said.amount === undefined ? ZERO : minCents(cents(said.amount), allowed)
  if (wish === allowed) return allowed
  const whole = wish > 0 && !(await isCapturedInParts(flow, wanted))
  const amount = whole ? ZERO : wish
  const code = whole ? HELD_WHOLE : CAPTURE_HELD
  await flow.aplazame.problems.open({
    ...problemOfCredit(row, "capture_held", { amount: allowed, left: subCents(allowed, amount), code, store_says: said.hold ?? null }),
    operation_id: op.id,
    once: true,
  })
  if (amount > 0) return amount
  await flow.aplazame.ledger.settle(op.id, { ...givenUp(op), error_code: code, error_message: said.hold ?? null })
  return null
}

async function isCapturedInParts({ aplazame }: FlowContext, { row, order }: WantedCapture): Promise<boolean> {
  return (await readConfirmedCredit(aplazame, await readSnapshot(aplazame, row, worthOf(order, row)))).payLater
}

/**
 * What a person is told of the rest that the store holds back follows what becomes of it: others capture a part, edits take
 * some off. It is over when nothing of it is due any more, for whatever reason.
 */
export async function followHeld(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  const { problems } = flow.aplazame
  const told = (await problems.openOfOrder(row.id)).find(({ kind }) => kind === "capture_held")
  if (!told) return
  const uncaptured = await uncapturedOf(flow, row)
  const due = uncaptured ? await dueForSent(flow, uncaptured) : ZERO
  if (due <= 0) return void (await problems.close("capture_held", row.id))
  const left = Number(told.figures?.left ?? due)
  if (due < left) await problems.open({ ...problemOfCredit(row, "capture_held", { ...told.figures, left: due }), once: true })
}
