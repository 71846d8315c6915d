import { z } from "zod"
import { DAY_MS } from "../../config/durations"
import { isUnsettled, planEnd, type Credit, type Operation } from "../../credit"
import { readSnapshot } from "../../modules/aplazame/operations"
import { pages } from "../../modules/aplazame/reading"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"
import { forEachIsolated } from "./for-each-isolated"

const WINDOW_MS = 3 * DAY_MS

const schema = z.object({ id: z.string(), canceled_at: z.coerce.date().nullish() })

/**
 * Orders cancelled in the last days whose credit is still alive: the event was lost, Medusa swallowed an error, or the
 * cancel was dropped because the order's own cancellation took its time.
 */
export async function sweepCancelledOrders(flow: FlowContext): Promise<void> {
  const { aplazame, query, container } = flow
  const filters = { status: "canceled", canceled_at: { $gte: new Date(Date.now() - WINDOW_MS) } }
  for await (const page of pages(query, { entity: "order", fields: ["id", "canceled_at"], filters })) {
    const cancelledAt = new Map(page.map((raw) => schema.parse(raw)).map((order) => [order.id, order.canceled_at ?? new Date(0)]))
    const missed = new Set<string>()
    for (const row of await aplazame.orders.confirmedOf([...cancelledAt.keys()])) {
      const { credit } = await readSnapshot(aplazame, row, null)
      if (row.order_id && wasMissed(credit, cancelledAt.get(row.order_id) ?? new Date(0))) missed.add(row.order_id)
    }
    await forEachIsolated(flow, "credit of the cancelled order", missed, (id) => cancelCredit(container, id))
  }
}

/** Something of it could be ended, and since the order was cancelled nobody has been at it. */
function wasMissed(credit: Credit, cancelledAt: Date): boolean {
  const isAt = (op: Operation): boolean => isUnsettled(op.state) || (op.settled_at !== null && new Date(op.settled_at) >= cancelledAt)
  return planEnd(credit).do !== "nothing" && !credit.operations.some((op) => op.kind === "cancel" && isAt(op))
}
