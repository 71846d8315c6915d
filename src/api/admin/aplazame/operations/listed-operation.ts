import type { OperationRow } from "../../../../modules/aplazame/rows"
import { handleOf, operationActors, type Actor, type OperationHandle } from "../../../../workflows/admin-actions"
import type { FlowContext } from "../../../../workflows/flow-context"
import { orderLabels } from "../shared/order-labels"

/** A row of the ledger with the order it belongs to. Amounts are hundredths. */
export type ListedOperation = Pick<
  OperationRow,
  "id" | "kind" | "state" | "amount" | "remaining_before" | "remaining_after" | "attempts" | "next_attempt_at" | "error_code" | "error_message" | "sent_at" | "settled_at" | "created_at"
> & { order_id: string | null; display_id: number | null; mid: string | null; currency_code: string; asked_by: Actor; handle: OperationHandle }

/** Adds orders and names to a page of the ledger: a handful of queries, whatever the page holds. */
export async function listedOperations(flow: FlowContext, rows: readonly OperationRow[]): Promise<ListedOperation[]> {
  const { aplazame, query } = flow
  const ids = [...new Set(rows.map((op) => op.aplazame_order_id))]
  const [orders, actorOf] = await Promise.all([
    ids.length > 0 ? aplazame.listAplazameOrders({ id: ids }, { select: ["id", "mid", "order_id", "currency_code"], take: ids.length }) : [],
    operationActors(flow, rows),
  ])
  const labels = await orderLabels(query, orders.map((order) => order.order_id))
  const byId = new Map(orders.map((order) => [order.id, order]))
  return rows.map((op) => {
    const { id, kind, state, amount, remaining_before, remaining_after, attempts, next_attempt_at, error_code, error_message, sent_at, settled_at, created_at } = op
    const order = byId.get(op.aplazame_order_id)
    return {
      ...{ id, kind, state, amount, remaining_before, remaining_after, attempts, next_attempt_at, error_code, error_message, sent_at, settled_at, created_at },
      order_id: order?.order_id ?? null,
      display_id: labels.get(order?.order_id ?? "")?.display_id ?? null,
      mid: order?.mid ?? null,
      currency_code: order?.currency_code ?? "eur",
      asked_by: actorOf(op),
      handle: handleOf(op),
    }
  })
}
