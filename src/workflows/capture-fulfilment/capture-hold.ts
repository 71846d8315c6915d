import { cents, minCents, subCents, ZERO, type Cents } from "../../aplazame"
import { endedWithoutEffect, fulfilmentOf, givenUp } from "../../credit"
import type { OrderView } from "../../mapping"
import { readConfirmedCredit, readSnapshot } from "../../modules/aplazame/operations"
import { worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"
import { CAPTURE_HELD } from "../store-hook"
import { dueForSent, uncapturedOf } from "./due"
import { runSetAmountHook } from "./capture-hook"

/** The code of a capture for which the store's hook asked a part where Aplazame captures all or nothing. */
const HELD_WHOLE = "partial_capture_not_supported"

/** Ended by the store's hook. A new request for the same capture calls the hook again. */
export const wasHeldBack = ({ state, error_code }: Pick<OperationRow, "state" | "error_code">): boolean =>
  endedWithoutEffect(state) && (error_code === CAPTURE_HELD || error_code === HELD_WHOLE)

/** A planned capture that the store may hold back, with its credit and its order. */
export type PlannedCapture = { op: OperationRow; row: AplazameOrderRow; order: OrderView }

/**
 * Calls the store's hook `setAmount`, which may lower the capture but never raise it. What it holds back becomes a problem
 * before anything is sent, because its goods have left. It is captured with a later fulfilment, or by the operator's button.
 * @returns the amount; null when all of it is held back, which settles the operation
 * @throws StoreHookError
 */
export async function amountAllowedByHook(flow: FlowContext, capture: PlannedCapture, allowed: Cents): Promise<Cents | null> {
  const { op, row, order } = capture
  const said = await runSetAmountHook(flow, { order_id: order.id, fulfillment_id: fulfilmentOf(op), credit_id: row.id, amount: allowed, currency_code: row.currency_code })
  if (said === undefined) return allowed
  const allowedByStore = said.amount === undefined ? ZERO : minCents(cents(said.amount), allowed)
  if (allowedByStore === allowed) return allowed
  const whole = allowedByStore > 0 && !(await isCapturedInParts(flow, capture))
  const amount = whole ? ZERO : allowedByStore
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

async function isCapturedInParts({ aplazame, query }: FlowContext, { row, order }: PlannedCapture): Promise<boolean> {
  return (await readConfirmedCredit(aplazame, await readSnapshot(aplazame, row, await worthOfCredit({ aplazame, query }, order, row)))).payLater
}

/**
 * Updates the problem of a held capture: another capture or an order change may lower the amount that is held. The problem
 * closes when nothing of it is due any more.
 */
export async function updateHeldCapture(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  const { problems } = flow.aplazame
  const told = (await problems.openOfCredit(row.id)).find(({ kind }) => kind === "capture_held")
  if (!told) return
  const uncaptured = await uncapturedOf(flow, row)
  const due = uncaptured ? await dueForSent(flow, uncaptured) : ZERO
  if (due <= 0) return void (await problems.close("capture_held", row.id))
  const left = Number(told.figures?.left ?? due)
  if (due < left) await problems.open({ ...problemOfCredit(row, "capture_held", { ...told.figures, left: due }), once: true })
}
