import type { Query } from "../../modules/aplazame/reading"
import type { Shopper } from "../cart-shopper"

/** Guest, new (an account without orders), or existing customer, in Aplazame's letters. */
export async function customerType(query: Query, { accountId }: Shopper): Promise<"g" | "n" | "e"> {
  if (accountId === null) return "g"
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { customer_id: accountId },
    pagination: { take: 1 },
  })
  return data.length > 0 ? "e" : "n"
}
