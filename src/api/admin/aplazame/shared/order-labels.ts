import { z } from "@medusajs/framework/zod"
import type { Query } from "../../../../modules/aplazame/reading"

const person = z.object({ first_name: z.string().nullish(), last_name: z.string().nullish() }).nullish()
const named = z.object({ id: z.string(), display_id: z.number().nullish(), customer: person, shipping_address: person })

/** How a list names one of Medusa's orders: its number, and the name on it. */
export type OrderLabel = { display_id: number | null; customer: string | null }

/** Of the orders with these ids, by id; one query, whatever a page holds. A guest's name is the delivery's. A cart that came to no order has a name too. */
export async function orderLabels(query: Query, wanted: readonly (string | null | undefined)[], entity: "order" | "cart" = "order"): Promise<ReadonlyMap<string, OrderLabel>> {
  const ids = [...new Set(wanted.filter((id): id is string => Boolean(id)))]
  if (ids.length === 0) return new Map()
  const people = ["customer", "shipping_address"].flatMap((who) => [`${who}.first_name`, `${who}.last_name`])
  const { data } = await query.graph({ entity, fields: ["id", ...(entity === "order" ? ["display_id"] : []), ...people], filters: { id: ids } })
  return new Map(
    data.map((raw) => {
      const { id, display_id, customer, shipping_address } = named.parse(raw)
      return [id, { display_id: display_id ?? null, customer: customerName(customer) ?? customerName(shipping_address) }]
    })
  )
}

/** First and last name of a person, where there are any. */
export const customerName = (who: z.infer<typeof person>): string | null => [who?.first_name, who?.last_name].filter(Boolean).join(" ") || null
