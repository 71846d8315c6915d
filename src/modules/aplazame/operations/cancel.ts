import { isAplazameError } from "../../../aplazame"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { creditLeft } from "./credit"
import { editedCredit } from "./edited-credit"
import { OperationError } from "./operation-error"
import { refusal, runMoneyOperation } from "./run-operation"
import { refOf } from "./settle"

export type CancelRequest = { key: string; payment_id?: string | null; requested_by?: string | null }

/**
 * Cancels a whole credit, in one call where our row knows it to be confirmed: unlike an amount, a cancel that
 * was lost is told from one that happened by the order alone. Nothing is sent for a credit that is not
 * confirmed: it ends by itself, and a later confirmation is refused. Returns null when there was nothing to do.
 *
 * @throws OperationError
 */
export async function cancel(aplazame: AplazameModuleService, row: AplazameOrderRow, request: CancelRequest): Promise<OperationRow | null> {
  if (row.state !== "confirmed") {
    const found = await current(aplazame, row)
    return found?.state === "confirmed" ? send(aplazame, found, request) : null
  }
  try {
    return await send(aplazame, row, request)
  } catch (error) {
    const refused = error instanceof OperationError && error.code === "operation_refused"
    if (refused && (await current(aplazame, row))?.state !== "confirmed") return null
    throw error
  }
}

async function send(aplazame: AplazameModuleService, row: AplazameOrderRow, request: CancelRequest): Promise<OperationRow> {
  const amount = creditLeft(await editedCredit(aplazame, row))
  return runMoneyOperation(aplazame, row, { kind: "cancel", amount, read: amount, ...request }, () => aplazame.client.cancelOrder(refOf(row)))
}

/** The row after a look at Aplazame; null when Aplazame does not know the order. */
async function current(aplazame: AplazameModuleService, row: AplazameOrderRow): Promise<AplazameOrderRow | null> {
  try {
    return await aplazame.orders.takeOver(row, await aplazame.client.retrieveOrder(refOf(row)))
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") return null
    throw refusal(error)
  }
}
