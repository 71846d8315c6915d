import { z } from "zod"
import { first, type Query } from "./query"

/** True when the order's ledger in Medusa has the transaction of a capture or refund. */
export async function transactionExists(query: Query, reference: "capture" | "refund", referenceId: string): Promise<boolean> {
  return (await first(query, "order_transaction", ["id"], { reference, reference_id: referenceId })) !== null
}

/**
 * Where a capture or refund of Medusa stands.
 *
 * booked    the row is there and the order has its transaction
 * halfway   the row is there, the transaction is not: a process is at it, or died at it
 * gone      Medusa took the row back, as it does when a call fails
 */
export type Booking = "booked" | "halfway" | "gone"

const schema = z.object({
  payment: z.object({ id: z.string(), payment_collection: z.object({ order: z.object({ id: z.string() }).nullish() }).nullish() }),
})

/** Cancelling an order writes one transaction for the payment instead of one for the refund; a payment without an order has none. */
export async function bookingOf(query: Query, entity: "capture" | "refund", id: string): Promise<Booking> {
  const raw = await first(query, entity, ["id", "payment.id", "payment.payment_collection.order.id"], { id })
  if (!raw) return "gone"
  const { payment } = schema.parse(raw)
  if (!payment.payment_collection?.order || (await transactionExists(query, entity, id))) return "booked"
  return entity === "refund" && (await transactionExists(query, entity, payment.id)) ? "booked" : "halfway"
}
