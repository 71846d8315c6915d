import type { ProblemKind } from "../../../src/modules/aplazame/problem-kinds"
import { creditOf, writesOrderDown } from "../../../src/credit"
import type { Credit } from "./credit"
import { sum, type Ledgers } from "./ledgers"
import type { Asked } from "./operator-asks"

/** Problems that a schedule may leave for a person; any other kind is a fault of ours. */
const EXPECTED: readonly ProblemKind[] = ["operation_refused", "operation_exhausted", "cancelled_order_credit_left", "order_above_credit", "payment_cancelled_order_alive"]

/** After the panel has moved money these may be for a person too. */
const AFTER_PANEL: readonly ProblemKind[] = ["order_refunded_not_sent", "credit_lost_after_fulfilment", "order_without_credit"]

/** One of the credits of an order, after everything has settled. */
export type Judged = { credit: Credit; ledgers: Ledgers; asked: Asked }

/** What is wrong with the three ledgers of an order after everything has settled; empty when they agree to the cent. */
export function differences(judged: readonly Judged[]): string[] {
  // The panel moved money at the very moment in which a call had no answer: a person decides, and nothing was sent since.
  if (judged.some(({ asked, ledgers }) => asked.byPanel > 0 && ledgers.problems.some((one) => one.kind === "operation_undecided"))) return []
  const told = judged.some(({ ledgers }) => ledgers.problems.length > 0)
  return [...judged.flatMap((one) => ofCredit(one, told, isMissed(one, judged))), ...ofOrder(judged)]
}

/** Whether the order lacks a credit that has ended: the others do not pay for all that it is worth. */
function isMissed({ ledgers }: Judged, judged: readonly Judged[]): boolean {
  const others = judged.map((one) => one.ledgers.theirs).filter((theirs) => theirs !== ledgers.theirs && theirs.cancelled === null)
  return ledgers.medusa.worth > sum(others.map((theirs) => theirs.total - theirs.voided - theirs.refunded))
}

/** What one credit shows at Aplazame, with us and in Medusa. `told`: a problem of the order is open; `missed`: its order needs it. */
function ofCredit({ credit, ledgers, asked }: Judged, told: boolean, missed: boolean): string[] {
  const found: string[] = []
  const equal = (what: string, a: number, b: number): void => void (a === b || found.push(`${what}: ${a} ≠ ${b}`))
  const { theirs, row, operations, problems, medusa, puts } = ledgers
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
  if (endedThere && medusa.status !== "canceled" && missed && !told) found.push("the panel has ended the credit, the order lives, and nobody is told")
  if (done.some((op) => op.kind === "cancel") && theirs.cancelled === null) found.push("we hold the credit for cancelled and Aplazame does not")
  const nothingLeft = theirs.total - theirs.voided - theirs.refunded === 0
  if (theirs.cancelled !== null && !nothingLeft && !done.some((op) => op.kind === "cancel")) found.push("Aplazame holds the credit for cancelled and our ledger has no cancel")
  const wasEdited = credit.product === "pay_later" || row.captured_amount === 0 || row.voided_amount > 0 || puts.length > 0
  if (!wasEdited) found.push("captured, and Aplazame was never told by PUT")

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
  // Nothing is left open but with a person.
  const open = operations.filter((op) => ["planned", "sent", "unknown"].includes(op.state))
  if (open.length > 0 && !told) found.push(`open without a problem: ${open.map((op) => `${op.kind} ${op.state} ${op.business_key}`).join(", ")}`)
  for (const problem of problems) if (!EXPECTED.includes(problem.kind) && !(asked.byPanel > 0 && AFTER_PANEL.includes(problem.kind))) found.push(`unexpected problem ${problem.kind} ${JSON.stringify(problem.figures)}`)
  if (medusa.status === "canceled" && theirs.cancelled === null && !nothingLeft && !told) found.push("the order is cancelled, its credit lives, and nobody is told")
  const unpaid = medusa.status !== "canceled" && theirs.cancelled === null && row.captured_amount === 0
  if (asked.fulfilled && unpaid && !told) found.push("goods have left, nothing was captured, and nobody is told")

  return [...found, ...asked.countDifferences(medusa, operations)]
}

/** What the credits of an order come to together, and what the order is worth. */
function ofOrder(judged: readonly Judged[]): string[] {
  const found: string[] = []
  const parts = judged.map(({ credit, ledgers: { theirs, operations, medusa, problems } }) => {
    const done = operations.filter((op) => op.state === "done")
    const moved = (kind: string, target: string): number => sum(done.filter((op) => op.kind === kind && op.target === target).map((op) => op.amount ?? 0))
    const isAlive = medusa.status !== "canceled" && !done.some((op) => op.kind === "cancel")
    return {
      total: credit.total,
      payment: medusa.paymentAmount,
      isAlive,
      asks: isAlive && theirs.cancelled === null,
      // What the shopper owes at Aplazame is what the payment stands for.
      owed: theirs.total - theirs.voided + moved("refund", "void") - moved("void", "refund"),
      refunds: sum(medusa.refunds.map((r) => r.amount)),
      operatorVoided: sum(done.filter((op) => op.kind === "void" && op.request_amount === null && writesOrderDown(op)).map((op) => op.amount ?? 0)),
      isEdited: operations.some((op) => op.business_key.startsWith("order-change:")),
      isOutstanding: problems.some((p) => p.kind === "order_above_credit"),
    }
  })
  const medusa = judged[0]?.ledgers.medusa
  if (!medusa) return ["the order has no credit"]
  const { worth, voids } = medusa

  // A void lowers, by a credit line, once, the order that it was to pay for.
  if (new Set(voids.map((line) => line.operation)).size < voids.length) found.push("a void has two credit lines")
  const lines = sum(voids.map((line) => line.amount))
  // An edit of which nobody told has lowered the order already; the operator's void then takes that off the credit too.
  const untold = Math.max(0, sum(parts.map(({ total }) => total)) - worth - lines - sum(parts.map(({ refunds }) => refunds)))
  const operatorVoided = sum(parts.map((part) => part.operatorVoided))
  // With an edit of the order left open Medusa writes no credit line, and a person is told what is outstanding.
  const isSure = parts.every((part) => part.isAlive && !part.isEdited && !part.isOutstanding)
  if (isSure && lines + untold !== operatorVoided) found.push(`voided by the operator: Medusa's credit lines / ours: ${lines} ≠ ${operatorVoided}`)

  // A PUT may have brought down what the shopper owes to the order's worth, no further.
  const asking = parts.filter(({ asks }) => asks)
  const payments = sum(asking.map(({ payment }) => payment))
  const owed = sum(asking.map((part) => part.owed))
  const least = Math.min(worth - sum(parts.filter(({ asks }) => !asks).map(({ payment }) => payment)), payments)
  const above = asking.some((part) => part.owed > part.payment)
  if (asking.length > 0 && (owed < least || above)) found.push(`Aplazame asks ${asking.map((part) => part.owed).join(" and ")} of the shopper; the order is worth ${worth}, its payments ${asking.map(({ payment }) => payment).join(" and ")}`)
  return found
}
