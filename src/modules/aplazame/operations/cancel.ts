import { isAplazameError } from "../../../aplazame"
import { creditLeft, hasEnded, type CreditState } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { leftOnly, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, operationErrorOf } from "./operation-error"
import { runMoneyOperation } from "./run-operation"
import { settleThenReadSnapshotForCancel, refuseOutdatedDecision, withRow, type CreditSnapshot } from "./credit-snapshot"

export type CancelRequest = {
  key: string
  payment_id?: string | null
  requested_by?: string | null
  /** The revision of the credit on which the cancel was decided: what was captured since must not be cancelled with it. */
  decidedOn: number
}

/**
 * The result of a cancel. Only the first two mean that the credit has ended. A cancel that was not sent has a result of its own.
 */
export type Cancelled =
  | { did: "cancelled"; op: OperationRow }
  /** It was already cancelled, refused or expired: nothing was sent. */
  | { did: "had_ended" }
  /** Aplazame has not confirmed it: there is nothing to cancel yet. */
  | { did: "not_confirmed" }

/**
 * Cancels a whole credit. Where our row is confirmed, this is one call: the remote order alone shows whether a cancel happened,
 * and a cancel may be sent twice.
 *
 * @throws OperationError
 */
export async function cancelWholeCredit(ports: OperationPorts, found: AplazameOrderRow, { decidedOn, ...request }: CancelRequest): Promise<Cancelled> {
  const begun = await settleThenReadSnapshotForCancel(ports, found, null)
  refuseOutdatedDecision(begun, decidedOn)
  if (begun.row.state !== "confirmed") {
    const snapshot = await readCurrent(ports, begun)
    return snapshot.row.state === "confirmed" ? sendCancel(ports, snapshot, request) : resultOf(snapshot.row.state)
  }
  try {
    return await sendCancel(ports, begun, request)
  } catch (error) {
    if (!(error instanceof OperationError && error.code === "operation_refused")) throw error
    const { state } = (await readCurrent(ports, begun)).row
    if (state === "confirmed") throw error
    return resultOf(state)
  }
}

const resultOf = (state: CreditState): Cancelled => ({ did: hasEnded(state) ? "had_ended" : "not_confirmed" })

async function sendCancel(ports: OperationPorts, snapshot: CreditSnapshot, request: Omit<CancelRequest, "decidedOn">): Promise<Cancelled> {
  const amount = creditLeft(snapshot.credit)
  const op = await runMoneyOperation(ports, snapshot, { kind: "cancel", amount, read: leftOnly(amount), payLater: false, compared: true, ...request }, () => ports.client.cancelOrder(refOf(snapshot.row)))
  return { did: "cancelled", op }
}

/** The snapshot with the order as Aplazame shows it now. An order that Aplazame does not know was never created: its row stays as it is. */
async function readCurrent(ports: OperationPorts, snapshot: CreditSnapshot): Promise<CreditSnapshot> {
  try {
    return withRow(snapshot, await ports.orders.takeOver(snapshot.row, await ports.client.retrieveOrder(refOf(snapshot.row))))
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") return snapshot
    throw operationErrorOf(error)
  }
}
