import { z } from "zod"
import { cartById, orderById, type Query } from "../modules/aplazame/reading"
import type { AplazameOrderRow } from "../modules/aplazame/rows"
import { subjectOf, type Subject } from "../modules/aplazame/subject"
import type { FlowContext } from "./flow-context"

/**
 * The other orders of the shopper of this checkout, newest first, at most `historyLimit`; the same for every way in which Aplazame
 * gets a history. A guest's orders only with `historyForGuests`, because an e-mail typed at checkout proves nothing. For the
 * same reason an account's orders are sent for that account only.
 *
 * @param fields of entity `order`; the answer is as Medusa gives it
 */
export async function pastOrdersOf({ aplazame, query }: FlowContext, row: AplazameOrderRow, fields: string[]): Promise<unknown[]> {
  const { historyLimit, historyForGuests } = aplazame.settings
  if (historyLimit === 0) return []
  const filters = row.customer_id ? { customer_id: row.customer_id } : historyForGuests ? await ofGuest(query, subjectOf(row)) : null
  if (!filters) return []
  const { data } = await query.graph({
    entity: "order",
    fields,
    filters: { ...filters, is_draft_order: false, ...(row.order_id ? { id: { $ne: row.order_id } } : {}) },
    pagination: { take: historyLimit, order: { created_at: "DESC" } },
  })
  return data
}

/** Orders made as a guest with the e-mail of the cart, or of the order: Medusa keeps guests as customers without an account. */
async function ofGuest(query: Query, { kind, id }: Subject): Promise<Record<string, unknown> | null> {
  const email = (await (kind === "cart" ? cartById(query, id) : orderById(query, id)))?.email
  if (!email) return null
  const { data } = await query.graph({ entity: "customer", fields: ["id"], filters: { email, has_account: false } })
  const guests = z.array(z.object({ id: z.string() })).parse(data)
  return guests.length > 0 ? { email, customer_id: guests.map(({ id }) => id) } : null
}
