import { ZERO, addCents, isAplazameError, minCents, subCents, type AplazameClient, type AplazameOrder, type CaptureList, type Cents } from "../../../aplazame"
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

/** {@link Credit} by its captures alone: what Aplazame shows of the order itself was not asked. */
export type CapturesOfCredit = Omit<Credit, "remote">

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
    return { remote, ...(await capturesOf(aplazame, order)) }
  } catch (error) {
    throw refusal(error)
  }
}

/**
 * The captures of a credit that our row, read just now, knows to be confirmed, in one call; for any other row {@link readCredit}.
 * One that has ended since is found out by what Aplazame refuses: see {@link whyRefused}.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readCaptures(aplazame: AplazameModuleService, row: AplazameOrderRow): Promise<CapturesOfCredit> {
  if (row.state !== "confirmed") return readCredit(aplazame, row)
  try {
    return await capturesOf(aplazame, row)
  } catch (error) {
    throw refusal(error)
  }
}

/** What may be said of a credit that has ended, when only its captures were read. */
const REFUSALS: readonly string[] = ["operation_refused", "amount_above_remaining", "nothing_to_capture", "amount_above_order", "partial_capture_not_supported"]

/** The refusal of a call in better words, where the reason is that the credit is not alive any more. */
export async function whyRefused(aplazame: AplazameModuleService, row: AplazameOrderRow, error: unknown): Promise<unknown> {
  if (!(error instanceof OperationError && REFUSALS.includes(error.code))) return error
  try {
    await readCredit(aplazame, row)
    return error
  } catch (reason) {
    return reason instanceof OperationError && reason.code === "credit_cancelled" ? reason : error
  }
}

async function capturesOf(aplazame: AplazameModuleService, order: AplazameOrderRow): Promise<CapturesOfCredit> {
  // Where captures are known to exist, a question that is refused says nothing of the product.
  const captures = order.product === "pay_later" ? await aplazame.client.listCaptures(refOf(order)) : await capturesIfAny(aplazame.client, refOf(order))
  const payLater = captures.results.length > 0 || captures.remaining_capture_amount > 0
  if (payLater && order.product === null) await aplazame.orders.update(order.id, { product: "pay_later" })
  return { order, captures, payLater }
}

/**
 * The captures of an order whose product is not known. Other products than pay later have none; whether Aplazame
 * answers 0 or refuses the question is not documented, so 403 and 404 count as none. Any other refusal is a fault
 * of the question: taken for "none", a pay later order would be booked as captured and never be.
 */
export async function capturesIfAny(client: AplazameClient, ref: string): Promise<CaptureList> {
  try {
    return await client.listCaptures(ref)
  } catch (error) {
    if (isAplazameError(error) && (error.kind === "forbidden" || error.kind === "not_found")) return { remaining_capture_amount: ZERO, results: [] }
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
