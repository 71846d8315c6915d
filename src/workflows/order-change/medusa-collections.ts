import { createOrderPaymentCollectionWorkflow, deleteOrderPaymentCollections } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"
import type { Cents } from "../../aplazame"
import { fromCents } from "../../mapping"
import { first, type PaymentView } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { paymentBooks, writeCollection, writePayment, type PaymentBooks } from "../medusa-compat"

const schema = z.object({
  payment_collections: z
    .array(z.object({ id: z.string(), status: z.string(), payments: z.array(z.object({ id: z.string() }).nullable()).nullish() }).nullable())
    .nullish(),
})

/** What the credit covers of the order, what of it was captured, and what the order is worth above it. */
type Figures = { covered: Cents; captured: Cents; above: Cents }

/**
 * Undoes what core does to a credit's collection when an order changes: it cancels the collection and opens
 * a new one for everything unpaid. Afterwards the credit's collection is authorised for what the credit
 * covers, and what is above the credit, if anything, stays visibly outstanding in a collection of its own.
 */
export async function restoreCollections(flow: FlowContext, orderId: string, payment: PaymentView, figures: Figures): Promise<void> {
  const payments = paymentBooks(flow.container)
  if (payment.collection) await restore(payments, payment, payment.collection, figures)
  await showOutstanding(flow, payments, orderId, payment, figures.above)
}

/**
 * Cancels the payment of a credit that has ended, as core cancels one: its collection is cancelled, and what the order owes is outstanding
 * in one of its own, which Medusa's admin has a link for. The payment is last: if the process dies before it, the repeat begins again.
 */
export async function giveUpPayment(flow: FlowContext, orderId: string, payment: PaymentView, owed: Cents): Promise<void> {
  const payments = paymentBooks(flow.container)
  if (payment.collection) await writeCollection(payments, payment.collection.id, { status: "canceled" })
  await showOutstanding(flow, payments, orderId, payment, owed)
  await payments.cancelPayment(payment.id)
}

async function showOutstanding(flow: FlowContext, payments: PaymentBooks, orderId: string, payment: PaymentView, amount: Cents): Promise<void> {
  const raw = await first(flow.query, "order", ["payment_collections.id", "payment_collections.status", "payment_collections.payments.id"], { id: orderId })
  const collections = (schema.parse(raw ?? {}).payment_collections ?? []).flatMap((c) => (c ? [c] : []))
  const unpaid = collections.filter((c) => c.id !== payment.collection?.id && c.status === "not_paid" && (c.payments ?? []).length === 0)
  await outstanding(flow.container, payments, orderId, unpaid.map((c) => c.id), amount)
}

async function restore(payments: PaymentBooks, payment: PaymentView, collection: NonNullable<PaymentView["collection"]>, { covered, captured }: Figures): Promise<void> {
  const whole = captured > 0 && captured >= covered
  const amount = fromCents(covered)
  // Medusa's guards read these figures.
  if (payment.amount !== covered) await writePayment(payments, payment.id, { amount, ...(whole && !payment.captured ? { captured_at: new Date() } : {}) })
  await writeCollection(payments, collection.id, {
    // Core also writes what is unpaid of the order into it, while the order waits for its payment.
    ...(collection.amount !== covered ? { amount } : {}),
    authorized_amount: amount,
    status: whole ? "completed" : captured > 0 ? "partially_captured" : "authorized",
  })
}

async function outstanding(container: MedusaContainer, payments: PaymentBooks, orderId: string, unpaid: string[], amount: Cents): Promise<void> {
  const kept = amount > 0 ? unpaid[0] : undefined
  const extra = unpaid.filter((id) => id !== kept)
  for (const id of extra) await deleteOrderPaymentCollections(container).run({ input: { id } })
  if (kept) await payments.updatePaymentCollections(kept, { amount: fromCents(amount) })
  else if (amount > 0) await createOrderPaymentCollectionWorkflow(container).run({ input: { order_id: orderId, amount: fromCents(amount) } })
}
