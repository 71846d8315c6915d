import { cents, maxCents, ZERO, type Cents } from "../../../aplazame"
import { outstandingOf } from "./orders"
import type { Query } from "./query"

/** Whether an order is being changed, by an edit, a transfer, a return, a claim or an exchange, or a credit line of this moment: nothing can be written on it. */
export async function isOrderChangeOpen(query: Query, orderId: string): Promise<boolean> {
  const { data } = await query.graph({ entity: "order_change", fields: ["id"], filters: { order_id: orderId, status: ["pending", "requested"] } })
  return data.length > 0
}

/**
 * The most that can be refunded of an order while it is being changed: what Medusa owes its shopper. For more, Medusa writes a
 * credit line, which it refuses then, after the money has gone back. Null while nobody changes it.
 */
export async function refundableWhileChanged(query: Query, orderId: string, currencyCode: string): Promise<Cents | null> {
  if (!(await isOrderChangeOpen(query, orderId))) return null
  const { exact } = await outstandingOf(query, orderId, currencyCode)
  return maxCents(ZERO, cents(Math.floor(Number((exact * -100).toFixed(4)))))
}
