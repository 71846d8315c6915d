import type { MovementRow, OrderRow } from "../database/rows"
import { cents, type Cents } from "../money"

/** The numbers of an order that the money rules look at. */
export type Ledger = Pick<OrderRow, "product" | "status" | "total_amount" | "granted" | "voided" | "captured" | "refunded" | "confirmed" | "cancelled">

/** Thrown when an operation would leave numbers that cannot be; the call is answered 500 and nothing is kept. */
export class LedgerViolation extends Error {
  constructor(rule: string) {
    super(`ledger rule broken: ${rule}`)
    this.name = "LedgerViolation"
  }
}

/** What the buyer still owes for goods: zero means that nothing of the credit is left. */
export function outstanding(order: Ledger): Cents {
  return cents(order.total_amount - order.voided - order.refunded)
}

/** `remaining_capture_amount`: pay later only, 0 for the other products (docs: Aplazame API, captures). */
export function remainingCapture(order: Ledger): Cents {
  if (order.product !== "pay_later" || order.cancelled !== null || order.status === "ko") return cents(0)
  return cents(order.total_amount - order.voided - order.captured)
}

/** What `/refund` can still give back. Pay later refunds its captures instead. */
export function remainingRefund(order: Ledger): Cents {
  if (order.product === "pay_later" || !isLive(order)) return cents(0)
  return outstanding(order)
}

/** What `/void` can still take off: the uncaptured rest of a pay later order, the unrefunded rest of the others. */
export function remainingVoid(order: Ledger): Cents {
  if (!isLive(order)) return cents(0)
  return order.product === "pay_later" ? remainingCapture(order) : outstanding(order)
}

/** Confirmed and not cancelled: the only state in which money moves. */
export function isLive(order: Ledger): boolean {
  return order.confirmed !== null && order.cancelled === null
}

/** What is left to refund in one capture. */
export function captureRemaining(capture: MovementRow, movements: readonly MovementRow[]): Cents {
  const refunded = movements.filter((one) => one.kind === "capture_refund" && one.capture_id === capture.id)
  return cents(capture.amount - sum(refunded))
}

/** Throws a LedgerViolation when the order and its movements contradict each other or a rule. */
export function checkLedger(order: Ledger, movements: readonly MovementRow[]): void {
  const of = (kind: MovementRow["kind"]): MovementRow[] => movements.filter((one) => one.kind === kind)
  const must = (holds: boolean, rule: string): void => {
    if (!holds) throw new LedgerViolation(rule)
  }
  for (const amount of [order.total_amount, order.voided, order.captured, order.refunded]) must(Number.isSafeInteger(amount) && amount >= 0, "amounts are integers, zero or more")
  must(movements.every((one) => Number.isSafeInteger(one.amount) && one.amount > 0), "each movement is above zero")
  must(order.voided === sum(of("void")), "voided is the sum of the voids")
  must(order.captured === sum(of("capture")), "captured is the sum of the captures")
  must(order.refunded === sum(of("refund")) + sum(of("capture_refund")), "refunded is the sum of the refunds")
  must(order.voided + order.captured <= order.total_amount, "voided and captured fit in the total")
  must(order.voided + order.refunded <= order.total_amount, "voided and refunded fit in the total")
  must(order.product === "pay_later" ? of("refund").length === 0 && order.refunded <= order.captured : order.captured === 0,
    "captures, and refunds of them, belong to pay later only")
  for (const capture of of("capture")) must(captureRemaining(capture, movements) >= 0, "refunds of a capture fit in it")
  must(order.confirmed !== null || movements.length === 0, "nothing moves before confirmation")
  must((order.status === "ok") === (order.confirmed !== null), "ok means confirmed")
  must(order.granted === null || order.total_amount <= order.granted, "the total never exceeds the granted credit")
}

function sum(movements: readonly MovementRow[]): number {
  return movements.reduce((total, one) => total + one.amount, 0)
}
