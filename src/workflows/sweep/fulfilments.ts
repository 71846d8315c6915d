import { z } from "zod"
import { captureRule } from "../../config/capture-rule"
import { fulfilmentKey } from "../../credit"
import { paidBefore, paysRest } from "../../modules/aplazame/operations"
import { isAllSent, paymentsOfOrder } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { inline } from "../background"
import { captureFulfilment, planPlaced } from "../capture-fulfilment"
import { kindOf, linesSchema } from "../capture-fulfilment/goods-kind"
import type { FlowContext } from "../flow-context"
import { forEachIsolated } from "./for-each-isolated"

const BATCH = 100

const date = z.union([z.string(), z.date()]).nullish()
const schema = z.object({
  id: z.string(),
  items: linesSchema,
  fulfillments: z.array(z.object({ id: z.string(), shipped_at: date, canceled_at: date, created_at: date }).nullable()).nullish(),
})

/** Whether one of these captures was never planned. */
async function isOneMissing({ aplazame }: FlowContext, keys: string[]): Promise<boolean> {
  const known = await aplazame.ledger.keysAmong(keys)
  return keys.some((key) => !known.has(key))
}

/**
 * The credits that these goods were paid with: one that began to pay a rest after they had left pays for what is sent later, unless nothing
 * is left to send. One before which nobody had paid anything pays for all, also beside a gift card.
 */
async function paidFor({ query }: FlowContext, orderId: string, credits: AplazameOrderRow[], leftAt: z.output<typeof date>): Promise<AplazameOrderRow[]> {
  const left = new Date(leftAt ?? 0)
  const paidAt = (row: AplazameOrderRow): Date => row.authorized_at ?? row.created_at
  const since = credits.filter((row) => paysRest(row) && paidAt(row) > left)
  if (since.length === 0 || (await isAllSent(query, orderId))) return credits
  const payments = await paymentsOfOrder(query, orderId)
  const isLater = (row: AplazameOrderRow): boolean => paidBefore(row) > 0 || payments.some(({ at }) => at < paidAt(row))
  return credits.filter((row) => !since.includes(row) || !isLater(row))
}

/** Goods that left, and digital ones that were placed, without their capture having been asked for: the event was lost. */
export async function sweepFulfilments(flow: FlowContext): Promise<void> {
  const { aplazame, query, container } = flow
  const { settings } = aplazame
  if (captureRule(settings, "goods") === "manual" && captureRule(settings, "digital") === "manual") return
  let after = ""
  for (;;) {
    const rows = await aplazame.orders.uncaptured(after, BATCH)
    const ids = [...new Set(rows.flatMap((row) => (row.order_id ? [row.order_id] : [])))]
    if (ids.length > 0) {
      const { data } = await query.graph({
        entity: "order",
        fields: ["id", "items.requires_shipping", "fulfillments.id", "fulfillments.shipped_at", "fulfillments.canceled_at", "fulfillments.created_at"],
        filters: { id: ids },
      })
      for (const raw of data) {
        const order = schema.parse(raw)
        const rule = captureRule(settings, kindOf(order.items))
        if (rule === "manual") continue
        if (rule === "placed") {
          const missed = rows.filter((row) => row.order_id === order.id)
          await forEachIsolated(flow, "capture of", missed, (row) => planPlaced(flow, row))
          continue
        }
        for (const f of order.fulfillments ?? []) {
          if (!f || f.canceled_at || (rule === "shipment" && !f.shipped_at)) continue
          const credits = await paidFor(flow, order.id, rows.filter((row) => row.order_id === order.id), rule === "shipment" ? f.shipped_at : f.created_at)
          if (!(await isOneMissing(flow, credits.map((row) => fulfilmentKey(f.id, row))))) continue
          await forEachIsolated(flow, "capture of", [f], ({ id }) => captureFulfilment(container, { order_id: order.id, fulfillment_id: id }, inline, credits))
        }
      }
    }
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? after
  }
}
