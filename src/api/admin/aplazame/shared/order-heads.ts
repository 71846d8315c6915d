import { z } from "@medusajs/framework/zod"
import type { Query } from "../../../../modules/aplazame/reading"

const person = z.object({ first_name: z.string().nullish(), last_name: z.string().nullish() }).nullish()
const named = z.object({ id: z.string(), customer: person, shipping_address: person })
const medusaOrder = named.extend({ display_id: z.number().nullish() })
const NAMES = ["customer", "shipping_address"].flatMap((who) => [`${who}.first_name`, `${who}.last_name`])

/** How a list names one of Medusa's orders: its number, and the name on it. */
export type OrderHead = { display_id: number | null; customer: string | null }

/** Of the orders with these ids, by id; one query, whatever a page holds. A guest's name is the delivery's. */
export async function orderHeads(query: Query, wanted: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, OrderHead>> {
  const ids = [...new Set(wanted.filter((id): id is string => Boolean(id)))]
  if (ids.length === 0) return new Map()
  const { data } = await query.graph({ entity: "order", fields: ["id", "display_id", ...NAMES], filters: { id: ids } })
  return new Map(
    data.map((raw) => {
      const { id, display_id, customer, shipping_address } = medusaOrder.parse(raw)
      return [id, { display_id: display_id ?? null, customer: customerName(customer) ?? customerName(shipping_address) }]
    })
  )
}

/** The names on the carts with these ids, by id: of whoever did not come to an order. */
export async function cartNames(query: Query, wanted: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(wanted)]
  if (ids.length === 0) return new Map()
  const { data } = await query.graph({ entity: "cart", fields: ["id", ...NAMES], filters: { id: ids } })
  return new Map(
    data.flatMap((raw) => {
      const { id, customer, shipping_address } = named.parse(raw)
      const name = customerName(customer) ?? customerName(shipping_address)
      return name ? [[id, name] as const] : []
    })
  )
}

/** First and last name of a person, where there are any. */
export const customerName = (who: z.infer<typeof person>): string | null => [who?.first_name, who?.last_name].filter(Boolean).join(" ") || null
