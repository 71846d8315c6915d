import { isKnownPayLater, isPayLater, type ShownCaptures } from "../../../credit"
import type { AplazameOrder } from "../../../aplazame"
import { readShownCaptures, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, refusal } from "./operation-error"
import { withRow, type CreditSnapshot } from "./credit-snapshot"

/** A credit with its captures as Aplazame shows them now. */
export type ConfirmedCredit = { snapshot: CreditSnapshot; captures: ShownCaptures; payLater: boolean }

/**
 * The captures of a credit that our row knows to be confirmed, in one call; for any other row the order is read
 * first. One that has ended since is found out by what Aplazame refuses: see {@link whyRefused}.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readConfirmedCaptures(ports: OperationPorts, snapshot: CreditSnapshot): Promise<ConfirmedCredit> {
  if (snapshot.row.state !== "confirmed") return readConfirmedCredit(ports, snapshot)
  try {
    return await capturesOf(ports, snapshot)
  } catch (error) {
    throw refusal(error)
  }
}

/**
 * Reads the order and its captures, and takes Aplazame's words over into our row.
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
    throw refusal(error)
  }
}

async function capturesOf(ports: OperationPorts, snapshot: CreditSnapshot): Promise<ConfirmedCredit> {
  const captures = await readShownCaptures(ports.client, snapshot.row)
  const proven = isPayLater(captures) && snapshot.row.product === null
  const now = proven ? withRow(snapshot, await ports.orders.update(snapshot.row.id, { product: "pay_later" })) : snapshot
  return { snapshot: now, captures, payLater: isKnownPayLater(now.row.product, captures) }
}

/** What may be said of a credit that has ended, when only its captures were read. */
const REFUSALS: readonly string[] = ["operation_refused", "amount_above_remaining", "nothing_to_capture", "nothing_to_refund", "amount_above_order", "partial_capture_not_supported"]

/** The refusal of a call in better words, where the reason is that the credit is not alive any more. */
export async function whyRefused(ports: OperationPorts, snapshot: CreditSnapshot, error: unknown): Promise<unknown> {
  if (!(error instanceof OperationError && REFUSALS.includes(error.code))) return error
  try {
    await readConfirmedCredit(ports, snapshot)
    return error
  } catch (reason) {
    return reason instanceof OperationError && reason.code === "credit_cancelled" ? reason : error
  }
}
