import { subCents, sumCents, ZERO, type Cents } from "../../../aplazame"
import { capturesAsExpected, isForeign, mayRefund, planRefund, refundKey, refundNeedsCaptures, refusalOfAmount, EXTENDED, type RefundPart, type RefundPlan } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { adopt, hasLostBooking, refuseAlreadyCompleted, type BookingOf } from "./adopt"
import { leftOnly, refOf } from "./read-figures"
import { readConfirmedCaptures, readConfirmedCredit, whyRefused } from "./confirmed-credit"
import type { OperationPorts } from "./operation-ports"
import { refuseForeignMovements } from "./foreign-movements"
import { refusalError } from "./operation-error"
import { runMoneyOperation } from "./run-operation"
import { settleThenReadSnapshot, type CreditSnapshot } from "./credit-snapshot"

export type RefundRequest = {
  amount: Cents
  refund_id: string
  payment_id: string
  requested_by?: string | null
  bookingOf?: BookingOf
}

/**
 * Refunds an amount. `planRefund` decides which calls are made, `mayRefund` how much at most. Open operations are settled first:
 * then the done parts of an earlier request that Medusa no longer has are known, and only the missing ones are sent. A refund
 * of several captures is several operations.
 *
 * @throws OperationError
 */
export async function refundCredit(ports: OperationPorts, row: AplazameOrderRow, request: RefundRequest): Promise<OperationRow[]> {
  const begun = await settleThenReadSnapshot(ports, row, null)
  const done = await partsOfLostRequest(ports, begun, request)
  const missing = subCents(request.amount, sumCents(done.map((op) => op.amount ?? ZERO)))
  if (missing > 0) await refuseAlreadyCompleted(ports, begun, "refund", request)
  const [first, ...others] = done
  if (first) await adopt(ports, [first, ...others], request.refund_id)
  if (done.length > 0 && missing <= 0) return done
  try {
    const snapshot = begun.row.state === "confirmed" ? begun : (await readConfirmedCredit(ports, begun)).snapshot
    const refused = refusalOfAmount(mayRefund(snapshot.credit), missing, "refund")
    if (refused) throw refusalError(refused)
    const { plan, payLater } = await planParts(ports, snapshot, missing, { key: refundKey(request.refund_id, 0) })
    if (!plan.ok) throw refusalError(plan)
    for (const [index, part] of plan.parts.entries()) {
      const asked = {
        ...part,
        read: part.read === null ? null : leftOnly(part.read),
        key: refundKey(request.refund_id, index),
        payment_id: request.payment_id,
        medusa_ref: request.refund_id,
        request_amount: request.amount,
        requested_by: request.requested_by,
        bookingOf: request.bookingOf,
        payLater,
        // All of them were planned on captures that were compared; a part changes the figures of the next.
        compared: payLater,
      }
      done.push(await runMoneyOperation(ports, snapshot, asked, () => sendPart(ports, snapshot.row, part)))
    }
  } catch (error) {
    throw await whyRefused(ports, begun, error)
  }
  return done
}

/**
 * The done parts of an equal request of the same payment whose row Medusa has removed since (a time-out after the effect, or a
 * later part that failed).
 */
async function partsOfLostRequest(ports: OperationPorts, snapshot: CreditSnapshot, request: RefundRequest): Promise<OperationRow[]> {
  const ops = snapshot.operations.filter(
    (op) => op.request_amount === request.amount && op.payment_id === request.payment_id && op.state === "done" && op.medusa_ref && !isForeign(op)
  )
  const refs = [...new Set(ops.map((op) => op.medusa_ref))]
  for (const ref of refs) {
    const parts = ops.filter((op) => op.medusa_ref === ref)
    const last = parts.at(-1)
    if (last && (ref === request.refund_id || (await hasLostBooking(ports, snapshot, last, request.bookingOf)))) return parts
  }
  return []
}

/** Plans the refund on captures that match the ledger. The calls use these figures too: no part changes another's. */
async function planParts(ports: OperationPorts, snapshot: CreditSnapshot, amount: Cents, request: { key: string }): Promise<{ plan: RefundPlan; payLater: boolean }> {
  const { refundCall } = ports.settings
  if (!refundNeedsCaptures(snapshot.credit, refundCall)) return { plan: planRefund(snapshot.credit, amount, null, refundCall), payLater: false }
  const { captures, payLater } = await readConfirmedCaptures(ports, snapshot)
  if (payLater && !capturesAsExpected(snapshot.credit, captures)) await refuseForeignMovements(ports, snapshot, request)
  return { plan: planRefund(snapshot.credit, amount, captures, refundCall), payLater }
}

function sendPart(ports: OperationPorts, row: AplazameOrderRow, part: RefundPart): Promise<unknown> {
  const ref = refOf(row)
  if (part.kind === "void") return ports.client.voidAmount(ref, part.amount)
  if (part.target === EXTENDED) return ports.client.refundExtended(ref, part.amount)
  if (part.target !== null) return ports.client.refundCapture(ref, part.target, part.amount)
  return ports.client.refund(ref, part.amount)
}
