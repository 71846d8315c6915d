import { cartById } from "../modules/aplazame/reading"
import type { AplazameOrderRow } from "../modules/aplazame/rows"
import type { FlowContext } from "./flow-context"

/**
 * The other orders of the shopper who made this one, newest first, at most `historyLimit`: whatever way Aplazame
 * gets a history, the same people's and the same orders. A guest's only if the store says so, because an e-mail
 * typed at checkout proves nothing.
 *
 * @param fields of entity `order`; the answer is as Medusa gives it
 */
export async function pastOrdersOf({ aplazame, query }: FlowContext, row: AplazameOrderRow, fields: string[]): Promise<unknown[]> {
  const { historyLimit, historyForGuests } = aplazame.settings
  const cart = await cartById(query, row.cart_id)
  if (!cart || historyLimit === 0) return []
  const filters = cart.customer?.has_account
    ? { customer_id: cart.customer.id }
    : historyForGuests && cart.email
      ? { email: cart.email }
      : null
  if (!filters) return []
  const { data } = await query.graph({
    entity: "order",
    fields,
    filters: { ...filters, is_draft_order: false, ...(row.order_id ? { id: { $ne: row.order_id } } : {}) },
    pagination: { take: historyLimit, order: { created_at: "DESC" } },
  })
  return data
}
