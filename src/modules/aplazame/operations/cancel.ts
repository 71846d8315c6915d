import { isAplazameError } from "../../../aplazame"
import { creditLeft, hasEnded, type CreditState } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { leftOnly, refOf } from "./ask-aplazame"
import type { Desk } from "./desk"
import { OperationError, refusal } from "./operation-error"
import { runMoneyOperation } from "./run-operation"
import { beginAnyTurn, refuseWhatIsOld, withRow, type Turn } from "./turn"

export type CancelRequest = {
  key: string
  payment_id?: string | null
  requested_by?: string | null
  /** The revision of the credit on which it was decided that all of it can go: what was captured since must not be taken along. */
  decidedOn: number
}

/**
 * What came of a cancel. Only the first two mean that the credit is at its end; what was not sent never looks
 * like what was.
 */
export type Cancelled =
  | { did: "cancelled"; op: OperationRow }
  /** It was cancelled, refused or expired already: nothing is left, and nothing was sent. */
  | { did: "had_ended" }
  /** Aplazame has not confirmed it: there is nothing that could be cancelled yet. */
  | { did: "not_confirmed" }

/**
 * Cancels a whole credit, in one call where our row knows it to be confirmed: unlike an amount, a cancel that
 * was lost is told from one that happened by the order alone, and sending it again does no harm.
 *
 * @throws OperationError
 */
export async function cancel(desk: Desk, found: AplazameOrderRow, { decidedOn, ...request }: CancelRequest): Promise<Cancelled> {
  const begun = await beginAnyTurn(desk, found, null)
  refuseWhatIsOld(begun, decidedOn)
  if (begun.row.state !== "confirmed") {
    const turn = await current(desk, begun)
    return turn.row.state === "confirmed" ? send(desk, turn, request) : ended(turn.row.state)
  }
  try {
    return await send(desk, begun, request)
  } catch (error) {
    if (!(error instanceof OperationError && error.code === "operation_refused")) throw error
    const { state } = (await current(desk, begun)).row
    if (state === "confirmed") throw error
    return ended(state)
  }
}

const ended = (state: CreditState): Cancelled => ({ did: hasEnded(state) ? "had_ended" : "not_confirmed" })

async function send(desk: Desk, turn: Turn, request: Omit<CancelRequest, "decidedOn">): Promise<Cancelled> {
  const amount = creditLeft(turn.credit)
  const op = await runMoneyOperation(desk, turn, { kind: "cancel", amount, read: leftOnly(amount), payLater: false, compared: true, ...request }, () => desk.client.cancelOrder(refOf(turn.row)))
  return { did: "cancelled", op }
}

/** The turn after a look at Aplazame. One that Aplazame does not know never came to be: it stays as our row has it. */
async function current(desk: Desk, turn: Turn): Promise<Turn> {
  try {
    return withRow(turn, await desk.orders.takeOver(turn.row, await desk.client.retrieveOrder(refOf(turn.row))))
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") return turn
    throw refusal(error)
  }
}
