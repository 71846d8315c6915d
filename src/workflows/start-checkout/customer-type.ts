import type { CartView } from "../../mapping"
import type { Query } from "../../modules/aplazame/reading"

/** Guest, new (an account without orders), or existing customer, in Aplazame's letters. */
export async function customerType(query: Query, cart: CartView): Promise<"g" | "n" | "e"> {
  if (!cart.customer?.has_account) return "g"
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { customer_id: cart.customer.id },
    pagination: { take: 1 },
  })
  return data.length > 0 ? "e" : "n"
}
