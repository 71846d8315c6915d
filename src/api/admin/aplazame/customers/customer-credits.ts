import { z } from "@medusajs/framework/zod"
import { isFullyRefunded } from "../../../../credit"
import { isInNoRow } from "../../../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../../../modules/aplazame/rows"
import { creditAmong } from "../../../../workflows/admin-actions"
import type { FlowContext } from "../../../../workflows/flow-context"

/** Orders of a customer that are looked at, the newest first. */
const ORDERS = 200

/** The credit of an order of a customer. The amount is what was approved, in hundredths. */
export type CustomerCredit = Pick<AplazameOrderRow, "id" | "state" | "total_amount" | "currency_code" | "sandbox" | "created_at"> & { fully_refunded: boolean; order_id: string; display_id: number | null }

const order = z.object({ id: z.string(), display_id: z.number().nullish() })

/**
 * The credits of the orders that Medusa shows of a customer, the newest order first, one for each order: its orders in one
 * query and their credits in one, however many there are.
 */
export async function creditsOfCustomer({ aplazame, query }: FlowContext, customerId: string): Promise<CustomerCredit[]> {
  if (isInNoRow(customerId)) return []
  const { data } = await query.graph({ entity: "order", fields: ["id", "display_id"], filters: { customer_id: customerId }, pagination: { take: ORDERS, order: { created_at: "DESC" } } })
  const orders = data.map((raw) => order.parse(raw))
  const rows = orders.length > 0 ? await aplazame.orders.ofOrders(orders.map(({ id }) => id)) : []
  return orders.flatMap(({ id: order_id, display_id }) => {
    const row = creditAmong(rows.filter((one) => one.order_id === order_id))
    if (!row) return []
    const { id, state, total_amount, currency_code, sandbox, created_at, captured_amount: captured, refunded_amount: refunded } = row
    return [{ id, state, fully_refunded: isFullyRefunded(state, { captured, refunded }), total_amount, currency_code, sandbox, created_at, order_id, display_id: display_id ?? null }]
  })
}
