import { historyKey } from "../../credit"
import { refOf } from "../../modules/aplazame/operations"
import type { FlowContext } from "../flow-context"
import { takeOverFinal } from "../settle-notification/settle"
import { eachOnItsOwn } from "./each-on-its-own"

const BATCH = 50
const HISTORY_WINDOW_MS = 2 * 60 * 60_000
/** Aplazame repeats its notifications; only when it has long been silent do we ask. */
const SILENCE_MS = 5 * 60_000

/** Plans histories that were never planned, and asks about orders whose final word may have been lost. */
export async function sweepCheckouts(flow: FlowContext): Promise<void> {
  const { aplazame } = flow
  if (aplazame.settings.historyLimit > 0) {
    for (const row of await aplazame.orders.withoutHistory(new Date(Date.now() - HISTORY_WINDOW_MS), BATCH)) {
      await aplazame.ledger.plan({ aplazame_order_id: row.id, kind: "history", business_key: historyKey(row), requested_by: "sweep" })
    }
  }
  const silent = await aplazame.orders.waiting(new Date(Date.now() - SILENCE_MS), BATCH)
  await eachOnItsOwn(flow, "final word of", silent, async (row) => {
    const remote = await aplazame.client.retrieveOrder(refOf(row))
    await flow.locking.execute([`aplazame:checkout:${row.cart_id}`], () => takeOverFinal(flow, row, remote), { timeout: 30 })
  })
}
