import { z } from "@medusajs/framework/zod"
import type { AplazameOrder } from "../../../../aplazame"
import type { AplazameOrderRow } from "../../../../modules/aplazame/rows"
import type { Query } from "../../../../modules/aplazame/reading"
import type { FlowContext } from "../../../../workflows/flow-context"

/** What an operator can do about an order that Medusa does not have. */
export type Advice = "other_store" | "not_finished" | "refused" | "replay_notification" | null

/** An order as Aplazame lists it, beside ours. Nothing of the shopper but the name. */
export type ListedOrder = Pick<AplazameOrder, "id" | "mid" | "status_reason" | "currency_code" | "created" | "verified" | "confirmed" | "cancelled" | "sandbox"> & {
  status: string
  total_amount: number
  name: string | null
  ours: { id: string; state: AplazameOrderRow["state"]; order_id: string | null; display_id: number | null } | null
  advice: Advice
}

const medusaOrder = z.object({ id: z.string(), display_id: z.number().nullish() })

/** Joins a page of Aplazame's list with our rows and Medusa's order numbers: two queries, whatever the page holds. */
export async function listed({ aplazame, query }: FlowContext, orders: readonly AplazameOrder[]): Promise<ListedOrder[]> {
  const rows = new Map((await aplazame.orders.byMids(orders.map((order) => order.mid))).map((row) => [row.mid, row]))
  const numbers = await displayIds(query, [...rows.values()].flatMap((row) => (row.order_id ? [row.order_id] : [])))
  return orders.map((order) => view(order, rows.get(order.mid) ?? null, numbers))
}

function view(order: AplazameOrder, row: AplazameOrderRow | null, numbers: ReadonlyMap<string, number>): ListedOrder {
  const { id, mid, status_reason, currency_code, created, verified, confirmed, cancelled, sandbox, total_amount, raw_status, account } = order
  const order_id = row?.order_id ?? null
  return {
    ...{ id, mid, status_reason, currency_code, created, verified, confirmed, cancelled, sandbox, total_amount },
    status: raw_status,
    name: [account?.first_name, account?.last_name].filter(Boolean).join(" ") || null,
    ours: row ? { id: row.id, state: row.state, order_id, display_id: order_id ? (numbers.get(order_id) ?? null) : null } : null,
    advice: advice(order, row),
  }
}

function advice(order: AplazameOrder, row: AplazameOrderRow | null): Advice {
  if (row?.order_id) return null
  if (!row) return "other_store"
  if (order.status === "ko" || order.cancelled) return "refused"
  const approved = order.status === "ok" || order.status_reason === "confirmation_required"
  return approved ? "replay_notification" : "not_finished"
}

async function displayIds(query: Query, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { data } = await query.graph({ entity: "order", fields: ["id", "display_id"], filters: { id: ids } })
  return new Map(data.map((raw) => medusaOrder.parse(raw)).map((order) => [order.id, order.display_id ?? 0]))
}
