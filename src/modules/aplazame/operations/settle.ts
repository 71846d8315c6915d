import { isAplazameError } from "../../../aplazame"
import { isOpen, patienceLeft, verdict } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { look, refOf } from "./ask-aplazame"
import type { Desk } from "./desk"

const LATER = 60

/**
 * Settles an operation that was sent and not answered, by looking at Aplazame. Returns it settled, or
 * still unknown when Aplazame can't be read, when it is too early to tell, or when the figures fit
 * neither outcome (which opens a problem).
 */
export async function settleByLooking(desk: Desk, order: AplazameOrderRow, op: OperationRow): Promise<OperationRow> {
  if (!isOpen(op.state)) return op
  const now = desk.clock()
  if (op.state === "sent" && op.lease_until && new Date(op.lease_until).getTime() > now) return op
  const { client, ledger, problems, settings } = desk
  const later = (milliseconds: number): Date => new Date(now + milliseconds)
  let figure
  try {
    figure = await look(client, refOf(order), op)
  } catch (error) {
    if (!isAplazameError(error)) throw error
    return ledger.settle(op.id, { state: "unknown", error_code: error.code, error_message: error.message, next_attempt_at: later(settings.settleAfterMs) })
  }
  const said = verdict(op, figure)
  const patience = patienceLeft(op, now, settings.settleAfterMs)
  if (said === "not_done" && patience > 0) {
    return op.state === "unknown" ? op : ledger.settle(op.id, { state: "unknown", next_attempt_at: later(patience) })
  }
  if (said === "undecided") {
    await problems.open({
      kind: "operation_undecided",
      about: op.id,
      aplazame_order_id: order.id,
      order_id: order.order_id,
      operation_id: op.id,
      figures: { kind: op.kind, amount: op.amount, remaining_before: op.remaining_before, remaining_now: figure },
    })
    return ledger.settle(op.id, { state: "unknown", remaining_after: figure, next_attempt_at: later(LATER * settings.settleAfterMs) })
  }
  await problems.close("operation_undecided", op.id)
  return ledger.settle(op.id, { state: said, remaining_after: figure })
}
