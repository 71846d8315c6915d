import { isAplazameError, isPassing, subCents, withRequestId, ZERO, type AplazameError, type Cents } from "../../../aplazame"
import { expectedFigure, isBackground, isIdempotent, isSendable, nextTry, NOTHING_TO_CAPTURE, settleDelayLeft, type Figure } from "../../../credit"
import type { OperationRow } from "../rows"
import { OperationBusyError } from "../stores"
import { adoptable, adoptOne, type MoneyRequest } from "./adopt"
import { readFigure, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { refuseForeignMovements } from "./foreign-movements"
import { OperationError, operationErrorOf } from "./operation-error"
import { settleByReading } from "./settle-by-reading"
import type { CreditSnapshot } from "./credit-snapshot"

/**
 * How long after it is marked as sent a call may still go out. A process that was stopped for longer sends nothing: the lease may
 * end while the call is under way, and another process may have settled the operation and sent it again.
 */
const SEND_WITHIN_MS = 5_000
/** Who waited longer for a place reads the figure again: money may have been moved in Aplazame's panel meanwhile. */
const READ_AGAIN_AFTER_MS = 1_000

/**
 * Runs one money call exactly once, on a snapshot of which everything before it is settled.
 *
 * The call's place (`maxConcurrentCalls`) is taken before the mark: a call that waited behind its mark could miss `SEND_WITHIN_MS`
 * and the lease. It is taken before the figure is read, which so stays as new as without a wait. A request that gets no place has marked nothing: it
 * ends as `aplazame_unavailable`, with its row planned.
 *
 * If the process dies …
 *   before `markSent`, also while it waits for its place: nothing went out; the row is planned and harmless. The place was this process's own.
 *   between `markSent` and the answer: the row stays `sent`; its lease ends, then it is settled by reading.
 *   between the answer and `settle`: the same; Aplazame's figures say that it happened.
 *   after `settle`: the row is done; a retry by Medusa adopts it without a call.
 *
 * If a second process runs the same line without a common lock, the one that marks second finds another revision than it has
 * read, and sends nothing.
 *
 * @throws OperationError with the code for the operator: refused, above the remainder, unsettled, undecided, busy, moved there
 */
export async function runMoneyOperation(ports: OperationPorts, snapshot: CreditSnapshot, request: MoneyRequest, call: () => Promise<unknown>): Promise<OperationRow> {
  const earlier = await adoptable(ports, snapshot, request)
  if (earlier?.state === "done") return adoptOne(ports, earlier, request)
  const row = earlier ?? (await planRow(ports, snapshot, request))
  if (row.state === "done") return alreadyDone(row, request)
  const wanted = ports.clock()
  const { before, sent, failure } = await withPlace(ports, row.id, async () => {
    const waited = ports.clock() - wanted > READ_AGAIN_AFTER_MS && !isIdempotent(request.kind)
    const before = await readAndCheck(ports, snapshot, waited ? { ...request, read: null } : request, row)
    const asked = ports.clock()
    const sent = await markSent(ports, snapshot, request, row, before)
    if (ports.clock() - asked > SEND_WITHIN_MS) return sentTooLate(ports, sent)
    return { before, sent, failure: await errorOfCall(call) }
  })
  // The place is given back: what is read now takes its own.
  if (failure) return withRequestId(row.id, () => settleFailedCall(ports, snapshot, sent, failure.error))
  return countSettled(snapshot, await ports.ledger.settle(sent.id, { state: "done", attempt: sent.attempts, remaining_after: figureAfter(request, before.left) }))
}

/** The calls of the work carry the operation's id. @throws OperationError aplazame_unavailable where there was no place: the work has not begun, and nothing is marked */
async function withPlace<T>(ports: OperationPorts, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await withRequestId(id, () => ports.client.holdPlace(work))
  } catch (error) {
    throw isAplazameError(error) ? operationErrorOf(error) : error
  }
}

async function errorOfCall(call: () => Promise<unknown>): Promise<{ error: unknown } | null> {
  try {
    await call()
    return null
  } catch (error) {
    return { error }
  }
}

async function markSent(ports: OperationPorts, snapshot: CreditSnapshot, request: MoneyRequest, row: OperationRow, before: Figure): Promise<OperationRow> {
  try {
    const sent = await ports.ledger.markSent(row.id, {
      amount: request.amount,
      remaining_before: before.left,
      moved_before: before.moved,
      target: request.target,
      payment_id: request.payment_id,
      medusa_ref: request.medusa_ref,
      request_amount: request.request_amount,
      for_returns: request.for_returns,
      leaseMs: ports.settings.timeoutMs + SEND_WITHIN_MS,
      read: { id: snapshot.row.id, revision: snapshot.revision },
    })
    snapshot.revision += 1
    return sent
  } catch (error) {
    if (error instanceof OperationBusyError) throw new OperationError("operation_busy", {}, { cause: error })
    throw error
  }
}

/** Nothing went out, so nothing happened; where another process has settled the attempt since, that counts. */
async function sentTooLate(ports: OperationPorts, { id, attempts: attempt }: OperationRow): Promise<never> {
  await ports.ledger.settle(id, { state: "not_done", attempt, error_code: "operation_busy", error_message: "The process stood still before the call, which was not sent" })
  throw new OperationError("operation_busy")
}

/** The request may go on after its own operation: settling it raises the revision too. */
function countSettled(snapshot: CreditSnapshot, op: OperationRow): OperationRow {
  snapshot.revision += 1
  return op
}

/** Two runs of one planned operation: it happened for the other one, and must not be booked in Medusa twice. */
function alreadyDone(row: OperationRow, request: MoneyRequest): OperationRow {
  if (request.medusa_ref && row.medusa_ref !== request.medusa_ref) throw new OperationError("operation_busy")
  return row
}

/** The row under the request's key, or a new one; one that ended without effect is followed by another. */
function planRow(ports: OperationPorts, snapshot: CreditSnapshot, request: MoneyRequest): Promise<OperationRow> {
  return ports.ledger.planAgain({
    aplazame_order_id: snapshot.row.id,
    kind: request.kind,
    business_key: request.key,
    amount: request.amount,
    target: request.target ?? null,
    payment_id: request.payment_id ?? null,
    medusa_ref: request.medusa_ref ?? null,
    request_amount: request.request_amount ?? null,
    requested_by: request.requested_by ?? null,
  })
}

/** Reads the figure before the call; refuses an amount above it, and figures that the ledger does not explain. */
async function readAndCheck(ports: OperationPorts, snapshot: CreditSnapshot, request: MoneyRequest, row: OperationRow): Promise<Figure> {
  const target = request.target ?? null
  let before
  try {
    before = request.read ?? (await readFigure(ports.client, refOf(snapshot.row), { kind: request.kind, target }))
  } catch (error) {
    throw operationErrorOf(error)
  }
  if (!request.compared) {
    const expected = expectedFigure(snapshot.credit, { kind: request.kind, target }, request.payLater)
    if (expected !== null && expected !== before.left) await refuseForeignMovements(ports, snapshot, request)
  }
  const bounded = request.kind !== "update" && target !== NOTHING_TO_CAPTURE
  if (bounded && request.amount > before.left) {
    if (isSendable(row.state)) await ports.ledger.settle(row.id, { state: "refused", attempt: row.attempts, amount: request.amount, remaining_after: before.left, error_code: "amount_above_remaining" })
    throw new OperationError("amount_above_remaining", { amount: request.amount, remaining: before.left })
  }
  return before
}

async function settleFailedCall(ports: OperationPorts, snapshot: CreditSnapshot, sent: OperationRow, error: unknown): Promise<OperationRow> {
  const { id, attempts: attempt, kind } = sent
  const known = isAplazameError(error)
  const note = known
    ? { error_code: error.code, error_message: error.message }
    : { error_code: "unexpected", error_message: "The call ended in an unexpected error; see the log" }
  if (known && error.effect === "none") {
    // An earlier attempt of this cancel without an answer may have arrived: then there is nothing left to cancel.
    const arrived = kind === "cancel" && attempt > 1 && (await isCancelled(ports, snapshot))
    if (arrived) return countSettled(snapshot, await ports.ledger.settle(id, { state: "done", attempt, remaining_after: ZERO }))
    await settleRefusedCall(ports, snapshot, sent, error, note)
    throw operationErrorOf(error)
  }
  if (known && error.effect === "done") return countSettled(snapshot, await ports.ledger.settle(id, { state: "done", attempt, ...note }))
  const now = await ports.ledger.now()
  const unknown = await ports.ledger.settle(id, { state: "unknown", attempt, ...note, next_attempt_at: new Date(now + settleDelayLeft({ kind, sent_at: sent.sent_at }, now, ports.settings.settleAfterMs)) })
  const read = await settleByReading(ports, snapshot.row, unknown, true)
  if (read.state === "done") return countSettled(snapshot, read)
  // Nothing happened. This is known at once only of calls that may be sent twice.
  if (read.state === "not_done") throw operationErrorOf(error)
  throw new OperationError("operation_unsettled", {}, { cause: error })
}

async function isCancelled(ports: OperationPorts, snapshot: CreditSnapshot): Promise<boolean> {
  try {
    return (await readFigure(ports.client, refOf(snapshot.row), { kind: "cancel", target: null })).left === ZERO
  } catch (error) {
    if (isAplazameError(error)) return false
    throw error
  }
}

/**
 * Nothing happened. An operator's request is over, because they saw it fail. A background operation stays planned after a
 * temporary failure.
 */
async function settleRefusedCall(ports: OperationPorts, snapshot: CreditSnapshot, { id, attempts, kind, business_key }: OperationRow, error: AplazameError, note: { error_code: string; error_message: string }): Promise<void> {
  if (isPassing(error.kind) && isBackground({ business_key })) {
    await ports.ledger.postpone(id, nextTry(attempts, ports.clock(), kind), { code: note.error_code, message: note.error_message }, attempts)
    return
  }
  countSettled(snapshot, await ports.ledger.settle(id, { state: "refused", attempt: attempts, ...note }))
}

function figureAfter(request: MoneyRequest, before: Cents): Cents {
  if (request.kind === "update") return request.amount
  if (request.target === NOTHING_TO_CAPTURE) return before
  return subCents(before, request.amount)
}
