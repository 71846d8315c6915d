import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { isAplazameError, minCents, ZERO } from "../aplazame"
import { cancelKey, cancelRestKey, hasEnded, planEnd, refundable, RECHECK_MS, type EndPlan } from "../credit"
import { settleThenReadSnapshotForCancel, cancelWholeCredit, OperationError, readConfirmedCredit, readSnapshot, voidCreditPart, withCreditLock, type CreditSnapshot } from "../modules/aplazame/operations"
import { paymentOfCredit } from "../modules/aplazame/payment-of-credit"
import { isHeld } from "../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../modules/aplazame/rows"
import { problemOfCredit } from "../modules/aplazame/stores"
import { afterFailure } from "./after-failure"
import { inline } from "./background"
import { flowContext, type FlowContext } from "./flow-context"
import { livingOrderOf } from "./order-of-credit"
import { bookForeign } from "./resume-operations/book-foreign"

/** If the order is not cancelled after this time, the planned cancel of its credit is dropped. */
const DROP_AFTER_MS = 120_000

/** Problems whose answer is the cancel of their order. */
const OF_LIVING_ORDER = ["order_refunded_not_sent", "order_below_credit"] as const

/**
 * Ends the credits of a cancelled order. The cancel is planned first, then tried at once, unless another caller (the event, the
 * job) has claimed it. After one that was skipped, because the order was still alive or Aplazame had not confirmed, a new one is
 * planned: the credit of a cancelled order always ends.
 * @param run how each is tried: the caller waits for it, or it runs in the background
 * @returns the cancels of the order, in whatever state they are now
 */
export async function cancelCredit(container: MedusaContainer, orderId: string, run = inline): Promise<OperationRow[]> {
  const flow = flowContext(container)
  const cancels: OperationRow[] = []
  for (const row of await flow.aplazame.orders.ofOrder(orderId)) {
    for (const kind of OF_LIVING_ORDER) await flow.aplazame.problems.close(kind, row.id)
    if (hasEnded(row.state)) {
      await markPaymentCancelled(flow, row)
      continue
    }
    const op = await planCancel(flow, row, "order cancelled")
    if (await flow.aplazame.ledger.claim(op.id)) await run(flow, () => runPlannedCancel(flow, op))
    cancels.push((await flow.aplazame.ledger.byId(op.id)) ?? op)
  }
  return cancels
}

/** Plans the end of a credit. */
export const planCancel = ({ aplazame }: Pick<FlowContext, "aplazame">, row: AplazameOrderRow, requestedBy: string): Promise<OperationRow> =>
  aplazame.ledger.planAgain({ aplazame_order_id: row.id, kind: "cancel", business_key: cancelKey(row), requested_by: requestedBy })

/**
 * Ends a credit whose order is cancelled in Medusa, or that pays for nothing. Not captured: it is cancelled. Captured in part:
 * Medusa refunds what was captured, and the rest is voided here. Captured: Medusa refunds it, and swallows the errors of that,
 * so what is left opens a problem. Not confirmed yet: the operation waits.
 */
export async function runPlannedCancel(flow: FlowContext, op: OperationRow): Promise<void> {
  const { aplazame, logger } = flow
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  if (!row) return
  try {
    if (await livingOrderOf(flow, row)) return await dropIfOrderAlive(flow, row, op)
    await withCreditLock(flow.locking, row, async () => endPlanned(flow, await settleThenReadSnapshotForCancel(aplazame, row, null), op))
    await markPaymentCancelled(flow, row)
  } catch (error) {
    const code = error instanceof OperationError ? error.code : isAplazameError(error) ? error.code : "failed"
    const message = error instanceof OperationError ? error.sentence("en", row.currency_code) : "The cancel failed; see the log"
    logger.warn(`aplazame: cancel of ${row.id}: ${code}`)
    if (code === "moved_at_aplazame") await bookForeign(flow, row.id)
    const figures = { total: row.total_amount, voided: row.voided_amount, code }
    await afterFailure(flow, op, { code, message }, problemOfCredit(row, "cancelled_order_credit_left", figures))
  }
}

/** Ends the credit as its state requires. An operation that sent nothing is only settled when there is nothing left to send. */
async function endPlanned(flow: FlowContext, snapshot: CreditSnapshot, op: OperationRow): Promise<void> {
  const { row } = snapshot
  const plan = planEnd(snapshot.credit)
  switch (plan.do) {
    case "nothing":
      return settleAsEnded(flow, row, op)
    case "wait":
    case "cancel":
      return cancelWhole(flow, snapshot, op)
    case "void_rest":
    case "refund":
      return endCaptured(flow, snapshot, plan, op)
  }
}

async function cancelWhole(flow: FlowContext, { row, revision }: CreditSnapshot, op: OperationRow): Promise<void> {
  const { aplazame } = flow
  const { did } = await cancelWholeCredit(aplazame, row, { key: op.business_key, payment_id: op.payment_id ?? row.payment_id, requested_by: op.requested_by, decidedOn: revision })
  switch (did) {
    case "cancelled":
      return closeProblems(flow, row)
    case "had_ended":
      return settleAsEnded(flow, row, op)
    case "not_confirmed":
      return aplazame.ledger.wait(op.id, new Date(aplazame.clock() + RECHECK_MS), { code: "credit_not_confirmed", message: "Aplazame has not confirmed this credit yet" })
  }
}

/** A captured credit can't be cancelled: voids what was never captured, and opens a problem for what was not refunded. */
async function endCaptured({ aplazame }: FlowContext, snapshot: CreditSnapshot, plan: Extract<EndPlan, { do: "void_rest" | "refund" }>, op: OperationRow): Promise<void> {
  const { row } = snapshot
  try {
    const { captures, payLater } = await readConfirmedCredit(aplazame, snapshot)
    const rest = plan.do === "void_rest" ? (payLater ? minCents(plan.amount, captures.left) : plan.amount) : ZERO
    if (rest > 0) await voidCreditPart(aplazame, row, { amount: rest, key: cancelRestKey(row), payment_id: row.payment_id, requested_by: op.requested_by, decidedOn: snapshot.revision })
  } catch (error) {
    if (!(error instanceof OperationError && error.code === "credit_cancelled")) throw error
  }
  const { credit } = await readSnapshot(aplazame, row, null)
  const { captured, givenBack } = credit.settled
  const left = refundable(credit)
  // The problem first: nobody reads a cancel that is over, and the process may die on any of these lines.
  if (credit.state === "cancelled" || left === 0) await aplazame.problems.close("cancelled_order_credit_left", row.id)
  else await aplazame.problems.open(problemOfCredit(row, "cancelled_order_credit_left", { captured, refunded: givenBack, left }))
  await aplazame.ledger.settle(op.id, { state: "skipped" })
}

/** Nothing of the credit is left: settles the operation and closes the problems. */
async function settleAsEnded(flow: FlowContext, row: AplazameOrderRow, op: OperationRow): Promise<void> {
  await closeProblems(flow, row)
  await flow.aplazame.ledger.settle(op.id, { state: "skipped" })
}

async function closeProblems({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<void> {
  await aplazame.problems.close("cancelled_order_credit_left", row.id)
  await aplazame.problems.close("confirmed_without_order", row.id)
  await aplazame.problems.close("payment_cancelled_order_alive", row.id)
}

/** The order is alive after an edit, return, claim, exchange or failed completion, or is not cancelled yet. */
async function dropIfOrderAlive({ aplazame, query }: FlowContext, row: AplazameOrderRow, op: OperationRow): Promise<void> {
  const now = aplazame.clock()
  if (now - new Date(op.created_at).getTime() < DROP_AFTER_MS) {
    await aplazame.ledger.release(op.id, new Date(now + DROP_AFTER_MS / 8))
    return
  }
  const payment = await paymentOfCredit(aplazame, query, row)
  // The problem first, as above.
  if (payment?.canceled) {
    await aplazame.problems.open(problemOfCredit(row, "payment_cancelled_order_alive", { total: row.total_amount }))
  }
  await aplazame.ledger.settle(op.id, { state: "skipped" })
}

/** Cancels Medusa's payment, which stays open when Medusa's own cancel failed. */
async function markPaymentCancelled({ aplazame, container, query }: FlowContext, row: AplazameOrderRow): Promise<void> {
  const payment = await paymentOfCredit(aplazame, query, row)
  if (payment && isHeld(payment)) await container.resolve(Modules.PAYMENT).cancelPayment(payment.id)
}
