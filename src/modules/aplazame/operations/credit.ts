import { ZERO, addCents, isAplazameError, minCents, subCents, type AplazameOrder, type CaptureList, type Cents } from "../../../aplazame"
import type { AplazameOrderRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { OperationError } from "./operation-error"
import { refusal } from "./run-operation"
import { refOf } from "./settle"

/** A confirmed credit as Aplazame shows it now. */
export type Credit = {
  order: AplazameOrderRow
  remote: AplazameOrder
  captures: CaptureList
  /** Aplazame does not say which product the shopper chose; only pay later has captures or something to capture. */
  payLater: boolean
}

/**
 * Reads the credit at Aplazame, the truth for every money call, and takes its words over into our row.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readCredit(aplazame: AplazameModuleService, row: AplazameOrderRow): Promise<Credit> {
  try {
    const remote = await aplazame.client.retrieveOrder(refOf(row))
    const order = await aplazame.orders.takeOver(row, remote)
    if (order.state === "cancelled") throw new OperationError("credit_cancelled")
    if (order.state !== "confirmed") throw new OperationError("credit_not_confirmed")
    const captures = await readCaptures(aplazame, order)
    const payLater = captures.results.length > 0 || captures.remaining_capture_amount > 0
    if (payLater && order.product === null) await aplazame.orders.update(order.id, { product: "pay_later" })
    return { order, remote, captures, payLater }
  } catch (error) {
    throw refusal(error)
  }
}

/** Orders of other products have no captures; whether Aplazame answers 0 or refuses the question is not documented. */
async function readCaptures(aplazame: AplazameModuleService, row: AplazameOrderRow): Promise<CaptureList> {
  try {
    return await aplazame.client.listCaptures(refOf(row))
  } catch (error) {
    if (isAplazameError(error) && ["forbidden", "not_found", "rejected", "validation"].includes(error.kind)) {
      return { remaining_capture_amount: ZERO, results: [] }
    }
    throw error
  }
}

/** What the credit is still good for: the total less what was voided and given back. */
export const creditLeft = (row: AplazameOrderRow): Cents =>
  subCents(subCents(row.total_amount, row.voided_amount), row.refunded_amount)

/** What of the credit was neither captured nor voided. */
export const uncaptured = (row: AplazameOrderRow): Cents => subCents(subCents(row.total_amount, row.voided_amount), row.captured_amount)

/** What may still be captured of a credit, given what the order is worth. */
export const capturable = (row: AplazameOrderRow, worth: Cents): Cents =>
  subCents(credited(row, worth), row.captured_amount)

/**
 * The share of the order that the credit carries. Medusa books a refund as a credit line, which lowers the
 * order's total; what was refunded had been captured, so it still counts here.
 */
export const credited = (row: AplazameOrderRow, worth: Cents): Cents =>
  minCents(addCents(worth, row.refunded_amount), subCents(row.total_amount, row.voided_amount))

/** The part of the credit that the order no longer needs and that was not captured. */
export const toVoid = (row: AplazameOrderRow, worth: Cents): Cents =>
  minCents(subCents(subCents(row.total_amount, row.voided_amount), credited(row, worth)), uncaptured(row))
