import type { MedusaContainer } from "@medusajs/framework/types"
import { cancelKey, endedRefundId, refundable, retryKey } from "../../credit"
import { readSnapshot, refundCredit, withCreditLock } from "../../modules/aplazame/operations"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import type { ProblemKind } from "../../modules/aplazame/problem-kinds"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { cancelCredit, runPlannedCancel } from "../cancel-credit"
import { flowContext, type FlowContext } from "../flow-context"
import { livingOrderOf } from "../order-of-credit"
import { bookPayment } from "../resume-operations"
import { ActionError } from "./action-error"
import { translateError } from "./translate-error"

/** The problems that this ends: a credit is left, and no live order needs it. */
const ENDED_BY_IT: readonly ProblemKind[] = ["cancelled_order_credit_left", "confirmed_without_order"]

/**
 * Gives back what an order that is cancelled in Medusa still owes at Aplazame, or a credit for which no order ever came to be: the cancel again while nothing
 * was captured, else a refund of what was captured and not given back. It is a refund of its own, whatever was refunded
 * before; Medusa noted one when it cancelled, whether it went through or not, and its books are brought in line.
 * @throws ActionError
 */
export async function endCredit(container: MedusaContainer, problemId: string, token: string, actor: string): Promise<void> {
  const flow = flowContext(container)
  const [problem] = await flow.aplazame.listAplazameProblems({ id: problemId })
  if (!problem?.aplazame_order_id || !ENDED_BY_IT.includes(problem.kind)) throw new ActionError("not_found")
  const row = await flow.aplazame.orders.byId(problem.aplazame_order_id)
  if (!row) throw new ActionError("credit_not_found")
  if (await livingOrderOf(flow, row)) throw new ActionError("not_retryable")
  try {
    if (row.captured_amount === 0) await cancelAgain(flow, row, token, actor)
    else await giveBack(flow, row, token, actor)
    if (row.order_id) await cancelCredit(container, row.order_id)
  } catch (error) {
    throw await translateError(flow.aplazame, row.id, new Date(Date.now() - 1_000), error)
  }
  const left = await flow.aplazame.problems.openOfCredit(row.id)
  if (left.some((one) => one.id === problemId)) await closeIfEnded(flow, row, problem.kind)
}

async function cancelAgain(flow: FlowContext, row: AplazameOrderRow, token: string, actor: string): Promise<void> {
  const op = await flow.aplazame.ledger.plan({
    aplazame_order_id: row.id,
    kind: "cancel",
    business_key: retryKey(cancelKey(row), token),
    requested_by: actor,
  })
  await runPlannedCancel(flow, op)
  const now = await flow.aplazame.ledger.byId(op.id)
  if (now && now.state !== "done" && now.state !== "skipped") throw new ActionError("operation_refused", { reason: now.error_message })
}

async function giveBack(flow: FlowContext, row: AplazameOrderRow, token: string, actor: string): Promise<void> {
  const payment = await paymentOfCredit(flow.aplazame, flow.query, row)
  if (!payment) throw new ActionError("payment_missing")
  await withCreditLock(flow.locking, row, async () => {
    const amount = refundable((await readSnapshot(flow.aplazame, row, null)).credit)
    if (amount > 0) await refundCredit(flow.aplazame, row, { amount, refund_id: endedRefundId(row, token), payment_id: payment.id, requested_by: actor })
  })
  await bookPayment(flow, payment.id)
}

/** Nothing is left to give back: the cause is gone. */
async function closeIfEnded({ aplazame }: FlowContext, row: AplazameOrderRow, kind: ProblemKind): Promise<void> {
  const { credit } = await readSnapshot(aplazame, row, null)
  if (credit.state !== "cancelled" && refundable(credit) > 0) throw new ActionError("operation_unsettled")
  await aplazame.problems.close(kind, row.id)
}
