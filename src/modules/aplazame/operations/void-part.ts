import type { Cents } from "../../../aplazame"
import { capturesAsExpected, isRefundInstead, isSendable, isUnattended, mayVoid, refusalOfAmount, refundInsteadKey, VIA_REFUND } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { refuseAlreadyCompleted, type BookingOf } from "./adopt"
import { refOf } from "./read-figures"
import { readConfirmedCredit } from "./confirmed-credit"
import type { OperationPorts } from "./operation-ports"
import { refuseForeignMovements } from "./foreign-movements"
import { OperationError, refusalError } from "./operation-error"
import { runMoneyOperation } from "./run-operation"
import { settleThenReadSnapshot, refuseOutdatedDecision } from "./credit-snapshot"

export type VoidRequest = {
  amount: Cents
  key: string
  payment_id?: string | null
  requested_by?: string | null
  /** See `Operation.for_returns`. */
  for_returns?: Cents
  /** The revision of the credit on which the amount was decided; none when a person named the amount. */
  decidedOn?: number
  /** Of Medusa's refunds: one that it has lost is told of before a person's void. */
  bookingOf?: BookingOf
}

/**
 * Takes off a part of a credit that was not captured: by a void, or, where Aplazame refuses a void for the product, by a
 * refund of the same amount.
 *
 * @throws OperationError
 */
export async function voidCreditPart(ports: OperationPorts, row: AplazameOrderRow, { decidedOn, bookingOf, ...request }: VoidRequest): Promise<OperationRow> {
  const begun = await settleThenReadSnapshot(ports, row, null)
  refuseOutdatedDecision(begun, decidedOn)
  const { snapshot, captures, payLater } = await readConfirmedCredit(ports, begun)
  if (payLater && !capturesAsExpected(snapshot.credit, captures)) await refuseForeignMovements(ports, snapshot, request)
  // An operation that is under way or done is adopted.
  const adopted = snapshot.operations.some((op) => op.business_key === request.key && !isSendable(op.state))
  if (!adopted && !isUnattended({ business_key: request.key })) await refuseAlreadyCompleted(ports, snapshot, "void", { payment_id: request.payment_id ?? null, amount: request.amount, bookingOf })
  const refused = adopted ? null : refusalOfAmount(mayVoid(snapshot.credit, false), request.amount, "void")
  if (refused) throw refusalError(refused)
  const ref = refOf(snapshot.row)
  const refund = (key: string): Promise<OperationRow> => runMoneyOperation(ports, snapshot, { kind: "void", ...request, key, target: VIA_REFUND, payLater }, () => ports.client.refund(ref, request.amount))
  if (isRefundInstead(request.key)) return refund(request.key)
  try {
    return await runMoneyOperation(ports, snapshot, { kind: "void", ...request, payLater }, () => ports.client.voidAmount(ref, request.amount))
  } catch (error) {
    const no = error instanceof OperationError && error.code === "operation_refused"
    if (!no || payLater) throw error
  }
  return refund(refundInsteadKey(request.key))
}
