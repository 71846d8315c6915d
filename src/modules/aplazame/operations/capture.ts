import type { Cents, OrderEdit } from "../../../aplazame"
import { captureKey, capturesAsExpected, creditLeft, editIsStillUnderWay, mayCapture, needed, planCapture, refusalOfAmount, uncoveredKey, updateKey, type CapturePlan, type OrderWorth } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { adoptable, adoptOne, refuseAlreadyCompleted, type BookingOf, type MoneyRequest } from "./adopt"
import { captureFigure, leftOnly, refOf } from "./read-figures"
import { readConfirmedCaptures, readConfirmedCredit, whyRefused, type ConfirmedCredit } from "./confirmed-credit"
import type { OperationPorts } from "./operation-ports"
import { refuseForeignMovements } from "./foreign-movements"
import { OperationError, operationErrorOf, refusalError } from "./operation-error"
import { runMoneyOperation } from "./run-operation"
import { settleThenReadSnapshotForCapture, refuseOutdatedDecision, type CreditSnapshot } from "./credit-snapshot"

/** What a capture needs of the Medusa order. */
export type OrderForCapture = {
  id: string
  worth: OrderWorth
  /** The body of the `PUT`, with this total. */
  edit: (total: Cents) => OrderEdit
}

export type CaptureRequest = {
  amount: Cents
  /** Medusa's capture row. Its amount is read from it, because Medusa does not pass it to the provider. */
  capture_id: string
  payment_id: string
  requested_by?: string | null
  /** The revision of the credit on which the amount was decided; none when a person named the amount. */
  decidedOn?: number | null
  /** The Medusa order as it is now; null for a payment without one, which gets no PUT. */
  order: OrderForCapture | null
  bookingOf?: BookingOf
}

/**
 * Captures an amount. First the void of an order change, then the `PUT` of the order, then the capture. `planCapture` decides
 * what is sent, `mayCapture` what is refused.
 *
 * @throws OperationError
 */
export async function captureCredit(ports: OperationPorts, row: AplazameOrderRow, request: CaptureRequest): Promise<OperationRow> {
  const begun = await settleThenReadSnapshotForCapture(ports, row, request.order?.worth ?? null)
  // Another capture may have gone out since: then less is left.
  refuseOutdatedDecision(begun, request.decidedOn)
  const planned = request.requested_by ? await ports.ledger.byId(request.requested_by) : null
  if (!planned) await refuseAlreadyCompleted(ports, begun, "capture", request)
  // The actor of a background capture is the id of its planned operation.
  const key = planned?.business_key ?? captureKey(request.capture_id)
  try {
    const { snapshot, captures, payLater, shownTotal } = await compareFirst(ports, await creditToCapture(ports, begun), { key })
    const plan = planCapture(snapshot.credit, captures, shownTotal, ports.settings.captureCalls)
    const money: MoneyRequest = {
      kind: "capture",
      amount: request.amount,
      target: plan.capture.target,
      key,
      payment_id: request.payment_id,
      medusa_ref: request.capture_id,
      requested_by: request.requested_by,
      bookingOf: request.bookingOf,
      payLater,
      compared: true,
    }
    const refused = refusalOfAmount(mayCapture(snapshot.credit, payLater), request.amount, "capture")
    // A retry of a capture that is done adopts it. Nothing goes out for it: the order may have changed since. `runMoneyOperation` asks
    // the same again right before the call: while the `PUT` was under way, Medusa may have removed the row of an equal capture.
    const earlier = await adoptable(ports, snapshot, money)
    if (earlier?.state === "done") return await adoptOne(ports, earlier, money)
    if (refused) throw refusalError(refused)
    await planVoidFirst(ports, { snapshot, captures, payLater }, plan, request)
    const edited = await sendEdit(ports, { snapshot, captures, payLater }, plan, request, shownTotal)
    const read = plan.capture.target !== null || (edited && plan.editChangesWhatIsLeft) ? {} : { read: captureFigure(captures) }
    return await runMoneyOperation(ports, snapshot, { ...money, ...read }, async () =>
      plan.capture.target === null ? ports.client.createCapture(refOf(snapshot.row), request.amount) : undefined
    )
  } catch (error) {
    throw await whyRefused(ports, begun, error)
  }
}

/** A credit with the total that Aplazame shows for it. */
type CreditToCapture = ConfirmedCredit & { shownTotal: Cents }

/**
 * Reads what a capture needs. Where nothing was taken off the credit since it was confirmed and the order needs all of it, its
 * captures are enough, and the `PUT` sends the credit's total. Otherwise the remote order is read too, because a void may or
 * may not show in its total.
 */
async function creditToCapture(ports: OperationPorts, snapshot: CreditSnapshot): Promise<CreditToCapture> {
  const { approved, total, voided } = snapshot.credit.settled
  const unchanged = voided === 0 && total === approved && snapshot.credit.worth !== null && needed(snapshot.credit) === approved
  if (unchanged) return { ...(await readConfirmedCaptures(ports, snapshot)), shownTotal: approved }
  const { remote, ...credit } = await readConfirmedCredit(ports, snapshot)
  return { ...credit, shownTotal: remote.total_amount }
}

/** Checks before any call that Aplazame's figures are those of the ledger. Without captures, by what can still be given back. */
async function compareFirst(ports: OperationPorts, credit: CreditToCapture, request: { key: string }): Promise<CreditToCapture> {
  const { snapshot, captures, payLater } = credit
  const left = payLater ? null : await leftToGiveBack(ports, snapshot)
  if (!payLater && left === null) {
    // Aplazame refuses this of a credit that has ended, and of pay later: then a refused read of its captures did not mean that it has none.
    const { remote, ...again } = await readConfirmedCredit(ports, snapshot)
    if (again.payLater) return compareFirst(ports, { ...again, shownTotal: remote.total_amount }, request)
  }
  const equal = payLater ? capturesAsExpected(snapshot.credit, captures) : left === null || left === creditLeft(snapshot.credit)
  if (!equal) await refuseForeignMovements(ports, snapshot, request)
  return credit
}

/** What can still be given back; null where Aplazame refuses the read, and nothing can be compared. */
async function leftToGiveBack(ports: OperationPorts, snapshot: CreditSnapshot): Promise<Cents | null> {
  try {
    return (await ports.client.checkRefund(refOf(snapshot.row))).remaining_amount
  } catch (error) {
    const said = operationErrorOf(error)
    if (said instanceof OperationError && said.code === "operation_refused") return null
    throw said
  }
}

/** @throws OperationError operation_busy: the void goes out first, then the capture is tried again */
async function planVoidFirst(ports: OperationPorts, { snapshot }: ConfirmedCredit, plan: CapturePlan, request: CaptureRequest): Promise<void> {
  if (plan.first === null) return
  if ("wait" in plan.first) throw new OperationError("operation_busy")
  if (!request.order) return
  const planned = await ports.ledger.plan({
    aplazame_order_id: snapshot.row.id,
    kind: "void",
    business_key: uncoveredKey(request.order.id, plan.first.needed, snapshot.row),
    payment_id: request.payment_id,
    requested_by: "order change",
  })
  if (planned.state === "planned") throw new OperationError("operation_busy")
}

/** Sends the `PUT`. True when it went out. */
async function sendEdit(ports: OperationPorts, { snapshot, payLater }: ConfirmedCredit, plan: CapturePlan, request: CaptureRequest, shownTotal: Cents): Promise<boolean> {
  const total = plan.edit?.total ?? null
  if (editIsStillUnderWay(snapshot.operations, total, snapshot.now, ports.settings.settleAfterMs)) throw new OperationError("operation_unsettled")
  if (total === null || !request.order) return false
  const body = request.order.edit(total)
  try {
    await runMoneyOperation(
      ports,
      snapshot,
      { kind: "update", amount: total, read: leftOnly(shownTotal), key: updateKey(snapshot.row, total), payment_id: request.payment_id, requested_by: request.requested_by, payLater, compared: true },
      () => ports.client.updateOrder(refOf(snapshot.row), body)
    )
  } catch (error) {
    const refused = error instanceof OperationError && error.code === "operation_refused"
    // Pay later is captured by the call that follows. A refused edit must not delay the start of the shopper's 15 days.
    if (!(refused && payLater)) throw error
  }
  return true
}
