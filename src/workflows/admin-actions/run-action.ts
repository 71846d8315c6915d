import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ZERO, type Cents } from "../../aplazame"
import type { AdminActionKind } from "../../modules/aplazame/models/admin-action"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { ActionError } from "./action-error"
import { ActionStore, type AdminActionRow } from "./action-store"
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

/** How long a repeat of a running request waits for its answer. */
const REPEAT_WAITS_MS = 30_000
const READ_EVERY_MS = 150

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
  const store = new ActionStore(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
  const claim = await store.claim({
    token: request.token,
    aplazame_order_id: row.id,
    action: request.action,
    request: digest(request),
    requested_by: request.actor,
  })
  if (claim.kind === "busy") throw new ActionError("action_running")
  if (claim.kind === "known") await repeated(store, claim.row, request)
  else await runOnce(flow, store, claim.row, row, request)
  return overviewOf(flow, request.order_id)
}

async function runOnce(flow: FlowContext, store: ActionStore, claimed: AdminActionRow, row: AplazameOrderRow, request: ActionRequest): Promise<void> {
  const since = new Date(Date.now() - 1_000)
  try {
    const facts = await orderFacts(flow, (await flow.aplazame.orders.byId(row.id)) ?? row)
    if (versionOf(facts) !== request.version) throw new ActionError("changed_meanwhile")
    await perform(flow, facts, request)
    await store.done(claimed.id)
  } catch (error) {
    const failure = await translateError(flow.aplazame, row.id, since, error)
    // The page that shows this error also shows the foreign movement.
    if (failure.code === "moved_at_aplazame") await bookForeign(flow, row.id)
    if (failure.code === "failed") flow.logger.error(`aplazame: ${request.action} of ${row.id} by an operator: ${failure.message}`)
    await store.failed(claimed.id, { code: failure.code, message: failure.message, figures: failure.figures })
    throw failure
  } finally {
    emitSoon(flow)
  }
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

/** The same token: the answer that the first request got, once it has one. */
async function repeated(store: ActionStore, known: AdminActionRow, request: ActionRequest): Promise<void> {
  if (known.request !== digest(request)) throw new ActionError("token_reused")
  const end = Date.now() + REPEAT_WAITS_MS
  let now: AdminActionRow | null = known
  while (now?.state === "running" && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS))
    now = await store.byToken(request.token)
  }
  if (now?.state === "done") return
  if (now?.state === "failed") throw new ActionError(now.error_code ?? "failed", now.figures ?? {}, now.error_message ?? undefined)
  throw new ActionError("action_running")
}

function digest({ order_id, action, amount, note, refund_reason_id }: ActionRequest): string {
  const asked = JSON.stringify([order_id, action, amount ?? null, note ?? null, refund_reason_id ?? null])
  return createHash("sha256").update(asked).digest("base64url")
}
