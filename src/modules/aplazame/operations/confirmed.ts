import { isKnownPayLater, isPayLater, type ShownCaptures } from "../../../credit"
import type { AplazameOrder } from "../../../aplazame"
import { askCaptures, refOf } from "./ask-aplazame"
import type { Desk } from "./desk"
import { OperationError, refusal } from "./operation-error"
import { withRow, type Turn } from "./turn"

/** A credit with its captures as Aplazame shows them now. */
export type Confirmed = { turn: Turn; captures: ShownCaptures; payLater: boolean }

/**
 * The captures of a credit that our row knows to be confirmed, in one call; for any other row the order is read
 * first. One that has ended since is found out by what Aplazame refuses: see {@link whyRefused}.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readCaptures(desk: Desk, turn: Turn): Promise<Confirmed> {
  if (turn.row.state !== "confirmed") return readCredit(desk, turn)
  try {
    return await capturesOf(desk, turn)
  } catch (error) {
    throw refusal(error)
  }
}

/**
 * Reads the order and its captures, and takes Aplazame's words over into our row.
 * @throws OperationError credit_not_confirmed, credit_cancelled, aplazame_unavailable
 */
export async function readCredit(desk: Desk, turn: Turn): Promise<Confirmed & { remote: AplazameOrder }> {
  try {
    const remote = await desk.client.retrieveOrder(refOf(turn.row))
    const now = withRow(turn, await desk.orders.takeOver(turn.row, remote))
    if (now.row.state === "cancelled") throw new OperationError("credit_cancelled")
    if (now.row.state !== "confirmed") throw new OperationError("credit_not_confirmed")
    return { remote, ...(await capturesOf(desk, now)) }
  } catch (error) {
    throw refusal(error)
  }
}

async function capturesOf(desk: Desk, turn: Turn): Promise<Confirmed> {
  const captures = await askCaptures(desk.client, turn.row)
  const proven = isPayLater(captures) && turn.row.product === null
  const now = proven ? withRow(turn, await desk.orders.update(turn.row.id, { product: "pay_later" })) : turn
  return { turn: now, captures, payLater: isKnownPayLater(now.row.product, captures) }
}

/** What may be said of a credit that has ended, when only its captures were read. */
const REFUSALS: readonly string[] = ["operation_refused", "amount_above_remaining", "nothing_to_capture", "nothing_to_refund", "amount_above_order", "partial_capture_not_supported"]

/** The refusal of a call in better words, where the reason is that the credit is not alive any more. */
export async function whyRefused(desk: Desk, turn: Turn, error: unknown): Promise<unknown> {
  if (!(error instanceof OperationError && REFUSALS.includes(error.code))) return error
  try {
    await readCredit(desk, turn)
    return error
  } catch (reason) {
    return reason instanceof OperationError && reason.code === "credit_cancelled" ? reason : error
  }
}
