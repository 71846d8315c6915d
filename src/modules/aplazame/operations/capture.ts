import { addCents, maxCents, subCents, sumCents, ZERO, type CaptureList, type Cents } from "../../../aplazame"
import { fromCents, orderToEdit, orderWorth, type OrderView } from "../../../mapping"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { isBackground, uncoveredKey } from "./background"
import { capturable, credited, readCaptures, readCredit, toVoid, whyRefused, type CapturesOfCredit } from "./credit"
import { afterEdits, editedCredit } from "./edited-credit"
import { NOTHING_TO_CAPTURE } from "./look"
import { OperationError } from "./operation-error"
import { runMoneyOperation, settledRow, type MoneyRequest } from "./run-operation"
import { adoptable, type BookingOf } from "./adopt"
import { refOf } from "./settle"

export type CaptureRequest = {
  amount: Cents
  /** Medusa's capture row: also the only way to know the amount (the provider is not told it). */
  capture_id: string
  payment_id: string
  requested_by?: string | null
  /** The Medusa order as it is now; null for a payment without one, which gets no PUT. */
  order: OrderView | null
  bookingOf?: BookingOf
}

/**
 * Captures: tells Aplazame what the order is now (`PUT`, the whole order less cancelled items), then,
 * where something is left to capture (pay later), `POST`s the capture. Reference aplazame-api 14.1.
 *
 * Only pay later can be captured in parts. For the other products Aplazame has no captures: the PUT is
 * all there is, and it speaks of the whole order.
 *
 * @throws OperationError
 */
export async function capture(aplazame: AplazameModuleService, row: AplazameOrderRow, request: CaptureRequest): Promise<OperationRow> {
  const now = await settledRow(aplazame, row)
  try {
    const credit = await creditToCapture(aplazame, now, request)
    const worth = request.order ? orderWorth(request.order) : subCents(credit.order.total_amount, credit.order.voided_amount)
    const { captureCalls } = aplazame.settings
    const calls = credit.payLater && captureCalls !== "put"
    const wish = request.requested_by ? await aplazame.ledger.byId(request.requested_by) : null
    const money: MoneyRequest = {
      kind: "capture",
      amount: request.amount,
      target: calls ? null : NOTHING_TO_CAPTURE,
      // A capture that a planned operation asked for carries its id as the one who asked.
      key: wish?.business_key ?? `capture:${request.capture_id}`,
      payment_id: request.payment_id,
      medusa_ref: request.capture_id,
      requested_by: request.requested_by,
      bookingOf: request.bookingOf,
    }
    await refuseWhatCannotBe(aplazame, credit, money, worth)
    await waitForVoids(aplazame, credit.order, request, worth)
    const changes = captureCalls !== "captures" && request.order && (await edit(aplazame, credit, request, worth))
    const read = changes ? undefined : credit.captures.remaining_capture_amount
    return await runMoneyOperation(aplazame, credit.order, { ...money, ...(calls ? { read } : {}) }, async () =>
      calls ? aplazame.client.createCapture(refOf(credit.order), request.amount) : undefined
    )
  } catch (error) {
    throw await whyRefused(aplazame, row, error)
  }
}

/** The credit, and the total that Aplazame shows for it. */
type CreditToCapture = CapturesOfCredit & { total: Cents }

/**
 * Reads what a capture needs to know. Where nothing was taken off the credit since it was confirmed and the order
 * is worth all of it, its captures tell everything: the PUT then says the total that the credit has. Else the
 * order is read too, since a void may or may not show in its total.
 */
async function creditToCapture(aplazame: AplazameModuleService, row: AplazameOrderRow, { order }: CaptureRequest): Promise<CreditToCapture> {
  const unchanged = row.voided_amount === 0 && (await editedCredit(aplazame, row)).total_amount === row.total_amount
  if (unchanged && order && credited(row, orderWorth(order)) === row.total_amount) {
    return { ...(await readCaptures(aplazame, row)), total: row.total_amount }
  }
  const { remote, ...credit } = await readCredit(aplazame, row)
  return { ...credit, total: remote.total_amount }
}

/**
 * What an order change takes off a credit is taken off by a void, which goes first: told of the lower total by
 * the PUT, Aplazame would take the same difference off again when the void follows. One that was never planned,
 * because the change's event is late or lost, is planned here. After a void that was refused the PUT goes out.
 *
 * @throws OperationError operation_busy
 */
async function waitForVoids(aplazame: AplazameModuleService, order: AplazameOrderRow, request: CaptureRequest, worth: Cents): Promise<void> {
  const operations = await aplazame.ledger.ofOrder(order.id)
  const changes = operations.filter((op) => op.kind === "void" && isBackground(op))
  if (changes.some((op) => op.state === "planned" || op.state === "not_done")) throw new OperationError("operation_busy")
  if (!request.order || toVoid(afterEdits(order, operations), worth) <= 0 || changes.some((op) => op.state === "refused")) return
  const planned = await aplazame.ledger.plan({
    aplazame_order_id: order.id,
    kind: "void",
    business_key: uncoveredKey(request.order.id, worth),
    payment_id: request.payment_id,
    requested_by: "order change",
  })
  if (planned.state === "planned") throw new OperationError("operation_busy")
}

/** A capture that Medusa forgot is asked for again when nothing is left: the retry adopts it. Nothing else may pass. */
async function refuseWhatCannotBe(aplazame: AplazameModuleService, { order, payLater }: CapturesOfCredit, request: MoneyRequest, worth: Cents): Promise<void> {
  const expected = maxCents(capturable(order, worth), ZERO)
  const code = reasonAgainst(request.amount, expected, payLater)
  if (code === null || (await adoptable(aplazame, order, request))) return
  throw new OperationError(code, { amount: request.amount, expected })
}

function reasonAgainst(amount: Cents, expected: Cents, payLater: boolean): "nothing_to_capture" | "amount_above_order" | "partial_capture_not_supported" | null {
  if (amount > expected) return expected === 0 ? "nothing_to_capture" : "amount_above_order"
  return !payLater && amount !== expected ? "partial_capture_not_supported" : null
}

/**
 * The cancelled items were voided, and Aplazame shows its total with the voids still in it: the credit is
 * right as it is, and an edit to the lower total would take the same difference off twice.
 */
function takenOffAlready({ order, total: shown }: CreditToCapture, total: Cents): boolean {
  return order.voided_amount > 0 && shown === total + order.voided_amount
}

/**
 * The PUT. Its total is the credit's share of the order; the same total is not sent twice.
 * Returns true when it may have changed what is left to capture.
 */
async function edit(aplazame: AplazameModuleService, credit: CreditToCapture, request: CaptureRequest, worth: Cents): Promise<boolean> {
  if (!request.order) return false
  const total = credited(credit.order, worth)
  const key = `update:${credit.order.id}:${total}`
  if (takenOffAlready(credit, total)) return false
  if ((await aplazame.ledger.byKey(key))?.state === "done") return false
  const { storefrontUrl, language } = aplazame.settings
  const body = orderToEdit({ ...request.order, total: String(fromCents(total)) }, { storefrontUrl, language })
  try {
    await runMoneyOperation(
      aplazame,
      credit.order,
      { kind: "update", amount: total, read: credit.total, key, payment_id: request.payment_id, requested_by: request.requested_by },
      () => aplazame.client.updateOrder(refOf(credit.order), body)
    )
  } catch (error) {
    const refused = error instanceof OperationError && error.code === "operation_refused"
    // Pay later is captured by the call that follows; a refused edit must not keep the shopper's 15 days from starting.
    if (!(refused && credit.payLater)) throw error
  }
  return total !== goodFor(credit.captures)
}

/** The credit by its captures: what was captured and what still can be. */
const goodFor = ({ results, remaining_capture_amount }: CaptureList): Cents => addCents(sumCents(results.map((one) => one.amount)), remaining_capture_amount)
