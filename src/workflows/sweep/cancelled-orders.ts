import { z } from "zod"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"

const PAGE = 100
const WINDOW_MS = 3 * 24 * 60 * 60_000

const schema = z.object({ id: z.string() })

/** Orders cancelled in the last days whose credit is still alive: the event was lost, or Medusa swallowed an error. */
export async function sweepCancelledOrders({ aplazame, query, container }: FlowContext): Promise<void> {
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { status: "canceled", canceled_at: { $gte: new Date(Date.now() - WINDOW_MS) } },
      pagination: { skip, take: PAGE, order: { id: "ASC" } },
    })
    for (const raw of data) {
      const { id } = schema.parse(raw)
      const rows = await aplazame.orders.ofOrder(id)
      const planned = await Promise.all(rows.map((row) => aplazame.ledger.byKey(`cancel:${row.id}`)))
      const unasked = rows.some((row, i) => row.state === "confirmed" && planned[i] === null)
      if (unasked) await cancelCredit(container, id)
    }
    if (data.length < PAGE) return
  }
}
