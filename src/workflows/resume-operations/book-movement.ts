import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { capturePaymentWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Cents } from "../../aplazame"
import { fromCents } from "../../mapping"
import { movementExists, paymentById, transactionExists } from "../../modules/aplazame/reading"
import type { OperationRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"

type Movement = "capture" | "refund"

/** The kind of Medusa's movement that an operation is booked as; null for what Medusa does not book. */
export function movementOf(op: OperationRow): Movement | null {
  if (!op.payment_id || !op.medusa_ref) return null
  if (op.kind === "capture") return "capture"
  // The void of an uncaptured rest can be a part of a refund that Medusa asked for.
  return op.kind === "refund" || (op.kind === "void" && op.request_amount !== null) ? "refund" : null
}

/**
 * Makes Medusa's books agree with a settled operation.
 *
 * Done at Aplazame, and Medusa forgot it (it takes its row back when a call fails) or died before its order
 * transaction: the leftover row is removed and Medusa's own workflow runs again. The provider adopts the
 * done operation, so no call goes out. Not done, and Medusa's row was left by a process that died: the row
 * is removed, or it would count against the next attempt.
 *
 * Returns true when the books agree.
 */
export async function bookMovement(flow: FlowContext, op: OperationRow): Promise<boolean> {
  const movement = movementOf(op)
  if (!movement || !op.medusa_ref || !op.payment_id) return true
  const exists = await movementExists(flow.query, movement, op.medusa_ref)
  const booked = exists && (await transactionExists(flow.query, movement, op.medusa_ref))
  if (op.state === "done" && booked) return true
  if (op.state !== "done" && booked) return false
  if (exists) await removeLeftover(flow, movement, op.medusa_ref, op.payment_id)
  if (op.state === "done") await rebook(flow, movement, op)
  return true
}

async function removeLeftover(flow: FlowContext, movement: Movement, id: string, paymentId: string): Promise<void> {
  const payments = flow.container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  if (movement === "refund") return payments.deleteRefunds([id])
  await payments.deleteCaptures([id])
  // A full capture whose row is gone must not look captured: Medusa would never call the provider again.
  const payment = await paymentById(flow.query, paymentId)
  if (!payment?.captured) return
  const uncaptured: Parameters<IPaymentModuleService["updatePayment"]>[0] & { captured_at: null } = { id: paymentId, captured_at: null }
  await payments.updatePayment(uncaptured)
}

async function rebook(flow: FlowContext, movement: Movement, op: OperationRow): Promise<void> {
  const payment = op.payment_id ? await paymentById(flow.query, op.payment_id) : null
  const asked = (op.request_amount ?? op.amount) as Cents
  if (!payment) return
  const input = { payment_id: payment.id, ...(asked === payment.amount ? {} : { amount: fromCents(asked) }) }
  if (movement === "capture") await capturePaymentWorkflow(flow.container).run({ input })
  else await refundPaymentWorkflow(flow.container).run({ input })
}
