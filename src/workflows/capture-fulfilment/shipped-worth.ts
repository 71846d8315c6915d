import { z } from "zod"
import { cents, type Cents } from "../../aplazame"
import { orderWorth, toCents, type OrderView } from "../../mapping"
import { first, type Query } from "../../modules/aplazame/reading"

const count = z.coerce.number().nullish()
const schema = z.object({
  items: z.array(z.object({ id: z.string(), quantity: count, detail: z.object({ fulfilled_quantity: count, shipped_quantity: count }).nullish() }).nullable()).nullish(),
})

/** What of an order's goods counts as sent: what is in a fulfilment, or what was shipped. */
export type Sent = "fulfilled_quantity" | "shipped_quantity"

/**
 * What the goods that were sent so far are worth, with the whole shipping: the share of each line that was
 * sent, rounded once per line. When nothing is left to send it is the order's own worth, to the cent.
 */
export async function shippedWorth(query: Query, order: OrderView, counted: Sent): Promise<Cents> {
  const raw = await first(query, "order", ["items.id", "items.quantity", `items.detail.${counted}`, "total"], { id: order.id })
  const sent = new Map((schema.parse(raw ?? {}).items ?? []).flatMap((i) => (i ? [[i.id, i.detail?.[counted] ?? 0] as const] : [])))
  const lines = order.items.map((item) => {
    const quantity = Number(item.quantity)
    const share = quantity > 0 ? Math.min(sent.get(item.id) ?? 0, quantity) / quantity : 1
    return { whole: share === 1, value: share * toCents(item.total, order.currency_code) }
  })
  if (lines.every((line) => line.whole)) return orderWorth(order)
  const goods = lines.reduce((sum, line) => sum + Math.round(line.value), 0)
  const shipping = order.shipping_methods.reduce((sum, method) => sum + toCents(method.total, order.currency_code), 0)
  return cents(Math.min(goods + shipping, orderWorth(order)))
}
