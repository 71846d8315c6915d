import { isAplazameError, minCents, type Cents } from "../../../aplazame"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { creditLeft } from "./credit"
import { refusal, runMoneyOperation } from "./run-operation"
import { refOf } from "./settle"

export type CancelRequest = { key: string; payment_id?: string | null; requested_by?: string | null }

/**
 * Cancels a whole credit. Nothing is sent for one that is not confirmed: it ends by itself, and a later
 * confirmation is refused. Returns null when there was nothing to do.
 *
 * @throws OperationError
 */
export async function cancel(aplazame: AplazameModuleService, row: AplazameOrderRow, request: CancelRequest): Promise<OperationRow | null> {
  const found = await current(aplazame, row)
  if (!found || found.order.state !== "confirmed") return null
  const { order, total } = found
  const amount = minCents(total, creditLeft(order))
  return runMoneyOperation(aplazame, order, { kind: "cancel", amount, ...request }, () => aplazame.client.cancelOrder(refOf(order)))
}

/** The row after a look at Aplazame; null when Aplazame does not know the order. */
async function current(aplazame: AplazameModuleService, row: AplazameOrderRow): Promise<{ order: AplazameOrderRow; total: Cents } | null> {
  try {
    const remote = await aplazame.client.retrieveOrder(refOf(row))
    return { order: await aplazame.orders.takeOver(row, remote), total: remote.total_amount }
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") return null
    throw refusal(error)
  }
}
