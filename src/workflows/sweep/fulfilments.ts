import { z } from "zod"
import { fulfilmentKey } from "../../credit"
import { captureFulfilment } from "../capture-fulfilment"
import type { FlowContext } from "../flow-context"
import { eachOnItsOwn } from "./each-on-its-own"

const BATCH = 100

const date = z.union([z.string(), z.date()]).nullish()
const schema = z.object({
  id: z.string(),
  fulfillments: z.array(z.object({ id: z.string(), shipped_at: date, canceled_at: date, created_at: date }).nullable()).nullish(),
})

/** Goods that left without their capture having been asked for: the event was lost. */
export async function sweepFulfilments(flow: FlowContext): Promise<void> {
  const { aplazame, query, container } = flow
  const { captureOn } = aplazame.settings
  if (captureOn === "manual") return
  let after = ""
  for (;;) {
    const rows = await aplazame.orders.uncaptured(after, BATCH)
    const ids = [...new Set(rows.flatMap((row) => (row.order_id ? [row.order_id] : [])))]
    if (ids.length > 0) {
      const { data } = await query.graph({
        entity: "order",
        fields: ["id", "fulfillments.id", "fulfillments.shipped_at", "fulfillments.canceled_at", "fulfillments.created_at"],
        filters: { id: ids },
      })
      for (const raw of data) {
        const order = schema.parse(raw)
        for (const f of order.fulfillments ?? []) {
          if (!f || f.canceled_at || (captureOn === "shipment" && !f.shipped_at)) continue
          if (await aplazame.ledger.byKey(fulfilmentKey(f.id))) continue
          await eachOnItsOwn(flow, "capture of", [f], ({ id }) => captureFulfilment(container, { order_id: order.id, fulfillment_id: id }))
        }
      }
    }
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? after
  }
}
