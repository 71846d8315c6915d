import { sumCents, ZERO, type Cents } from "../../../aplazame"
import type { Credit, MedusaFigures } from "../../../credit"
import { readSnapshot } from "../../../modules/aplazame/operations"
import { paymentOfCredit } from "../../../modules/aplazame/payment-of-credit"
import { orderById, orderState, refundableWhileChanged, type OrderStateView, type PaymentView } from "../../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../../modules/aplazame/rows"
import { worthOfCredit } from "../../../modules/aplazame/worth-of-credit"
import type { FlowContext } from "../../flow-context"
import { ActionError } from "../action-error"

/** Everything that decides what an operator may do with an order, read from our tables and Medusa's. */
export type OrderFacts = {
  row: AplazameOrderRow
  credit: Credit
  order: OrderStateView | null
  payment: PaymentView | null
  /** What Medusa has captured and refunded on the payment. */
  medusa: MedusaFigures
  ledger: readonly OperationRow[]
  /** The order is being edited, transferred, returned …: Medusa takes no credit line now, and no more than this can be refunded. Else null. */
  refundableWhileChanged: Cents | null
  historyLimit: number
}

/** Of the credits of an order, newest first, the one that pays for it: the one that was accepted, else the newest. */
export const creditAmong = (rows: readonly AplazameOrderRow[]): AplazameOrderRow | null => rows.find((row) => row.authorized_at !== null) ?? rows[0] ?? null

/** The credit that pays for an order; by the id of a credit that one, since an order may have several. Null when it is not ours. */
export async function creditOfOrder({ aplazame }: FlowContext, id: string): Promise<AplazameOrderRow | null> {
  return CREDIT_ID.test(id) ? aplazame.orders.byId(id) : creditAmong(await aplazame.orders.ofOrder(id))
}

const CREDIT_ID = /^aplord_\w+$/

/** The payment of an order. @throws ActionError payment_missing */
export function paymentOf({ payment }: Pick<OrderFacts, "payment">): PaymentView {
  if (!payment) throw new ActionError("payment_missing")
  return payment
}

/** Reads the facts of a credit and its order. */
export async function orderFacts({ aplazame, query }: FlowContext, found: AplazameOrderRow): Promise<OrderFacts> {
  const [order, view, payment, whileChanged] = await Promise.all([
    found.order_id ? orderState(query, found.order_id) : null,
    found.order_id ? orderById(query, found.order_id) : null,
    paymentOfCredit(aplazame, query, found),
    found.order_id ? refundableWhileChanged(query, found.order_id, found.currency_code) : null,
  ])
  const { row, credit, operations } = await readSnapshot(aplazame, found, view && (await worthOfCredit({ aplazame, query }, view, found)))
  const sum = (list: { amount: Cents }[]): Cents => sumCents(list.map((one) => one.amount))
  return {
    row,
    credit,
    order,
    payment,
    medusa: payment
      ? { authorized: payment.amount, captured: sum(payment.captures), refunded: sum(payment.refunds) }
      : { authorized: ZERO, captured: ZERO, refunded: ZERO },
    ledger: operations,
    refundableWhileChanged: whileChanged,
    historyLimit: aplazame.settings.historyLimit,
  }
}
