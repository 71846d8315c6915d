import { paymentBySession, paymentById, type PaymentView, type Query } from "./reading"
import type { AplazameOrderRow } from "./rows"
import type { OrderStore } from "./stores"

type Orders = { orders: Pick<OrderStore, "update" | "ofPayment" | "ofSession"> }

/**
 * Medusa's payment of a credit; null while it is not authorised. The credit knows it by itself from then on: any tab with
 * the publishable key can post a new session to a paid collection, and Medusa then deletes the session that was paid.
 */
export async function paymentOfCredit({ orders }: Orders, query: Query, row: AplazameOrderRow): Promise<PaymentView | null> {
  if (row.payment_id) return paymentById(query, row.payment_id)
  const payment = await paymentBySession(query, row.payment_session_id)
  if (payment && row.authorized_at) await orders.update(row.id, { payment_id: payment.id })
  return payment
}

/** The credit of a payment of Medusa; it learns of its payment here, if it did not know it. */
export async function creditOfPayment({ orders }: Orders, payment: Pick<PaymentView, "id" | "session_id">): Promise<AplazameOrderRow | null> {
  const known = await orders.ofPayment(payment.id)
  if (known) return known
  const row = payment.session_id ? await orders.ofSession(payment.session_id) : null
  return row && row.authorized_at && row.payment_id === null ? orders.update(row.id, { payment_id: payment.id }) : row
}
