import type { AplazameOrder } from "../../../../aplazame"
import { isFullyRefunded } from "../../../../credit"
import type { AplazameOrderRow } from "../../../../modules/aplazame/rows"
import { subjectOf, type Subject } from "../../../../modules/aplazame/subject"
import type { FlowContext } from "../../../../workflows/flow-context"
import { customerName, orderLabels, type OrderLabel } from "../shared/order-labels"

/** What an operator can do about an order that Medusa does not have. */
type Advice = "other_store" | "not_finished" | "refused" | "replay_notification" | null

/** An order as Aplazame lists it, beside ours. Nothing of the shopper but the name: Medusa's, else Aplazame's. */
export type ListedOrder = Pick<AplazameOrder, "id" | "mid" | "status_reason" | "currency_code" | "created" | "verified" | "confirmed" | "cancelled" | "sandbox"> & {
  status: string
  total_amount: number
  name: string | null
  ours: { id: string; state: AplazameOrderRow["state"]; fully_refunded: boolean; order_id: string | null; display_id: number | null } | null
  advice: Advice
}

/** Joins a page of Aplazame's list with our rows, Medusa's orders and the carts that came to none: three queries, whatever the page holds. */
export async function listed({ aplazame, query }: FlowContext, orders: readonly AplazameOrder[]): Promise<ListedOrder[]> {
  const rows = new Map((await aplazame.orders.byMids(orders.map((order) => order.mid))).map((row) => [row.mid, row]))
  const ours = [...rows.values()]
  const named = ours.map(nameOf)
  const idsOf = (kind: Subject["kind"]): string[] => named.flatMap((one) => (one.kind === kind ? [one.id] : []))
  const [labels, carts] = await Promise.all([orderLabels(query, idsOf("order")), orderLabels(query, idsOf("cart"), "cart")])
  return orders.map((order) => toListedOrder(order, rows.get(order.mid) ?? null, new Map([...labels, ...carts])))
}

/** By what a row is named: its order, else what it was begun for. */
const nameOf = (row: AplazameOrderRow): Subject => (row.order_id === null ? subjectOf(row) : { kind: "order", id: row.order_id })

function toListedOrder(order: AplazameOrder, row: AplazameOrderRow | null, labels: ReadonlyMap<string, OrderLabel>): ListedOrder {
  const { id, mid, status_reason, currency_code, created, verified, confirmed, cancelled, sandbox, total_amount, raw_status, account } = order
  const order_id = row?.order_id ?? null
  const label = row ? labels.get(nameOf(row).id) : undefined
  return {
    ...{ id, mid, status_reason, currency_code, created, verified, confirmed, cancelled, sandbox, total_amount },
    status: raw_status,
    name: label?.customer ?? customerName(account),
    ours: row ? { id: row.id, state: row.state, fully_refunded: isFullyRefunded(cancelled ? "cancelled" : row.state, { captured: row.captured_amount, refunded: row.refunded_amount }), order_id, display_id: label?.display_id ?? null } : null,
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
