import { createOrderPaymentCollectionWorkflow, deleteOrderPaymentCollections } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"
import { sumCents, type Cents } from "../../aplazame"
import { fromCents, toCents } from "../../mapping"
import { readDecimal } from "../../mapping/decimal"
import { first, type PaymentView } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { paymentBooks, writeCollection, writePayment, type PaymentBooks } from "../medusa-compat"

const schema = z.object({
  payment_collections: z
    .array(z.object({ id: z.string(), status: z.string(), amount: z.unknown(), payments: z.array(z.object({ id: z.string() }).nullable()).nullish() }).nullable())
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
  if (payment.collection) await restore(paymentBooks(flow.container), payment, payment.collection, figures)
  await askFor(flow, orderId, payment, figures.above)
}

/**
 * Cancels the payment of a credit that has ended, as core cancels one: its collection is cancelled, and what the order owes is outstanding
 * in one of its own, which Medusa's admin has a link for. The payment is last: if the process dies before it, the repeat begins again.
 */
export async function giveUpPayment(flow: FlowContext, orderId: string, payment: PaymentView, owed: Cents): Promise<void> {
  const payments = paymentBooks(flow.container)
  if (payment.collection) await writeCollection(payments, payment.collection.id, { status: "canceled" })
  await askFor(flow, orderId, payment, owed)
  await payments.cancelPayment(payment.id)
}

/**
 * Lets the unpaid collections of an order ask for what is above its credit, in one.
 * @param noMore leaves those that ask for no more than that: somebody may have made them for a part
 */
export async function askFor({ container, query }: FlowContext, orderId: string, payment: PaymentView, above: Cents, noMore = false): Promise<void> {
  const raw = await first(query, "order", ["id", "status", "amount", "payments.id"].map((field) => `payment_collections.${field}`), { id: orderId })
  const collections = (schema.parse(raw ?? {}).payment_collections ?? []).flatMap((c) => (c ? [c] : []))
  const unpaid = collections.filter((c) => c.id !== payment.collection?.id && c.status === "not_paid" && (c.payments ?? []).length === 0)
  if (noMore && sumCents(unpaid.map((c) => toCents(readDecimal(c.amount) ?? "0", payment.currency_code))) <= above) return
  await outstanding(container, paymentBooks(container), orderId, unpaid.map((c) => c.id), above)
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
