import type { Cents } from "../../../aplazame"
import { adminKey } from "../../../credit"
import { voidCreditPart, withCreditLock } from "../../../modules/aplazame/operations"
import { bookingOf, isOrderChangeOpen } from "../../../modules/aplazame/reading"
import type { FlowContext } from "../../flow-context"
import { bookVoid } from "../../order-change/book-void"
import { ActionError } from "../action-error"
import type { OrderFacts } from "../overview"

/**
 * Voids an amount of a credit before it is captured, and books it in Medusa. If the process dies after the void, it is done in
 * the ledger and not booked, and the sweep books it.
 *
 * @throws ActionError order_being_edited: Medusa could not write the credit line now
 */
export async function voidCredit(flow: FlowContext, facts: OrderFacts, amount: Cents, request: { token: string; actor: string }): Promise<void> {
  const { row, payment } = facts
  if (!row.order_id || !payment) throw new ActionError("payment_missing")
  if (await isOrderChangeOpen(flow.query, row.order_id)) throw new ActionError("order_being_edited")
  const done = await withCreditLock(flow.locking, row, () =>
    voidCreditPart(flow.aplazame, row, { amount, key: adminKey(request.token), payment_id: payment.id, requested_by: request.actor, bookingOf: (id) => bookingOf(flow.query, "refund", id) })
  )
  await bookVoid(flow, done)
}
