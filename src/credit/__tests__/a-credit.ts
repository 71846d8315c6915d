import { cents, ZERO } from "../../aplazame/cents"
import { creditOf, type Credit, type CreditState, type Operation, type OrderWorth, type Product, type ShownCaptures } from ".."

const DAY = Date.parse("2026-01-01T00:00:00Z")
let serial = 0

/** An operation of the ledger; each is settled a second after the one before. */
export function op(kind: Operation["kind"], amount: number | null, over: Partial<Operation> = {}): Operation {
  const at = new Date(DAY + ++serial * 1_000)
  return {
    id: `op_${serial}`,
    kind,
    state: "done",
    business_key: `key_${serial}`,
    amount: amount === null ? null : cents(amount),
    remaining_before: null,
    moved_before: null,
    target: null,
    request_amount: kind === "refund" && amount !== null ? cents(amount) : null,
    medusa_ref: null,
    payment_id: "pay_1",
    untold_since: null,
    for_returns: null,
    booked_at: null,
    sent_at: at,
    attempts: 1,
    settled_at: at,
    created_at: at,
    updated_at: at,
    ...over,
  }
}

type Given = { approved?: number; state?: CreditState; product?: Product | null; worth?: OrderWorth | null }

/** A confirmed credit of 100.00 with these operations. */
export const credit = (operations: readonly Operation[] = [], { approved = 10_000, state = "confirmed", product = "pay_later", worth = null }: Given = {}): Credit =>
  creditOf({ id: "aplord_1", state, product, total_amount: cents(approved), revision: operations.length }, operations, worth)

export const worth = (ordered: number, returned = 0, now = ordered - returned, placed: number | null = null): OrderWorth => ({
  beforeCreditLines: cents(ordered),
  afterCreditLines: cents(ordered),
  returned: cents(returned),
  byVoids: ZERO,
  now: cents(now),
  placed: placed === null ? null : cents(placed),
  others: { captured: ZERO, refunded: ZERO },
})

/** What Aplazame lists: captures of these amounts, oldest first, each with what is left of it, and what is left to capture. */
export const captures = (left: number, ...list: [amount: number, remaining: number][]): ShownCaptures => ({
  left: cents(left),
  list: list.map(([amount, remaining], i) => ({ id: `cap_${i + 1}`, amount: cents(amount), remaining: cents(remaining), created: i })),
})
