import type { Cents } from "../../../aplazame"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { readCredit, uncaptured } from "./credit"
import { afterEdits } from "./edited-credit"
import { VIA_REFUND } from "./look"
import { OperationError } from "./operation-error"
import { runMoneyOperation } from "./run-operation"
import { refOf } from "./settle"

export type VoidRequest = { amount: Cents; key: string; payment_id?: string | null; requested_by?: string | null }

/**
 * Gives back a part of a credit that was not captured: a void, or, where Aplazame refuses a void for
 * the product, the refund of the same amount.
 *
 * @throws OperationError
 */
export async function voidPart(aplazame: AplazameModuleService, row: AplazameOrderRow, request: VoidRequest): Promise<OperationRow> {
  const { order, payLater } = await readCredit(aplazame, row)
  await refuseTooMuch(aplazame, order, request)
  const ref = refOf(order)
  try {
    return await runMoneyOperation(aplazame, order, { kind: "void", ...request }, () => aplazame.client.voidAmount(ref, request.amount))
  } catch (error) {
    const refused = error instanceof OperationError && error.code === "operation_refused"
    if (!refused || payLater) throw error
  }
  return runMoneyOperation(aplazame, order, { kind: "void", ...request, key: `${request.key}:refund`, target: VIA_REFUND }, () =>
    aplazame.client.refund(ref, request.amount)
  )
}

/** Only what was neither captured nor taken off already, by a void or by an edit. One that is under way or done is adopted. */
async function refuseTooMuch(aplazame: AplazameModuleService, row: AplazameOrderRow, { amount, key }: VoidRequest): Promise<void> {
  const operations = await aplazame.ledger.ofOrder(row.id)
  if (operations.some((op) => op.business_key === key && op.state !== "planned" && op.state !== "not_done")) return
  const remaining = uncaptured(afterEdits(row, operations))
  if (amount > remaining) throw new OperationError("amount_above_remaining", { amount, remaining })
}
