import { isAplazameError, type Cents } from "../../../aplazame"
import { giveUpAfterMs, isIdempotent, isOpen, isPatienceSpent, patienceLeft, verdict } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { NewProblem } from "../stores/problem-store"
import { look, refOf } from "./ask-aplazame"
import type { OperationPorts } from "./operation-ports"

const LATER = 60

/** A living process waits for its answer. */
export const isWaitedFor = (op: OperationRow, now: number): boolean => op.state === "sent" && op.lease_until !== null && new Date(op.lease_until).getTime() > now

/** What may simply be sent again is looked at again soon. */
const IDEMPOTENT_MS = 15_000

/**
 * Settles an operation that was sent and not answered, by looking at Aplazame. Returns it settled, or
 * still unknown when Aplazame can't be read, when it is too early to tell, or when the figures fit
 * neither outcome (which opens a problem). It settles the attempt that it was given, no newer one: without a lock, somebody
 * else may have settled and sent it again since.
 */
export async function settleByLooking(ports: OperationPorts, order: AplazameOrderRow, op: OperationRow): Promise<OperationRow> {
  if (!isOpen(op.state)) return op
  const now = ports.clock()
  if (isWaitedFor(op, now)) return op
  const { client, ledger, problems, settings } = ports
  const later = (milliseconds: number): Date => new Date(now + milliseconds)
  let figure
  try {
    figure = await look(client, refOf(order), op)
  } catch (error) {
    if (!isAplazameError(error)) throw error
    await tellOfSilence(ports, order, op, now)
    return ledger.settle(op.id, { attempt: op.attempts, state: "unknown", error_code: error.code, error_message: error.message, next_attempt_at: later(isIdempotent(op.kind) ? Math.min(IDEMPOTENT_MS, settings.settleAfterMs) : settings.settleAfterMs) })
  }
  const said = verdict(op, figure)
  const patience = patienceLeft(op, now, settings.settleAfterMs)
  if (said === "not_done" && patience > 0) {
    return op.state === "unknown" ? op : ledger.settle(op.id, { attempt: op.attempts, state: "unknown", next_attempt_at: later(patience) })
  }
  if (said === "undecided") {
    await problems.open(undecided(order, op, figure.left))
    return ledger.settle(op.id, { attempt: op.attempts, state: "unknown", remaining_after: figure.left, next_attempt_at: later(LATER * settings.settleAfterMs) })
  }
  await problems.close("operation_undecided", op.id)
  // Whoever sent it saw it fail, or died: nobody writes it into Medusa's books unless the job does, and it may do so now.
  return ledger.settle(op.id, { attempt: op.attempts, state: said, remaining_after: figure.left, next_attempt_at: said === "done" ? new Date(now) : null })
}

/**
 * Aplazame has told nothing of a call for so long that a person must know. Looking goes on; once it is settled, the problem
 * is over. Of an edit the capture tells that it is for.
 */
async function tellOfSilence({ problems, settings }: OperationPorts, order: AplazameOrderRow, op: OperationRow, now: number): Promise<void> {
  if (op.kind === "update" || !isPatienceSpent(op.sent_at, now, giveUpAfterMs(settings))) return
  await problems.open({ ...undecided(order, op, null), once: true })
}

const undecided = (order: AplazameOrderRow, op: OperationRow, remaining_now: Cents | null): NewProblem => ({
  kind: "operation_undecided",
  about: op.id,
  aplazame_order_id: order.id,
  order_id: order.order_id,
  operation_id: op.id,
  figures: { kind: op.kind, amount: op.amount, remaining_before: op.remaining_before, remaining_now },
})
