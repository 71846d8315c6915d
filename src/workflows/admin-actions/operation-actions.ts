import type { MedusaContainer } from "@medusajs/framework/types"
import { isBackground, isOpen, isUnsettled, refundInsteadKey, retryKey } from "../../credit"
import { markTold } from "../../modules/aplazame/operations"
import type { OperationRow } from "../../modules/aplazame/rows"
import { flowContext, type FlowContext } from "../flow-context"
import { resumeOne } from "../resume-operations"
import { ActionError } from "./action-error"
import { resendHistory } from "./actions/resend-history"
import { translateError } from "./translate-error"

/** What can be done with a row of the ledger from the list: look at Aplazame now, try again, or nothing. */
export type OperationHandle = "settle" | "retry" | null

/**
 * `settle`: sent and without an answer, or waiting for its moment. `retry`: planned by the plugin itself and
 * ended without effect, given up on included. What an operator asked for and saw fail is asked for again on the order.
 */
export function handleOf(op: Pick<OperationRow, "kind" | "state" | "business_key" | "error_code">): OperationHandle {
  if (isOpen(op.state)) return "settle"
  if (op.state === "planned") return isBackground(op) ? "settle" : null
  const gaveUp = op.state === "skipped" && op.error_code !== null
  if (op.state !== "refused" && op.state !== "not_done" && !gaveUp) return null
  return isBackground(op) && op.kind !== "update" && op.kind !== "refund" ? "retry" : null
}

/**
 * Settles an operation now instead of at the job's next run: by Aplazame's figures when it was sent, by trying
 * when it was not. One that the job has settled in the meantime is answered as it is. Moves no money twice: the ledger decides.
 * The answer tells the operator what became of it, so that no later request is refused for it.
 * @throws ActionError not_retryable for what an operator asked for and is not under way
 */
export async function settleOperation(container: MedusaContainer, id: string): Promise<OperationRow> {
  return onOperation(container, id, async (flow, op) => {
    if (isUnsettled(op.state)) {
      if (handleOf(op) !== "settle") throw new ActionError("not_retryable")
      await resumeOne(flow, { ...op, lease_until: null })
    }
    await markTold(flow.aplazame, [id])
  })
}

/**
 * Asks again for what the plugin gave up on: a new row of the ledger under a key made of the old one's and
 * the page's token, so that a double click is one try.
 * @throws ActionError
 */
export async function retryOperation(container: MedusaContainer, id: string, token: string, actor: string): Promise<OperationRow> {
  return onOperation(container, id, async (flow, op) => {
    if (handleOf(op) !== "retry") throw new ActionError("not_retryable")
    const { orders, ledger, problems } = flow.aplazame
    const row = await orders.byId(op.aplazame_order_id)
    if (!row) throw new ActionError("credit_not_found")
    if (op.kind === "history") return resendHistory(flow, row, token, actor)
    const again = await ledger.plan({
      aplazame_order_id: op.aplazame_order_id,
      kind: op.kind,
      business_key: retryKey(op.business_key, token),
      requested_by: actor,
    })
    await resumeOne(flow, again)
    const now = await outcomeOf(ledger, again)
    if (now.state === "done" || now.state === "skipped") {
      await problems.close("operation_refused", op.id)
      await problems.close("operation_exhausted", op.id)
      return
    }
    throw new ActionError(now.state === "unknown" || now.state === "sent" ? "operation_unsettled" : "operation_refused", { reason: now.error_message })
  })
}

/** What became of an operation: of the refund in its place, where Aplazame refuses the void for the product. */
async function outcomeOf(ledger: FlowContext["aplazame"]["ledger"], op: OperationRow): Promise<OperationRow> {
  const now = (await ledger.byId(op.id)) ?? op
  return (now.state === "refused" ? await ledger.byKey(refundInsteadKey(now.business_key)) : null) ?? now
}

async function onOperation(container: MedusaContainer, id: string, work: (flow: FlowContext, op: OperationRow) => Promise<void>): Promise<OperationRow> {
  const flow = flowContext(container)
  const op = await flow.aplazame.ledger.byId(id)
  if (!op) throw new ActionError("not_found")
  try {
    await work(flow, op)
  } catch (error) {
    throw await translateError(flow.aplazame, op.aplazame_order_id, new Date(Date.now() - 1_000), error)
  }
  return (await flow.aplazame.ledger.byId(id)) ?? op
}
