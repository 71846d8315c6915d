import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AdminActionKind } from "../../modules/aplazame/models/admin-action"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { ActionError } from "./action-error"
import { ActionStore, type AdminActionRow } from "./action-store"
import { creditOfOrder, orderFacts, overviewOf, versionOf, type Overview } from "./overview"
import { perform, type Wish } from "./perform"
import { translateError } from "./translate-error"

export type ActionRequest = Wish & {
  order_id: string
  action: AdminActionKind
  /** The `version` of the overview that the operator decided on. */
  version: string
}

/** How long a repeat of a running request waits for its answer. */
const WAIT_MS = 30_000
const LOOK_EVERY_MS = 150

/**
 * One press of a button, once: the same token again waits for the same answer and does no work, another request of the
 * same order is refused while one runs (`action_running`), and so is one whose page shows older figures.
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
  else await first(flow, store, claim.row, row, request)
  return overviewOf(flow, request.order_id)
}

async function first(flow: FlowContext, store: ActionStore, claimed: AdminActionRow, row: AplazameOrderRow, request: ActionRequest): Promise<void> {
  const since = new Date(Date.now() - 1_000)
  try {
    const facts = await orderFacts(flow, (await flow.aplazame.orders.byId(row.id)) ?? row)
    if (versionOf(facts) !== request.version) throw new ActionError("changed_meanwhile")
    await perform(flow, request.action, facts, request)
    await store.done(claimed.id)
  } catch (error) {
    const told = await translateError(flow.aplazame, row.id, since, error)
    // What was found in Aplazame's panel is shown by the page that tells of it.
    if (told.code === "moved_at_aplazame") await bookForeign(flow, row.id)
    if (told.code === "failed") flow.logger.error(`aplazame: ${request.action} of ${row.id} by an operator: ${told.message}`)
    await store.failed(claimed.id, { code: told.code, message: told.message, figures: told.figures })
    throw told
  } finally {
    emitSoon(flow)
  }
}

/** The same token: the answer that the first one got, once it has one. */
async function repeated(store: ActionStore, known: AdminActionRow, request: ActionRequest): Promise<void> {
  if (known.request !== digest(request)) throw new ActionError("token_reused")
  const end = Date.now() + WAIT_MS
  let now: AdminActionRow | null = known
  while (now?.state === "running" && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
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
