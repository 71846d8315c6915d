import type { HistoryEntry } from "../../aplazame"
import { isAplazameError } from "../../aplazame"
import { parsePastOrderView, pastOrdersToHistory, PAST_ORDER_FIELDS } from "../../mapping"
import { refOf } from "../../modules/aplazame/operations"
import { cartById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { pushHistory } from "../push-history"
import { ActionError } from "./action-error"

/**
 * Pushes a shopper's past orders again, while Aplazame still takes them. The push that waits for its turn is
 * sent now; after one that is settled a new one is made, tried once: an operator sees it fail.
 */
export async function resendHistory(flow: FlowContext, row: AplazameOrderRow, token: string, actor: string): Promise<void> {
  const { aplazame, container } = flow
  const planned = await aplazame.ledger.byKey(`history:${row.id}`)
  if (planned?.state !== "planned") return sendOnce(flow, row, token, actor)
  await pushHistory(container, row.id)
  const now = await aplazame.ledger.byId(planned.id)
  if (now?.state === "refused") throw new ActionError("operation_refused", { reason: now.error_message })
  if (now?.state === "planned") throw new ActionError("aplazame_unavailable")
}

async function sendOnce(flow: FlowContext, row: AplazameOrderRow, token: string, actor: string): Promise<void> {
  const { ledger, client, settings } = flow.aplazame
  const op = await ledger.plan({ aplazame_order_id: row.id, kind: "history", business_key: `admin:${token}`, requested_by: actor })
  const entries = await pastOrders(flow, row)
  if (entries.length === 0) return void (await ledger.settle(op.id, { state: "skipped" }))
  await ledger.markSent(op.id, { remaining_before: null, leaseMs: settings.timeoutMs + 5_000 })
  try {
    await client.pushHistory(refOf(row), entries)
    await ledger.settle(op.id, { state: "done" })
  } catch (error) {
    const note = isAplazameError(error) ? { error_code: error.code, error_message: error.message } : { error_code: "unexpected", error_message: "See the log" }
    await ledger.settle(op.id, { state: "refused", ...note })
    throw error
  }
}

/** The same orders that a checkout sends: the account's, or a guest's only where the store says so. */
async function pastOrders({ aplazame, query }: FlowContext, row: AplazameOrderRow): Promise<HistoryEntry[]> {
  const { historyLimit, historyForGuests } = aplazame.settings
  const cart = await cartById(query, row.cart_id)
  const guest = historyForGuests && cart?.email ? { email: cart.email } : null
  const filters = cart?.customer?.has_account ? { customer_id: cart.customer.id } : guest
  if (!filters) return []
  const { data } = await query.graph({
    entity: "order",
    fields: PAST_ORDER_FIELDS,
    filters: { ...filters, is_draft_order: false },
    pagination: { take: historyLimit, order: { created_at: "DESC" } },
  })
  return pastOrdersToHistory(data.map(parsePastOrderView).filter((order) => order.id !== row.order_id), historyLimit)
}
