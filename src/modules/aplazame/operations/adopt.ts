import { sumCents, ZERO, type Cents } from "../../../aplazame"
import { isForeign, wentThroughUntold, type Kind } from "../../../credit"
import type { OperationRow } from "../rows"
import type { Booking } from "../reading"
import type { OperationPorts } from "./operation-ports"
import { OperationError } from "./operation-error"
import type { MoneyRequest } from "./run-operation"
import type { CreditSnapshot } from "./credit-snapshot"

/** Tells where the capture or refund of Medusa stands that an earlier operation was booked as. */
export type BookingOf = (medusaRef: string) => Promise<Booking>

/** How long after a call a living process may still be writing its transaction. */
const BOOKING_MS = 60_000

/**
 * The earlier operation that this request is a retry of: same payment, kind, amount and target, and not
 * booked in Medusa any more. Two equal refunds that were both meant are both booked, so neither is adopted; and what
 * somebody moved in Aplazame's panel is nobody's request here.
 *
 * @throws OperationError operation_busy while it can't be told
 */
export async function adoptable(ports: OperationPorts, snapshot: CreditSnapshot, request: MoneyRequest): Promise<OperationRow | null> {
  for (const op of snapshot.operations) {
    const same = op.kind === request.kind && op.amount === request.amount && op.payment_id === (request.payment_id ?? null)
    if (!same || op.target !== (request.target ?? null) || op.medusa_ref === null || isForeign(op)) continue
    if (op.state !== "done" && op.state !== "not_done") continue
    if (op.medusa_ref === request.medusa_ref) return op
    if (await isForgotten(ports, op, request.bookingOf)) return op
  }
  return null
}

/**
 * Ties an operation of which Medusa has forgotten to the row of its retry.
 *
 * @throws OperationError operation_busy when the job has written it into Medusa's books meanwhile: a second row is no second refund
 */
export async function adopt(ports: OperationPorts, op: OperationRow, medusaRef: string): Promise<void> {
  if (!(await ports.ledger.bookAs(op.id, medusaRef, op.medusa_ref))) throw new OperationError("operation_busy")
}

/**
 * Whether Medusa has forgotten an operation: it took the row back because the call failed, or the process died
 * before the order's transaction was written. While a living process may still be writing it, an equal
 * request has to wait: it is either that one's twin or its retry, and only time tells which.
 *
 * @throws OperationError operation_busy
 */
export async function isForgotten(ports: OperationPorts, op: OperationRow, bookingOf: BookingOf | undefined): Promise<boolean> {
  if (!bookingOf || !op.medusa_ref) return false
  const booking = await bookingOf(op.medusa_ref)
  if (booking !== "halfway") return booking === "gone"
  const age = op.sent_at ? ports.clock() - new Date(op.sent_at).getTime() : Infinity
  if (age < ports.settings.timeoutMs + BOOKING_MS) throw new OperationError("operation_busy")
  return true
}

/**
 * Refuses a person's request once when an equal one, that they saw fail, went through after all and was booked meanwhile, or
 * the same was done in Aplazame's panel and found by a job.
 *
 * @throws OperationError done_after_all, moved_at_aplazame
 */
export async function refuseWhatWentThrough(ports: OperationPorts, snapshot: CreditSnapshot, kind: Kind | "void", request: { payment_id: string | null; amount: Cents }): Promise<void> {
  const untold = wentThroughUntold(snapshot.operations, kind, request, ports.clock())
  if (untold.length === 0) return
  await ports.ledger.markTold(untold.map((op) => op.id))
  throw new OperationError(untold.some(isForeign) ? "moved_at_aplazame" : "done_after_all", { amount: sumCents(untold.map((op) => op.amount ?? ZERO)) })
}
