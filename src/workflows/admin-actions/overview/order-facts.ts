import { subCents, sumCents, ZERO, type Cents } from "../../../aplazame"
import { orderWorth } from "../../../mapping"
import { orderById, orderState, paymentOfSession, type OrderStateView, type PaymentView } from "../../../modules/aplazame/reading"
import { afterEdits } from "../../../modules/aplazame/operations"
import { isOpen } from "../../../modules/aplazame/operation-state"
import type { AplazameOrderRow, OperationRow } from "../../../modules/aplazame/rows"
import type { FlowContext } from "../../flow-context"

/** Everything that decides what an operator may do with an order, read from our tables and Medusa's. */
export type OrderFacts = {
  row: AplazameOrderRow
  order: OrderStateView | null
  /** What the order is worth now, after edits and returns. */
  worth: Cents
  payment: PaymentView | null
  /** What Medusa has captured and refunded on the payment. */
  medusa: { captured: Cents; refunded: Cents }
  ledger: OperationRow[]
  /** Sent and without a definite answer: nothing new may be asked until it is settled. */
  open: OperationRow[]
  historyLimit: number
}

/** The credit that pays for an order: the one that was accepted, else the newest. Null when it is not ours. */
export async function creditOfOrder({ aplazame }: FlowContext, orderId: string): Promise<AplazameOrderRow | null> {
  const rows = await aplazame.orders.ofOrder(orderId)
  return rows.find((row) => row.authorized_at !== null) ?? rows[0] ?? null
}

export async function orderFacts({ aplazame, query }: FlowContext, row: AplazameOrderRow): Promise<OrderFacts> {
  const [order, view, payment, ledger] = await Promise.all([
    row.order_id ? orderState(query, row.order_id) : null,
    row.order_id ? orderById(query, row.order_id) : null,
    paymentOfSession(query, row.payment_session_id),
    aplazame.ledger.ofOrder(row.id),
  ])
  const sum = (list: { amount: Cents }[] | undefined) => sumCents((list ?? []).map((one) => one.amount))
  return {
    row: afterEdits(row, ledger),
    order,
    worth: view ? orderWorth(view) : subCents(row.total_amount, row.voided_amount),
    payment,
    medusa: payment ? { captured: sum(payment.captures), refunded: sum(payment.refunds) } : { captured: ZERO, refunded: ZERO },
    ledger,
    open: ledger.filter((op) => op.kind !== "history" && isOpen(op.state)),
    historyLimit: aplazame.settings.historyLimit,
  }
}
