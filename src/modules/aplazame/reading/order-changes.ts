import { z } from "zod"
import { cents, maxCents, ZERO, type Cents } from "../../../aplazame"
import { LEFTOVER_AFTER_MS } from "../../../credit"
import { outstandingOf } from "./orders"
import type { Query } from "./query"

const changes = z.array(z.object({ id: z.string(), change_type: z.string().nullish(), created_at: z.coerce.date() }))

export type OpenChange = z.output<typeof changes>[number]

/** The changes of an order that somebody has begun: an edit, a transfer, a return, a claim or an exchange, or a credit line of this moment. */
export async function openChanges(query: Query, orderId: string): Promise<OpenChange[]> {
  const { data } = await query.graph({ entity: "order_change", fields: ["id", "change_type", "created_at"], filters: { order_id: orderId, status: ["pending", "requested"] } })
  return changes.parse(data)
}

/** A credit line's change lives as long as one workflow; an old one belongs to nobody any more, and nothing of it was applied. */
export const isLeft = ({ change_type, created_at }: OpenChange): boolean => change_type === "credit_line" && created_at.getTime() <= Date.now() - LEFTOVER_AFTER_MS

/** Whether an order is being changed: nothing can be written on it. What a process left that died does not count. */
export const isOrderChangeOpen = async (query: Query, orderId: string): Promise<boolean> => (await openChanges(query, orderId)).some((change) => !isLeft(change))

/**
 * The most that can be refunded of an order while it is being changed: what Medusa owes its shopper. For more, Medusa writes a
 * credit line, which it refuses then, after the money has gone back. Null while nobody changes it.
 */
export async function refundableWhileChanged(query: Query, orderId: string, currencyCode: string): Promise<Cents | null> {
  if (!(await isOrderChangeOpen(query, orderId))) return null
  const { exact } = await outstandingOf(query, orderId, currencyCode)
  return maxCents(ZERO, cents(Math.floor(Number((exact * -100).toFixed(4)))))
}
