import type { MedusaContainer } from "@medusajs/framework/types"
import { isAplazameError, isPassing, withRequestId, type HistoryEntry } from "../aplazame"
import { parsePastOrderView, pastOrdersToHistory, PAST_ORDER_FIELDS } from "../mapping"
import { giveUpAfterMs, historyKey, isPastGiveUpTime, mayStillPay, nextTry } from "../credit"
import { refOf } from "../modules/aplazame/operations"
import type { AplazameOrderRow, OperationRow } from "../modules/aplazame/rows"
import type { AplazameModuleService } from "../modules/aplazame/service"
import { OperationBusyError } from "../modules/aplazame/stores"
import { flowContext, type FlowContext } from "./flow-context"
import { pastOrdersOf } from "./past-orders"

/**
 * Sends the shopper's past orders with the checkout, once, before it is confirmed. The shopper never waits for it: a failure
 * stays in the ledger.
 *
 * If the process dies in the call, it is sent again: Aplazame replaces or ignores the history, and no money moves.
 */
export async function pushHistory(container: MedusaContainer, aplazameOrderId: string): Promise<void> {
  const flow = flowContext(container)
  const { aplazame } = flow
  const row = await aplazame.orders.byId(aplazameOrderId)
  const op = row && (await aplazame.ledger.byKey(historyKey(row)))
  if (!row || !op || op.state !== "planned") return
  const entries = mayStillPay(row.state) ? await historyOf(flow, row) : []
  if (entries.length === 0) {
    await aplazame.ledger.settle(op.id, { state: "skipped" })
    return
  }
  await sendHistory(flow, row, op, entries)
}

async function sendHistory({ aplazame, logger }: FlowContext, row: AplazameOrderRow, op: OperationRow, entries: HistoryEntry[]): Promise<void> {
  // As it stands; as it was marked, once it was.
  const now: { op: OperationRow | null } = { op }
  try {
    await aplazame.client.holdPlace(async () => {
      now.op = await claim(aplazame, op)
      if (now.op) await withRequestId(op.id, () => aplazame.client.pushHistory(refOf(row), entries))
    })
    if (now.op) await aplazame.ledger.settle(op.id, { state: "done", attempt: now.op.attempts })
  } catch (error) {
    const sent = now.op
    if (!sent || !isAplazameError(error)) throw error
    logger.warn(`aplazame: history of ${row.id}: ${error.message}`)
    const final = error.effect === "none" && !isPassing(error.kind)
    if (final || isPastGiveUpTime(sent.failing_since, aplazame.clock(), giveUpAfterMs(aplazame.settings))) {
      await aplazame.ledger.settle(op.id, { state: "refused", attempt: sent.attempts, error_code: error.code, error_message: error.message })
      return
    }
    await aplazame.ledger.postpone(op.id, nextTry(sent.attempts, aplazame.clock()), { code: error.code, message: error.message }, sent.attempts)
  }
}

/** Null when another process is sending it. */
async function claim(aplazame: AplazameModuleService, op: OperationRow): Promise<OperationRow | null> {
  try {
    return await aplazame.ledger.markSent(op.id, { remaining_before: null, leaseMs: aplazame.settings.timeoutMs + 5_000, read: null })
  } catch (error) {
    if (error instanceof OperationBusyError) return null
    throw error
  }
}

/** Past orders of the cart's customer, newest first, in the language of the checkout; of a guest only if the store says so. */
export async function historyOf(flow: FlowContext, row: AplazameOrderRow): Promise<HistoryEntry[]> {
  const past = await pastOrdersOf(flow, row, PAST_ORDER_FIELDS)
  const { historyLimit, language } = flow.aplazame.settings
  return pastOrdersToHistory(past.map(parsePastOrderView), historyLimit, row.language ?? language)
}
