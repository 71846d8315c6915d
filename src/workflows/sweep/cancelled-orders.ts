import { z } from "zod"
import { cancelKey } from "../../modules/aplazame/operations"
import { pages } from "../../modules/aplazame/reading"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"

const WINDOW_MS = 3 * 24 * 60 * 60_000

const schema = z.object({ id: z.string() })

/** Orders cancelled in the last days whose credit is still alive: the event was lost, or Medusa swallowed an error. */
export async function sweepCancelledOrders({ aplazame, query, container }: FlowContext): Promise<void> {
  const filters = { status: "canceled", canceled_at: { $gte: new Date(Date.now() - WINDOW_MS) } }
  for await (const page of pages(query, { entity: "order", fields: ["id"], filters })) {
    const alive = await aplazame.orders.confirmedOf(page.map((raw) => schema.parse(raw).id))
    const asked = await aplazame.ledger.keysAmong(alive.map(cancelKey))
    const unasked = alive.filter((row) => !asked.has(cancelKey(row)))
    for (const id of new Set(unasked.flatMap((row) => row.order_id ?? []))) await cancelCredit(container, id)
  }
}
