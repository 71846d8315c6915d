import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ZERO, type Cents } from "../../aplazame"
import type { AdminActionKind } from "../../modules/aplazame/models/admin-action"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { ActionError } from "./action-error"
import { actionStore } from "./action-store"
import { cancelByOperator } from "./actions/cancel-order"
import { captureByOperator } from "./actions/capture-payment"
import { refundByOperator } from "./actions/refund-payment"
import { resendHistory } from "./actions/resend-history"
import { voidCredit } from "./actions/void-credit"
import { allowedActions, creditOfOrder, orderFacts, overviewOf, versionOf, type OrderFacts, type Overview } from "./overview"
import { translateError } from "./translate-error"

/** An operator's request, as the page sends it. Amounts are hundredths. */
export type ActionRequest = {
  token: string
  actor: string
  amount?: Cents
  note?: string
  refund_reason_id?: string
  order_id: string
  action: AdminActionKind
  /** The `version` of the overview that the operator decided on. */
  version: string
}

/**
 * Runs an operator's request once. A repeat with the same token waits for the same answer and does no work. Another request for
 * the same order is refused while one runs (`action_running`), and so is a request from a page with older figures.
 *
 * @throws ActionError
 */
export async function runAction(container: MedusaContainer, request: ActionRequest): Promise<Overview> {
  const flow = flowContext(container)
  const row = await creditOfOrder(flow, request.order_id)
  if (!row) throw new ActionError("credit_not_found")
  const since = new Date(Date.now() - 1_000)
  const asked = { token: request.token, aplazame_order_id: row.id, action: request.action, request: digest(request), requested_by: request.actor }
  try {
    await actionStore(flow).once(asked, () => act(flow, row, request), (error) => toldOf(flow, row, since, error))
  } finally {
    emitSoon(flow)
  }
  return overviewOf(flow, request.order_id)
}

async function act(flow: FlowContext, row: AplazameOrderRow, request: ActionRequest): Promise<void> {
  const facts = await orderFacts(flow, (await flow.aplazame.orders.byId(row.id)) ?? row)
  if (versionOf(facts) !== request.version) throw new ActionError("changed_meanwhile")
  await perform(flow, facts, request)
}

async function toldOf(flow: FlowContext, row: AplazameOrderRow, since: Date, error: unknown): Promise<ActionError> {
  const failure = await translateError(flow.aplazame, row.id, since, error)
  // The page that shows this error also shows the foreign movement.
  if (failure.code === "moved_at_aplazame") await bookForeign(flow, row.id)
  return failure
}

/**
 * Runs the action by the workflow that Medusa's own button runs, so that Medusa's payment, order totals and events are the
 * same for both buttons.
 * @throws ActionError, or the workflow's error
 */
async function perform(flow: FlowContext, facts: OrderFacts, request: ActionRequest): Promise<void> {
  const { action, actor, token } = request
  const amount = checkedAmount(action, facts, request.amount)
  switch (action) {
    case "capture":
      return captureByOperator(flow, facts, amount, actor)
    case "refund":
      return refundByOperator(flow, facts, amount, request)
    case "void":
      return voidCredit(flow, facts, amount, request)
    case "cancel":
      return cancelByOperator(flow, facts, actor)
    case "history":
      return resendHistory(flow, facts.row, token, actor)
  }
}

/** The amount of the action; refuses what the figures rule out, before anything is written or sent. */
function checkedAmount(action: AdminActionKind, facts: OrderFacts, asked: Cents | undefined): Cents {
  const { allowed, reason, max, whole } = allowedActions(facts)[action]
  if (!allowed) throw new ActionError(reason ?? "failed")
  const amount = asked ?? max ?? ZERO
  if (max === null) return amount
  if (amount > max) throw new ActionError(action === "capture" ? "amount_above_order" : "amount_above_remaining", { amount, remaining: max, expected: max })
  if (whole && amount !== max) throw new ActionError("partial_capture_not_supported", { amount, expected: max })
  return amount
}

function digest({ order_id, action, amount, note, refund_reason_id }: ActionRequest): string {
  const asked = JSON.stringify([order_id, action, amount ?? null, note ?? null, refund_reason_id ?? null])
  return createHash("sha256").update(asked).digest("base64url")
}
