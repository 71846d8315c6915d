import { addCents, cents, maxCents, minCents, subCents, sumCents, ZERO, type Cents } from "../aplazame/cents"
import { aboveCredit, uncaptured, type Credit } from "./credit"
import { ONE_ROUNDED, TWO_ROUNDED } from "./fractions"
import { isPartOfRefund, type Operation } from "./operation"
import { isOpen } from "./operation-state"

/** A capture or refund of Medusa. */
export type Movement = { id: string; amount: Cents; created_at: Date }
/** `ours`: the plugin has written it, or has ended what the process left that wrote it, so Medusa writes nothing more of it. */
export type RefundRow = Movement & { ours: boolean }
/** An order transaction of Medusa. */
export type Transaction = { id: string; reference: string; reference_id: string; amount: Cents }

/** Medusa's books of a payment: its captures and refunds, and the order's transactions. */
export type Books = {
  id: string
  amount: Cents
  currency_code: string
  captured: boolean
  canceled: boolean
  capture: Movement[]
  refund: RefundRow[]
  collection: { id: string; status: string; amount: Cents } & Record<Kind, Cents> | null
  order: {
    id: string
    canceled: boolean
    /** The refunds that a credit line of ours names. */
    lined: ReadonlySet<string>
    transactions: Transaction[]
    /** Captures and refunds of all payments of the order, those of other providers too. */
    movements: ReadonlySet<string>
  } | null
}

export type Kind = "capture" | "refund"

/** A movement of the ledger that Medusa must show once: all parts of one refund are one. */
export type ExpectedMovement = { ref: string; amount: Cents; operations: string[] }

/** The kind of Medusa's movement that an operation is booked as; null for what Medusa does not book. */
export function movementOf(op: Operation): Kind | null {
  if (!op.payment_id || !op.medusa_ref) return null
  if (op.kind === "capture") return "capture"
  return isPartOfRefund(op) ? "refund" : null
}

/** What the ledger has as done, grouped by the capture or refund of Medusa. */
export function expectedMovements(operations: readonly Operation[], kind: Kind): ExpectedMovement[] {
  const expected = new Map<string, ExpectedMovement>()
  for (const op of operations) {
    if (op.state !== "done" || movementOf(op) !== kind || !op.medusa_ref || !op.amount) continue
    const so_far = expected.get(op.medusa_ref) ?? { ref: op.medusa_ref, amount: ZERO, operations: [] }
    expected.set(op.medusa_ref, { ref: op.medusa_ref, amount: sumCents([so_far.amount, op.amount]), operations: [...so_far.operations, op.id] })
  }
  return [...expected.values()]
}

/** A row of Medusa without an operation is left over after this long: more than a capture, refund or void takes, with all its calls, waits and bookings. */
export const LEFTOVER_AFTER_MS = 5 * 60_000

export type MovementPlan = { remove: Movement[]; create: ExpectedMovement[]; wait: boolean }

/**
 * Compares Medusa's rows with the ledger. A row without a done operation was left over by a process that died, if it is
 * older than `leftBefore`; a younger one may still be in use. A row of the wrong amount (a refund of which only a part went
 * through) is removed and created again. While a part of a refund is open, its row is not created: all parts are one row.
 * @param underWay another process may be between a row of this kind and its transaction ({@link isBeingWritten}): nothing is created
 */
export function planMovements(rows: readonly Movement[], operations: readonly Operation[], kind: Kind, leftBefore: Date, underWay = false): MovementPlan {
  const expected = expectedMovements(operations, kind)
  const open = new Set(operations.filter((op) => op.state === "planned" || isOpen(op.state)).map((op) => op.medusa_ref))
  const right = (row: Movement): boolean => expected.some((one) => one.ref === row.id && one.amount === row.amount)
  const wrong = rows.filter((row) => !right(row))
  const remove = wrong.filter((row) => row.created_at < leftBefore && !open.has(row.id))
  const standing = new Set(rows.filter((row) => !remove.includes(row)).map((row) => row.id))
  const missing = expected.filter((one) => !standing.has(one.ref))
  const create = missing.filter((one) => !underWay && !open.has(one.ref))
  return { remove, create, wait: remove.length < wrong.length || create.length < missing.length }
}

/**
 * Whether a capture or refund of Medusa's may be under way: a young row without its transaction. When it ends, Medusa writes a
 * transaction with the amount of that request for every row that has none, so none of ours may stand beside it.
 */
export const isBeingWritten = ({ order, ...books }: Books, kind: Kind, leftBefore: Date): boolean =>
  order !== null && books[kind].some((row) => row.created_at >= leftBefore && !order.transactions.some((t) => t.reference === kind && t.reference_id === row.id))

export type TransactionPlan = { remove: Transaction[]; add: { reference_id: string; amount: Cents }[]; wait: boolean }

/**
 * Each capture and refund has one order transaction, of its own amount. Medusa writes wrong ones: one for every row that
 * exists at that moment, also a leftover one, with the amount of the request that went through; and, when an order is
 * cancelled, one for the payment whether its refund went through or not.
 */
export function planTransactions(books: Books, kind: Kind, leftBefore: Date): TransactionPlan {
  const sign = kind === "capture" ? 1 : -1
  const rows = books[kind]
  const kept = new Set<string>()
  const add: TransactionPlan["add"] = []
  const all = (books.order?.transactions ?? []).filter((t) => t.reference === kind && belongsToPayment(books, kind, t.reference_id))
  let wait = false
  for (const row of rows) {
    const found = all.find((t) => t.reference_id === row.id && t.amount === sign * row.amount)
    if (found) kept.add(found.id)
    // Another process may be about to write it.
    else if (row.created_at >= leftBefore) wait = true
    else add.push({ reference_id: row.id, amount: cents(sign * row.amount) })
  }
  return { remove: wait ? [] : all.filter((t) => !kept.has(t.id)), add: wait ? [] : add, wait }
}

const ROW_PREFIX: Record<Kind, string> = { capture: "capt_", refund: "ref_" }

/** Of this payment, or of a removed row; not of another payment of the order, and not written by a store's own code. */
function belongsToPayment(books: Books, kind: Kind, reference: string): boolean {
  if (reference === books.id || books[kind].some((row) => row.id === reference)) return true
  return reference.startsWith(ROW_PREFIX[kind]) && !books.order?.movements.has(reference)
}

/** What was captured or refunded, by Medusa's rows. */
export const totalOf = (rows: readonly Movement[]): Cents => sumCents(rows.map((row) => row.amount))

/**
 * Whether what Medusa keeps beside its rows is not what they say: a process has died in between, or a void during a capture
 * has lowered the payment after Medusa had compared the two. Medusa's own sums may have fractions of a cent.
 */
export function looksWrong(books: Books, kind: Kind): boolean {
  const sum = totalOf(books[kind])
  const kept = books.collection?.[kind] ?? sum
  return isFull(books) !== books.captured || Math.abs(subCents(kept, sum)) > ONE_ROUNDED
}

export const isFull = (books: Books): boolean => totalOf(books.capture) > 0 && totalOf(books.capture) >= books.amount

/**
 * The refunds that still need the credit line which Medusa's own refund writes. Which line stands for which refund is read
 * from its tie, never from sums: the order may have lines of anybody's. Medusa writes one for each refund that it ends, and
 * names no refund in it; so only a refund is asked about that the plugin has written or ended, until it was seen to be booked.
 */
export function unlinedRefunds({ refund, order }: Books, operations: readonly Operation[]): RefundRow[] {
  if (!order || order.canceled) return []
  const booked = new Set(operations.filter((op) => op.booked_at !== null).map((op) => op.medusa_ref))
  const due = new Set(expectedMovements(operations, "refund").map((one) => one.ref).filter((ref) => !booked.has(ref)))
  return refund.filter((row) => row.ours && due.has(row.id) && !order.lined.has(row.id))
}

/**
 * What is unpaid on an order and will never be captured because of this void, which is done. An order that was worth
 * less than its credit anyway loses nothing by it.
 * @param unpaid the order's total less what was paid and what other payments hold of it, which needs no credit
 */
export function orphanedBy(credit: Credit, amount: Cents, unpaid: Cents): Cents {
  const left = uncaptured(credit)
  const orphaned = (carried: Cents): Cents => maxCents(subCents(unpaid, carried), ZERO)
  return minCents(amount, subCents(orphaned(left), orphaned(addCents(left, amount))))
}

/**
 * What nobody pays for yet of an order's worth above its credit. So much of it as is unpaid, which is reckoned from Medusa's figures and
 * has their fractions of a cent; a cent is nothing, as it is for Medusa.
 * @param unpaid as in {@link orphanedBy}
 */
export function outstandingAbove(credit: Credit, unpaid: Cents): Cents {
  const [above, left] = [aboveCredit(credit), subCents(unpaid, uncaptured(credit))]
  if (left <= ONE_ROUNDED) return ZERO
  return addCents(left, TWO_ROUNDED) >= above ? above : left
}
