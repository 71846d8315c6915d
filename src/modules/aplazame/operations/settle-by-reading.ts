import { isAplazameError, withRequestId, type Cents } from "../../../aplazame"
import { giveUpAfterMs, isIdempotent, isOpen, isUnattended, isPastGiveUpTime, settleDelayLeft, verdict } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { NewProblem } from "../stores"
import { readFigure, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"

const UNDECIDED_RECHECK_FACTOR = 60

/** Its lease is valid: the process that sent it waits for the answer. */
export const isWaitedFor = (op: OperationRow, now: number): boolean => op.state === "sent" && op.lease_until !== null && new Date(op.lease_until).getTime() > now

/** Calls that may be sent twice are read again soon. */
const IDEMPOTENT_RECHECK_MS = 15_000

/**
 * Settles an operation that was sent and not answered, by reading Aplazame's figures. The operation stays `unknown` when
 * Aplazame can't be read, when it is too early to tell, or when the figures fit neither outcome (which opens a problem).
 * Only the given attempt is settled: without a lock, another process may have settled it and sent it again since.
 * @param told the person who asked for it gets the answer of this call, or decides it; otherwise they saw it fail
 */
export async function settleByReading(ports: OperationPorts, order: AplazameOrderRow, op: OperationRow, told = false): Promise<OperationRow> {
  if (!isOpen(op.state)) return op
  const { client, ledger, problems, settings } = ports
  const now = await ledger.now()
  if (isWaitedFor(op, now)) return op
  const later = (milliseconds: number): Date => new Date(now + milliseconds)
  let figure
  try {
    figure = await withRequestId(op.id, () => readFigure(client, refOf(order), op))
  } catch (error) {
    if (!isAplazameError(error)) throw error
    await openProblemIfOverdue(ports, order, op, now)
    return ledger.settle(op.id, { attempt: op.attempts, state: "unknown", error_code: error.code, error_message: error.message, next_attempt_at: later(isIdempotent(op.kind) ? Math.min(IDEMPOTENT_RECHECK_MS, settings.settleAfterMs) : settings.settleAfterMs) })
  }
  const said = verdict(op, figure)
  const delayLeft = settleDelayLeft(op, now, settings.settleAfterMs)
  if (said === "not_done" && delayLeft > 0) {
    return op.state === "unknown" ? op : ledger.settle(op.id, { attempt: op.attempts, state: "unknown", next_attempt_at: later(delayLeft) })
  }
  if (said === "undecided") {
    await problems.open(undecided(order, op, figure.left))
    return ledger.settle(op.id, { attempt: op.attempts, state: "unknown", remaining_after: figure.left, next_attempt_at: later(UNDECIDED_RECHECK_FACTOR * settings.settleAfterMs) })
  }
  await problems.close("operation_undecided", op.id)
  // The process that sent it got an error, or died. Only the job can book the movement in Medusa, and may do so now.
  const untold = said === "done" && !told && !isUnattended(op) ? { untold_since: new Date(now) } : {}
  return ledger.settle(op.id, { attempt: op.attempts, state: said, remaining_after: figure.left, next_attempt_at: said === "done" ? new Date(now) : null, ...untold })
}

/**
 * Opens a problem for a call that could not be settled for too long. Reading continues, and the problem closes once the call
 * is settled. An edit has no problem of its own: its capture has one.
 */
async function openProblemIfOverdue({ problems, settings }: OperationPorts, order: AplazameOrderRow, op: OperationRow, now: number): Promise<void> {
  if (op.kind === "update" || !isPastGiveUpTime(op.sent_at, now, giveUpAfterMs(settings))) return
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
