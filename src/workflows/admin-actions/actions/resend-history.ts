import { isAplazameError, withRequestId } from "../../../aplazame"
import { adminKey, historyKey } from "../../../credit"
import { refOf } from "../../../modules/aplazame/operations"
import type { AplazameOrderRow } from "../../../modules/aplazame/rows"
import type { FlowContext } from "../../flow-context"
import { historyOf, pushHistory } from "../../push-history"
import { ActionError } from "../action-error"

/**
 * Pushes a shopper's past orders again, while Aplazame still takes them. A push that is planned is
 * sent now; after one that is settled a new one is made, tried once: an operator sees it fail.
 */
export async function resendHistory(flow: FlowContext, row: AplazameOrderRow, token: string, actor: string): Promise<void> {
  const { aplazame, container } = flow
  const planned = await aplazame.ledger.byKey(historyKey(row))
  if (planned?.state !== "planned") return sendOnce(flow, row, token, actor)
  await pushHistory(container, row.id)
  const now = await aplazame.ledger.byId(planned.id)
  if (now?.state === "refused") throw new ActionError("operation_refused", { reason: now.error_message })
  if (now?.state === "planned") throw new ActionError("aplazame_unavailable")
}

async function sendOnce(flow: FlowContext, row: AplazameOrderRow, token: string, actor: string): Promise<void> {
  const { ledger, client, settings } = flow.aplazame
  const op = await ledger.plan({ aplazame_order_id: row.id, kind: "history", business_key: adminKey(token), requested_by: actor })
  const entries = await historyOf(flow, row)
  if (entries.length === 0) return void (await ledger.settle(op.id, { state: "skipped" }))
  let attempt = op.attempts
  try {
    await client.holdPlace(async () => {
      attempt = (await ledger.markSent(op.id, { remaining_before: null, leaseMs: settings.timeoutMs + 5_000, read: null })).attempts
      await withRequestId(op.id, () => client.pushHistory(refOf(row), entries))
    })
    await ledger.settle(op.id, { state: "done", attempt })
  } catch (error) {
    const note = isAplazameError(error) ? { error_code: error.code, error_message: error.message } : { error_code: "unexpected", error_message: "See the log" }
    await ledger.settle(op.id, { state: "refused", attempt, ...note })
    throw error
  }
}
