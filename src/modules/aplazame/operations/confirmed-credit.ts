import { isKnownPayLater, isPayLater, type ShownCaptures } from "../../../credit"
import type { AplazameOrder } from "../../../aplazame"
import { readShownCaptures, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, operationErrorOf } from "./operation-error"
import { withRow, type CreditSnapshot } from "./credit-snapshot"

/** A credit with its captures as Aplazame shows them now. */
export type ConfirmedCredit = { snapshot: CreditSnapshot; captures: ShownCaptures; payLater: boolean }

/**
 * Reads the captures of a credit: in one call where our row is confirmed; otherwise the remote order is read first. A credit
 * that has ended since shows by what Aplazame refuses: see {@link whyRefused}.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readConfirmedCaptures(ports: OperationPorts, snapshot: CreditSnapshot): Promise<ConfirmedCredit> {
  if (snapshot.row.state !== "confirmed") return readConfirmedCredit(ports, snapshot)
  try {
    return await capturesOf(ports, snapshot)
  } catch (error) {
    throw operationErrorOf(error)
  }
}

/**
 * Reads the remote order and its captures, and takes Aplazame's status over into our row.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readConfirmedCredit(ports: OperationPorts, snapshot: CreditSnapshot): Promise<ConfirmedCredit & { remote: AplazameOrder }> {
  try {
    const remote = await ports.client.retrieveOrder(refOf(snapshot.row))
    const now = withRow(snapshot, await ports.orders.takeOver(snapshot.row, remote))
    if (now.row.state === "cancelled") throw new OperationError("credit_cancelled")
    if (now.row.state !== "confirmed") throw new OperationError("credit_not_confirmed")
    return { remote, ...(await capturesOf(ports, now)) }
  } catch (error) {
    throw operationErrorOf(error)
  }
}

async function capturesOf(ports: OperationPorts, snapshot: CreditSnapshot): Promise<ConfirmedCredit> {
  const captures = await readShownCaptures(ports.client, snapshot.row)
  const proven = isPayLater(captures) && snapshot.row.product === null
  const now = proven ? withRow(snapshot, await ports.orders.update(snapshot.row.id, { product: "pay_later" })) : snapshot
  return { snapshot: now, captures, payLater: isKnownPayLater(now.row.product, captures) }
}

/** Codes that a credit which has ended may cause, when only its captures were read. */
const MAY_MEAN_ENDED: readonly string[] = ["operation_refused", "amount_above_remaining", "nothing_to_capture", "nothing_to_refund", "amount_above_order", "partial_capture_not_supported"]

/** Replaces the refusal of a call by `credit_cancelled`, where the credit has ended. */
export async function whyRefused(ports: OperationPorts, snapshot: CreditSnapshot, error: unknown): Promise<unknown> {
  if (!(error instanceof OperationError && MAY_MEAN_ENDED.includes(error.code))) return error
  try {
    await readConfirmedCredit(ports, snapshot)
    return error
  } catch (reason) {
    return reason instanceof OperationError && reason.code === "credit_cancelled" ? reason : error
  }
}
