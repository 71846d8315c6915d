import { isAplazameError } from "../../../aplazame"
import { isOpen } from "../operation-state"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { decide, look } from "./look"

/**
 * How long after a call was sent its absence at Aplazame is believed. A request that we gave up on
 * may still be on its way; until then an unchanged figure says nothing.
 */
export const settleAfter = (aplazame: AplazameModuleService): number => aplazame.settings.settleAfterMs

/** The id to put in the path: Aplazame's own, else ours, which it accepts too. */
export const refOf = (row: AplazameOrderRow): string => row.aplazame_id ?? row.mid

/**
 * Settles an operation that was sent and not answered, by looking at Aplazame. Returns it settled, or
 * still unknown when Aplazame can't be read, when it is too early to tell, or when the figures fit
 * neither outcome (which opens a problem).
 */
export async function settleByLooking(aplazame: AplazameModuleService, order: AplazameOrderRow, op: OperationRow): Promise<OperationRow> {
  if (!isOpen(op.state)) return op
  if (op.state === "sent" && op.lease_until && op.lease_until > new Date()) return op
  const { client, ledger, problems } = aplazame
  let now
  try {
    now = await look(client, refOf(order), op)
  } catch (error) {
    if (!isAplazameError(error)) throw error
    const next = new Date(Date.now() + settleAfter(aplazame))
    return ledger.settle(op.id, { state: "unknown", error_code: error.code, error_message: error.message, next_attempt_at: next })
  }
  const verdict = decide(op, now)
  const age = op.sent_at ? Date.now() - op.sent_at.getTime() : Infinity
  if (verdict === "not_done" && age < settleAfter(aplazame)) {
    const next = new Date(Date.now() + settleAfter(aplazame) - age)
    return op.state === "unknown" ? op : ledger.settle(op.id, { state: "unknown", next_attempt_at: next })
  }
  if (verdict === "undecided") {
    await problems.open({
      kind: "operation_undecided",
      about: op.id,
      aplazame_order_id: order.id,
      order_id: order.order_id,
      operation_id: op.id,
      figures: { kind: op.kind, amount: op.amount, remaining_before: op.remaining_before, remaining_now: now },
    })
    return ledger.settle(op.id, { state: "unknown", remaining_after: now, next_attempt_at: new Date(Date.now() + 60 * settleAfter(aplazame)) })
  }
  await problems.close("operation_undecided", op.id)
  return ledger.settle(op.id, { state: verdict, remaining_after: now })
}
