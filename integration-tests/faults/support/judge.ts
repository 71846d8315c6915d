import type { ProblemKind } from "../../../src/modules/aplazame/problem-kinds"
import { creditOf, writesOrderDown } from "../../../src/credit"
import type { Credit } from "./credit"
import { sum, type Ledgers } from "./ledgers"
import type { Asked } from "./operator-asks"

/** Problems that a schedule may leave for a person; any other kind is a fault of ours. */
const EXPECTED: readonly ProblemKind[] = ["operation_refused", "operation_exhausted", "cancelled_order_credit_left", "order_above_credit", "payment_cancelled_order_alive"]

/** After the panel has moved money these may be for a person too. */
const AFTER_PANEL: readonly ProblemKind[] = ["order_refunded_not_sent", "credit_lost_after_fulfilment", "order_without_credit"]

/** What is wrong with the three ledgers of an order after everything has settled; empty when they agree to the cent. */
export function differences(credit: Credit, ledgers: Ledgers, asked: Asked): string[] {
  const found: string[] = []
  const equal = (what: string, a: number, b: number): void => void (a === b || found.push(`${what}: ${a} ≠ ${b}`))
  const { theirs, row, operations, problems, medusa, puts } = ledgers
  // The panel moved money at the very moment in which a call had no answer: a person decides, and nothing was sent since.
  if (asked.byPanel > 0 && problems.some((one) => one.kind === "operation_undecided")) return []
  const done = operations.filter((op) => op.state === "done")
  const of = (kind: string, keep: (op: (typeof done)[number]) => boolean = () => true): number =>
    sum(done.filter((op) => op.kind === kind && keep(op)).map((op) => op.amount ?? 0))

  // Ours against ours: the totals of the row are the sums of the operations that are done.
  equal("our captured / our operations", row.captured_amount, of("capture"))
  equal("our refunded / our operations", row.refunded_amount, of("refund"))
  equal("our voided / our operations", row.voided_amount, of("void") + of("cancel"))

  // Ours against theirs. Only pay later has captures there; a void can have gone out as a refund.
  const viaRefund = of("void", (op) => op.target === "refund")
  // And what the panel voided of what was captured here is a refund in Medusa.
  const viaVoid = of("refund", (op) => op.target === "void")
  equal("captured: ours / Aplazame's", of("capture", (op) => credit.product === "pay_later" || op.target !== "none"), theirs.captured)
  // A credit that the panel ended before anything was captured has nothing to book: the order has lost it.
  const endedThere = asked.byPanel > 0 && theirs.cancelled !== null && row.captured_amount === 0
  if (!endedThere) equal("refunded: ours / Aplazame's", of("refund") + viaRefund - viaVoid, theirs.refunded)
  if (!endedThere) equal("voided: ours / Aplazame's", of("void") - viaRefund + viaVoid, theirs.voided)
  if (endedThere && medusa.status !== "canceled" && problems.length === 0) found.push("the panel has ended the credit, the order lives, and nobody is told")
  if (done.some((op) => op.kind === "cancel") && theirs.cancelled === null) found.push("we hold the credit for cancelled and Aplazame does not")
  const nothingLeft = theirs.total - theirs.voided - theirs.refunded === 0
  if (theirs.cancelled !== null && !nothingLeft && !done.some((op) => op.kind === "cancel")) found.push("Aplazame holds the credit for cancelled and our ledger has no cancel")
  const told = credit.product === "pay_later" || row.captured_amount === 0 || row.voided_amount > 0 || puts.length > 0
  if (!told) found.push("captured, and Aplazame was never told by PUT")

  // Medusa against ours.
  equal("captured: Medusa's / ours", sum(medusa.captures.map((c) => c.amount)), row.captured_amount)
  equal("refunded: Medusa's / ours", sum(medusa.refunds.map((r) => r.amount)), of("refund") + of("void", (op) => op.request_amount !== null))
  const transactions = (reference: string): number => sum(medusa.transactions.filter((t) => t.reference === reference).map((t) => t.amount))
  equal("captured: Medusa's transactions / captures", transactions("capture"), sum(medusa.captures.map((c) => c.amount)))
  const creditLeft = problems.some((p) => p.kind === "cancelled_order_credit_left")
  if (!creditLeft) equal("refunded: Medusa's transactions / refunds", -transactions("refund"), sum(medusa.refunds.map((r) => r.amount)))
  const full = sum(medusa.captures.map((c) => c.amount)) >= medusa.paymentAmount
  if (full && !medusa.captured && row.captured_amount > 0) found.push("Medusa's payment is captured whole and does not look so")
  if (medusa.captured && !full) found.push("Medusa's payment looks captured and is not: it can't be captured any more")

  // A void lowers Medusa's payment, and by a credit line, once, the order that it was to pay for.
  const voids = done.filter((op) => op.kind === "void" && op.request_amount === null)
  const alive = medusa.status !== "canceled" && !done.some((op) => op.kind === "cancel")
  const voided = sum(voids.map((op) => op.amount ?? 0))
  // Where Aplazame refused the void of an order change, the PUT has taken the difference off instead.
  const edited_off = credit.total - creditOf(row, operations, null).settled.total
  if (alive && medusa.paymentAmount !== credit.total - edited_off - voided) equal("payment: Medusa's / the credit without its voids", medusa.paymentAmount, credit.total - voided)
  const byOperator = voids.filter((op) => writesOrderDown(op))
  if (new Set(medusa.voids.map((line) => line.operation)).size < medusa.voids.length) found.push("a void has two credit lines")
  const edited = operations.some((op) => op.business_key.startsWith("order-change:"))
  // With an edit of the order left open Medusa writes no credit line, and a person is told what is outstanding.
  const outstanding = problems.some((p) => p.kind === "order_above_credit")
  const lines = sum(medusa.voids.map((line) => line.amount))
  // An edit of which nobody told has lowered the order already; the operator's void then takes that off the credit too.
  const untold = Math.max(0, credit.total - medusa.worth - lines - sum(medusa.refunds.map((r) => r.amount)))
  const operatorVoided = sum(byOperator.map((op) => op.amount ?? 0))
  if (alive && !edited && !outstanding && lines + untold !== operatorVoided) equal("voided by the operator: Medusa's credit lines / ours", lines, operatorVoided)

  // What the shopper owes at Aplazame is what the payment stands for; a PUT may have brought it down to the order's worth, no further.
  const owed = theirs.total - theirs.voided + viaVoid - viaRefund
  const least = Math.min(medusa.worth, medusa.paymentAmount)
  if (alive && theirs.cancelled === null && (owed < least || owed > medusa.paymentAmount)) found.push(`Aplazame asks ${owed} of the shopper; the order is worth ${medusa.worth}, its payment ${medusa.paymentAmount}`)

  // Nothing is left open but with a person.
  const open = operations.filter((op) => ["planned", "sent", "unknown"].includes(op.state))
  if (open.length > 0 && problems.length === 0) found.push(`open without a problem: ${open.map((op) => `${op.kind} ${op.state} ${op.business_key}`).join(", ")}`)
  for (const problem of problems) if (!EXPECTED.includes(problem.kind) && !(asked.byPanel > 0 && AFTER_PANEL.includes(problem.kind))) found.push(`unexpected problem ${problem.kind} ${JSON.stringify(problem.figures)}`)
  if (medusa.status === "canceled" && theirs.cancelled === null && !nothingLeft && problems.length === 0) found.push("the order is cancelled, its credit lives, and nobody is told")
  const unpaid = medusa.status !== "canceled" && theirs.cancelled === null && row.captured_amount === 0
  if (asked.fulfilled && unpaid && problems.length === 0) found.push("goods have left, nothing was captured, and nobody is told")

  return [...found, ...asked.countDifferences(medusa, operations)]
}
