import { z } from "zod"
import { pages } from "../../modules/aplazame/reading"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"

const WINDOW_MS = 3 * 24 * 60 * 60_000

const schema = z.object({ id: z.string() })

/** Orders cancelled in the last days whose credit is still alive: the event was lost, or Medusa swallowed an error. */
export async function sweepCancelledOrders({ aplazame, query, container }: FlowContext): Promise<void> {
  const filters = { status: "canceled", canceled_at: { $gte: new Date(Date.now() - WINDOW_MS) } }
  for await (const page of pages(query, { entity: "order", fields: ["id"], filters })) {
    for (const raw of page) {
      const { id } = schema.parse(raw)
      const rows = await aplazame.orders.ofOrder(id)
      const planned = await Promise.all(rows.map((row) => aplazame.ledger.byKey(`cancel:${row.id}`)))
      const unasked = rows.some((row, i) => row.state === "confirmed" && planned[i] === null)
      if (unasked) await cancelCredit(container, id)
    }
  }
}
