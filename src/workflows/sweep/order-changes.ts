import { z } from "zod"
import { changeKey } from "../../modules/aplazame/operations"
import { orderState } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { settleOrderChange } from "../order-change"

const PAGE = 100
const WINDOW_MS = 3 * 24 * 60 * 60_000

const schema = z.object({ order_id: z.string() })

/** Orders that were changed in the last days and of which the credit was not told: the event was lost. */
export async function sweepOrderChanges({ aplazame, query, container }: FlowContext): Promise<void> {
  const seen = new Set<string>()
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "order_change",
      fields: ["id", "order_id"],
      filters: { status: "confirmed", confirmed_at: { $gte: new Date(Date.now() - WINDOW_MS) } },
      pagination: { skip, take: PAGE, order: { id: "ASC" } },
    })
    for (const raw of data) {
      const { order_id } = schema.parse(raw)
      if (seen.has(order_id)) continue
      seen.add(order_id)
      const alive = (await aplazame.orders.ofOrder(order_id)).some((row) => row.state === "confirmed")
      const state = alive ? await orderState(query, order_id) : null
      if (!state || state.status === "canceled" || (await aplazame.ledger.byKey(changeKey(order_id, state.version)))) continue
      await settleOrderChange(container, order_id)
    }
    if (data.length < PAGE) return
  }
}
