import { z } from "zod"
import type { CartView } from "../../../mapping"
import { first, type Query } from "./query"

const option = z.object({ service_zone: z.object({ fulfillment_set: z.object({ type: z.string() }).nullish() }).nullish() })
const schema = z.object({ shipping_methods: z.array(z.object({ shipping_option: option.nullish() }).nullable()).nullish() })

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
