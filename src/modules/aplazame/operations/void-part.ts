import type { Cents } from "../../../aplazame"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { readCredit } from "./credit"
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
