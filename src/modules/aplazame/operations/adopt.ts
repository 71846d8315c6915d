import { sumCents, ZERO, type Cents } from "../../../aplazame"
import { completedLately, isForeign, isUnnoticed, movementOf, type Figure, type Kind, type OperationKind } from "../../../credit"
import type { OperationRow } from "../rows"
import type { Booking } from "../reading"
import type { OperationPorts } from "./operation-ports"
import { OperationError } from "./operation-error"
import type { CreditSnapshot } from "./credit-snapshot"

/** Says whether Medusa still has the capture or refund that an earlier operation was booked as. */
export type BookingOf = (medusaRef: string) => Promise<Booking>

/** One money call, as asked for by Medusa, an operator or the plugin itself. */
export type MoneyRequest = {
  kind: Exclude<OperationKind, "history">
  amount: Cents
  /** Aplazame's capture that a refund goes to, or one of the marks of `credit/operation.ts`. */
  target?: string | null
  /** Unique key of a new row; a row that exists under it is continued. */
  key: string
  payment_id?: string | null
  /** Medusa's capture or refund that asked; a new one for every retry. */
  medusa_ref?: string | null
  /** The whole that Medusa asked for, when this is a part of it. */
  request_amount?: Cents | null
  /** See `Operation.for_returns`. */
  for_returns?: Cents
  requested_by?: string | null
  bookingOf?: BookingOf
  /**
   * What `readFigure` returns, where this request has read it already and made no call since that changes it.
   * It saves a call; without it the figure is read here.
   */
  read?: Figure | null
  /** The product is known to have captures, or known not to: it says which figure Aplazame should show. */
  payLater: boolean
  /** Aplazame's figures were compared with the ledger for this request already. */
  compared?: boolean
}

/** How long after a call a running process may still write its order transaction. */
const BOOKING_MS = 60_000

/**
 * The earlier operation that this request retries: same payment, kind, amount and target, and no longer booked in Medusa. Two
 * equal refunds that were both intended are both booked, so neither is adopted. A foreign movement is no request of ours.
 *
 * @throws OperationError operation_busy while it is too early to know
 */
export async function adoptable(ports: OperationPorts, snapshot: CreditSnapshot, request: MoneyRequest): Promise<OperationRow | null> {
  for (const op of snapshot.operations) {
    const same = op.kind === request.kind && op.amount === request.amount && op.payment_id === (request.payment_id ?? null)
    if (!same || op.target !== (request.target ?? null) || op.medusa_ref === null || isForeign(op)) continue
    if (op.state !== "done" && op.state !== "not_done") continue
    if (op.medusa_ref === request.medusa_ref) return op
    if (await hasLostBooking(ports, snapshot, op, request.bookingOf)) return op
  }
  return null
}

/**
 * Ties the operations of a request whose row Medusa removed to the row of its retry.
 *
 * @throws OperationError operation_busy when the job has booked it in Medusa meanwhile: a second row would be no second refund
 */
export async function adopt(ports: OperationPorts, parts: readonly [OperationRow, ...OperationRow[]], medusaRef: string): Promise<void> {
  const ids = parts.map((op) => op.id)
  if (!(await ports.bookings.bookAs(ids, medusaRef, parts[0].medusa_ref))) throw new OperationError("operation_busy")
}

/** Ties an operation that is done to the request that retries it. @throws OperationError operation_busy */
export async function adoptOne(ports: OperationPorts, earlier: OperationRow, { medusa_ref }: MoneyRequest): Promise<OperationRow> {
  if (medusa_ref) await adopt(ports, [earlier], medusa_ref)
  return earlier
}

/**
 * Whether Medusa no longer has the booking of an operation: it removed the row because the call failed, or the process died
 * before the order transaction was written. While a running process may still write it, an equal request must wait: it is
 * either a duplicate or a retry, and only time shows which.
 *
 * @throws OperationError operation_busy
 */
export async function hasLostBooking(ports: OperationPorts, { now }: CreditSnapshot, op: OperationRow, bookingOf: BookingOf | undefined): Promise<boolean> {
  if (!bookingOf || !op.medusa_ref) return false
  const booking = await bookingOf(op.medusa_ref)
  if (booking !== "halfway") return booking === "gone"
  const age = op.sent_at ? now - new Date(op.sent_at).getTime() : Infinity
  if (age < ports.settings.timeoutMs + BOOKING_MS) throw new OperationError("operation_busy")
  return true
}

/** How long after a call has ended a running process writes it into Medusa's books. */
const WRITES_WITHIN_MS = 15_000

/**
 * Whether an operation is done and nobody was told: Medusa has removed its row (a later part of the request failed, or Medusa did
 * after the call), or the process died before it wrote the books.
 *
 * @throws OperationError operation_busy while a running process may still write them: then it is too early to know
 */
async function isLost(op: OperationRow, bookingOf: BookingOf | undefined, now: number): Promise<boolean> {
  if (op.untold_since !== null || op.booked_at !== null || isForeign(op)) return false
  const ended = now - new Date(op.settled_at ?? op.updated_at).getTime() >= WRITES_WITHIN_MS
  const booking = op.medusa_ref === null ? "halfway" : ((await bookingOf?.(op.medusa_ref)) ?? "booked")
  if (booking === "halfway" && !ended) throw new OperationError("operation_busy")
  return booking !== "booked"
}

/**
 * Marks operations as told by the answer that is on its way. A process that dies before it is given leaves them untold, so that
 * the next request is refused once more.
 */
export async function markTold(ports: Pick<OperationPorts, "ledger" | "afterAnswer">, ids: readonly string[]): Promise<void> {
  await ports.ledger.markTelling(ids)
  ports.afterAnswer(() => ports.ledger.markNoticed(ids))
}

/**
 * Refuses a person's request once, when a request that they saw fail has gone through after all, or when a foreign movement did
 * the same and a job found it. An equal request of Medusa's that is not in its books is a retry, which adopts the operation.
 *
 * @throws OperationError done_after_all, moved_at_aplazame
 */
export async function refuseAlreadyCompleted(
  ports: OperationPorts,
  snapshot: CreditSnapshot,
  kind: Kind | "void",
  request: { payment_id: string | null; amount: Cents; bookingOf?: BookingOf }
): Promise<void> {
  const unnoticed: OperationRow[] = []
  for (const op of completedLately(snapshot.operations, kind, request, snapshot.now)) {
    const isEqual = movementOf(op) === kind && (op.request_amount ?? op.amount) === request.amount && !isForeign(op)
    if (isEqual && (await hasLostBooking(ports, snapshot, op, request.bookingOf))) continue
    if (isUnnoticed(op, snapshot.now) || (await isLost(op, request.bookingOf, snapshot.now))) unnoticed.push(op)
  }
  if (unnoticed.length === 0) return
  await markTold(ports, unnoticed.map((op) => op.id))
  throw new OperationError(unnoticed.some(isForeign) ? "moved_at_aplazame" : "done_after_all", { amount: sumCents(unnoticed.map((op) => op.amount ?? ZERO)) })
}
