import { isAplazameError, type AplazameError, type Cents } from "../../../aplazame"
import { isOpen, type OperationKind } from "../operation-state"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { OperationBusyError } from "../stores/ledger-store"
import { adoptable, type BookingOf } from "./adopt"
import { isBackground, nextAttempt } from "./background"
import { look } from "./look"
import { OperationError } from "./operation-error"
import { refOf, settleByLooking } from "./settle"

/** One money call, as asked for by Medusa, an operator or the plugin itself. */
export type MoneyRequest = {
  kind: Exclude<OperationKind, "history">
  amount: Cents
  /** Aplazame's capture that a refund goes to, or one of the marks of `look.ts`. */
  target?: string | null
  /** Unique key of a new row; a row that exists under it is continued. */
  key: string
  payment_id?: string | null
  /** Medusa's capture or refund that asked; a new one for every retry. */
  medusa_ref?: string | null
  /** The whole that Medusa asked for, when this is a part of it. */
  request_amount?: Cents | null
  requested_by?: string | null
  bookingOf?: BookingOf
  /**
   * What {@link look} would answer, where the caller has read it already: after {@link settledRow}, under the
   * same lock, with no call of ours since that changes it. Saves a call; without it the figure is read here.
   */
  read?: Cents
}

/**
 * Runs one money call exactly once. The caller holds the order's lock.
 *
 * If the process dies …
 *   before `markSent`: nothing went out; the row is planned and harmless.
 *   between `markSent` and the answer: the row stays `sent`; its lease ends, then it is settled by looking.
 *   between the answer and `settle`: the same; Aplazame's figures say that it happened.
 *   after `settle`: the row is done; a retry by Medusa adopts it without a call.
 *
 * @throws OperationError with the code for the operator: refused, above the remainder, unsettled, undecided, busy
 */
export async function runMoneyOperation(
  aplazame: AplazameModuleService,
  order: AplazameOrderRow,
  request: MoneyRequest,
  call: () => Promise<unknown>
): Promise<OperationRow> {
  await settleEarlier(aplazame, order)
  const earlier = await adoptable(aplazame, order, request)
  if (earlier?.state === "done") {
    if (request.medusa_ref) await aplazame.ledger.bookAs(earlier.id, request.medusa_ref)
    return earlier
  }
  const row = earlier ?? (await rowFor(aplazame, order, request))
  if (row.state === "done") return alreadyDone(row, request)
  const before = await remaining(aplazame, order, request, row)
  try {
    await aplazame.ledger.markSent(row.id, {
      amount: request.amount,
      remaining_before: before,
      target: request.target,
      payment_id: request.payment_id,
      medusa_ref: request.medusa_ref,
      leaseMs: aplazame.settings.timeoutMs + 5_000,
    })
  } catch (error) {
    if (error instanceof OperationBusyError) throw new OperationError("operation_busy", {}, { cause: error })
    throw error
  }
  try {
    await call()
  } catch (error) {
    return afterFailure(aplazame, order, row.id, error)
  }
  return aplazame.ledger.settle(row.id, { state: "done", remaining_after: after(request, before) })
}

/** Nothing new is sent for an order while an earlier call of it is open: the figures would prove nothing. */
async function settleEarlier(aplazame: AplazameModuleService, order: AplazameOrderRow): Promise<void> {
  for (const op of await aplazame.ledger.ofOrder(order.id)) {
    if (op.kind === "history" || !isOpen(op.state)) continue
    const settled = await settleByLooking(aplazame, order, op)
    if (settled.state === "sent") throw new OperationError("operation_busy")
    if (settled.state !== "unknown") continue
    throw new OperationError(settled.remaining_after === null ? "operation_unsettled" : "operation_undecided")
  }
}

/** The row once nothing of it is open: a call without an answer may have happened, and then its totals say so. */
export async function settledRow(aplazame: AplazameModuleService, row: AplazameOrderRow): Promise<AplazameOrderRow> {
  await settleEarlier(aplazame, row)
  return (await aplazame.orders.byId(row.id)) ?? row
}

/** Two runs of one planned operation: it happened for the other one, and must not be booked in Medusa twice. */
function alreadyDone(row: OperationRow, request: MoneyRequest): OperationRow {
  if (request.medusa_ref && row.medusa_ref !== request.medusa_ref) throw new OperationError("operation_busy")
  return row
}

/** The row under the request's key, or a new one; one that ended without effect is followed by another. */
async function rowFor(aplazame: AplazameModuleService, order: AplazameOrderRow, request: MoneyRequest): Promise<OperationRow> {
  for (let turn = 1; ; turn++) {
    const row = await aplazame.ledger.plan({
      aplazame_order_id: order.id,
      kind: request.kind,
      business_key: turn === 1 ? request.key : `${request.key}#${turn}`,
      amount: request.amount,
      target: request.target ?? null,
      payment_id: request.payment_id ?? null,
      medusa_ref: request.medusa_ref ?? null,
      request_amount: request.request_amount ?? null,
      requested_by: request.requested_by ?? null,
    })
    if (row.state !== "refused" && row.state !== "skipped") return row
  }
}

/** Reads what remains and refuses, before any call, what can't be. */
async function remaining(
  aplazame: AplazameModuleService,
  order: AplazameOrderRow,
  request: MoneyRequest,
  row: OperationRow
): Promise<Cents> {
  let before
  try {
    before = request.read ?? (await look(aplazame.client, refOf(order), { kind: request.kind, target: request.target ?? null }))
  } catch (error) {
    throw refusal(error)
  }
  const bounded = request.kind !== "update" && request.target !== "none"
  if (bounded && request.amount > before) {
    await aplazame.ledger.settle(row.id, { state: "refused", amount: request.amount, remaining_after: before, error_code: "amount_above_remaining" })
    throw new OperationError("amount_above_remaining", { amount: request.amount, remaining: before })
  }
  return before
}

async function afterFailure(aplazame: AplazameModuleService, order: AplazameOrderRow, id: string, error: unknown): Promise<OperationRow> {
  const known = isAplazameError(error)
  const note = known
    ? { error_code: error.code, error_message: error.message }
    : { error_code: "unexpected", error_message: "The call ended in an unexpected error; see the log" }
  if (known && error.effect === "none") {
    await afterRefusal(aplazame, id, error, note)
    throw refusal(error)
  }
  if (known && error.effect === "done") return aplazame.ledger.settle(id, { state: "done", ...note })
  const unknown = await aplazame.ledger.settle(id, {
    state: "unknown",
    ...note,
    next_attempt_at: new Date(Date.now() + aplazame.settings.settleAfterMs),
  })
  const settled = await settleByLooking(aplazame, order, unknown)
  if (settled.state === "done") return settled
  throw new OperationError("operation_unsettled", {}, { cause: error })
}

/**
 * Nothing happened. What an operator asked for is over (they saw it fail); what the plugin planned by itself
 * stays planned when only the moment was wrong.
 */
async function afterRefusal(
  aplazame: AplazameModuleService,
  id: string,
  error: AplazameError,
  note: { error_code: string; error_message: string }
): Promise<void> {
  const row = await aplazame.ledger.byId(id)
  const passing = ["rate_limited", "network", "unauthorized"].includes(error.kind)
  if (row && passing && isBackground(row)) {
    await aplazame.ledger.postpone(id, nextAttempt(row.attempts), { code: note.error_code, message: note.error_message }, row.attempts)
    return
  }
  await aplazame.ledger.settle(id, { state: "refused", ...note })
}

/** An error of the client in the operator's words. */
export function refusal(error: unknown): Error {
  if (!isAplazameError(error)) return error instanceof Error ? error : new Error(String(error))
  const gone = ["timeout", "network", "server", "rate_limited", "unreadable"].includes(error.kind)
  if (gone) return new OperationError("aplazame_unavailable", {}, { cause: error })
  return new OperationError("operation_refused", { reason: error.message }, { cause: error })
}

function after(request: MoneyRequest, before: Cents): Cents {
  if (request.kind === "update") return request.amount
  if (request.target === "none") return before
  return (before - request.amount) as Cents
}
