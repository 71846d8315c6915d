import { z } from "zod"
import { changeKey } from "../../modules/aplazame/operations"
import { orderState, pages } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { settleOrderChange } from "../order-change"

const WINDOW_MS = 3 * 24 * 60 * 60_000

const schema = z.object({ order_id: z.string() })

/** Orders that were changed in the last days and of which the credit was not told: the event was lost. */
export async function sweepOrderChanges({ aplazame, query, container }: FlowContext): Promise<void> {
  const seen = new Set<string>()
  const filters = { status: "confirmed", confirmed_at: { $gte: new Date(Date.now() - WINDOW_MS) } }
  for await (const page of pages(query, { entity: "order_change", fields: ["id", "order_id"], filters })) {
    for (const raw of page) {
      const { order_id } = schema.parse(raw)
      if (seen.has(order_id)) continue
      seen.add(order_id)
      const alive = (await aplazame.orders.ofOrder(order_id)).some((row) => row.state === "confirmed")
      const state = alive ? await orderState(query, order_id) : null
      if (!state || state.status === "canceled" || (await aplazame.ledger.byKey(changeKey(order_id, state.version)))) continue
      await settleOrderChange(container, order_id)
    }
  }
}
