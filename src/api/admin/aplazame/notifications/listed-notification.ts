import type { NotificationRow } from "../../../../modules/aplazame/rows"
import type { FlowContext } from "../../../../workflows/flow-context"
import { orderLabels } from "../shared/order-labels"

/** A row of the inbox with the order it belongs to. Amounts are hundredths. */
export type ListedNotification = Pick<
  NotificationRow,
  "id" | "mid" | "aplazame_id" | "status" | "status_reason" | "total_amount" | "currency_code" | "sandbox" | "state" | "answer" | "reason_code" | "received_count" | "attempts" | "created_at" | "applied_at"
> & { order_id: string | null; display_id: number | null }

/** Adds orders to a page of the inbox: two queries, whatever the page holds. */
export async function listedNotifications({ aplazame, query }: FlowContext, rows: readonly NotificationRow[]): Promise<ListedNotification[]> {
  const ids = [...new Set(rows.flatMap((row) => (row.aplazame_order_id ? [row.aplazame_order_id] : [])))]
  const orders = ids.length > 0 ? await aplazame.listAplazameOrders({ id: ids }, { select: ["id", "order_id"], take: ids.length }) : []
  const orderOf = new Map(orders.map((order) => [order.id, order.order_id]))
  const labels = await orderLabels(query, [...orderOf.values()])
  return rows.map((row) => {
    const order_id = (row.aplazame_order_id && orderOf.get(row.aplazame_order_id)) || null
    const { id, mid, aplazame_id, status, status_reason, total_amount, currency_code, sandbox, state, answer, reason_code, received_count, attempts, created_at, applied_at } = row
    return {
      ...{ id, mid, aplazame_id, status, status_reason, total_amount, currency_code, sandbox, state, answer, reason_code, received_count, attempts, created_at, applied_at },
      order_id,
      display_id: labels.get(order_id ?? "")?.display_id ?? null,
    }
  })
}
