import { z } from "zod"
import { addCents, cents, minCents, sumCents, type Cents } from "../../aplazame"
import { ORDER_TOTAL, orderFigures, toCents, type OrderView } from "../../mapping"
import { first, type Query } from "../../modules/aplazame/reading"

const count = z.coerce.number().nullish()
const schema = z.object({
  items: z.array(z.object({ id: z.string(), quantity: count, detail: z.object({ fulfilled_quantity: count, shipped_quantity: count }).nullish() }).nullable()).nullish(),
})

/** What of an order's goods counts as sent: what is in a fulfilment, or what was shipped. */
export type Sent = "fulfilled_quantity" | "shipped_quantity"

/**
 * What the goods that were sent so far are worth, with the whole shipping: the share of each line that was
 * sent, rounded once per line. Goods that came back were sent too: what is given back for them is a refund, not a smaller
 * capture. When nothing is left to send it is what was ordered, to the cent.
 */
export async function shippedWorth(query: Query, order: OrderView, counted: Sent): Promise<Cents> {
  const raw = await first(query, "order", ["items.id", "items.quantity", `items.detail.${counted}`, ...ORDER_TOTAL], { id: order.id })
  const sent = new Map((schema.parse(raw ?? {}).items ?? []).flatMap((i) => (i ? [[i.id, i.detail?.[counted] ?? 0] as const] : [])))
  const lines = order.items.map((item) => {
    const quantity = Number(item.quantity)
    const share = quantity > 0 ? Math.min(sent.get(item.id) ?? 0, quantity) / quantity : 1
    const worth = sumCents([item.total, item.return_received_total, item.return_dismissed_total].map((amount) => toCents(amount, order.currency_code)))
    return { whole: share === 1, value: cents(Math.round(share * worth)) }
  })
  const { beforeCreditLines: ordered } = orderFigures(order)
  if (lines.every((line) => line.whole)) return ordered
  const goods = sumCents(lines.map((line) => line.value))
  const shipping = sumCents(order.shipping_methods.map((method) => toCents(method.total, order.currency_code)))
  return minCents(addCents(goods, shipping), ordered)
}

/** Whether every line of an order is in fulfilments as a whole. */
export async function isAllSent(query: Query, orderId: string): Promise<boolean> {
  const raw = await first(query, "order", ["items.id", "items.quantity", "items.detail.fulfilled_quantity", ...ORDER_TOTAL], { id: orderId })
  return (schema.parse(raw ?? {}).items ?? []).every((item) => !item || (item.detail?.fulfilled_quantity ?? 0) >= (item.quantity ?? Infinity))
}
