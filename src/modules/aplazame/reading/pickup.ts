import { z } from "zod"
import type { CartView } from "../../../mapping"
import { first, type Query } from "./query"

const fulfilmentSet = z.object({ service_zone: z.object({ fulfillment_set: z.object({ type: z.string() }).nullish() }).nullish() })
const schema = z.object({ shipping_methods: z.array(z.object({ shipping_option: fulfilmentSet.nullish() }).nullable()).nullish() })

/**
 * Whether the shopper fetches all of the cart's goods: every shipping method is of a fulfilment set for pickup, as
 * Medusa's admin calls it. Nothing is read for a cart without a shipping method.
 */
export async function isFetched(query: Query, cart: Pick<CartView, "id" | "shipping_methods">): Promise<boolean> {
  if (cart.shipping_methods.length === 0) return false
  const raw = await first(query, "cart", ["id", "shipping_methods.shipping_option.service_zone.fulfillment_set.type"], { id: cart.id })
  const methods = (schema.parse(raw ?? {}).shipping_methods ?? []).flatMap((method) => (method ? [method] : []))
  return methods.length > 0 && methods.every(({ shipping_option }) => shipping_option?.service_zone?.fulfillment_set?.type === "pickup")
}

/** The same for an order. Its shipping methods name their options only by id. */
export async function isFetchedOrder(query: Query, { shipping_methods }: Pick<CartView, "shipping_methods">): Promise<boolean> {
  const ids = shipping_methods.map(({ shipping_option_id }) => shipping_option_id)
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (ids.length === 0 || ids.includes(null)) return false
  const { data } = await query.graph({ entity: "shipping_option", fields: ["id", "service_zone.fulfillment_set.type"], filters: { id: known } })
  return data.length === known.length && data.every((raw) => fulfilmentSet.parse(raw).service_zone?.fulfillment_set?.type === "pickup")
}
