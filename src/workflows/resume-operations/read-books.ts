import { z } from "zod"
import { ZERO, type Cents } from "../../aplazame"
import type { Books, RefundRow } from "../../credit"
import { toCents } from "../../mapping"
import { readDecimal } from "../../mapping/decimal"
import { first, type Query } from "../../modules/aplazame/reading"
import { OUR_MARK } from "../medusa-compat"

/** The mark of the credit lines that stand for a refund; its id is beside it. */
export const REFUND_REFERENCE = "aplazame_refund"

/** Medusa hands out numbers, texts, `{ value }` and objects of its own. */
const decimal = z.unknown().transform((value, context): string => {
  const text = readDecimal(value)
  if (text !== null) return text
  context.addIssue({ code: "custom", message: "is not a decimal number" })
  return z.NEVER
})
const date = z.union([z.string(), z.date()])
const movement = z.object({ id: z.string(), amount: decimal, created_at: date, created_by: z.string().nullish() }).nullable()

const paymentSchema = z.object({
  id: z.string(),
  amount: decimal,
  currency_code: z.string(),
  captured_at: date.nullish(),
  canceled_at: date.nullish(),
  captures: z.array(movement).nullish(),
  refunds: z.array(movement).nullish(),
  payment_collection: z.object({ id: z.string(), status: z.string(), amount: decimal, captured_amount: decimal.nullish(), refunded_amount: decimal.nullish(), order: z.object({ id: z.string() }).nullish() }).nullish(),
})

const ids = z.array(z.object({ id: z.string() }).nullable()).nullish()
const orderSchema = z.object({
  payment_collections: z
    .array(z.object({ payments: z.array(z.object({ captures: ids, refunds: ids }).nullable()).nullish() }).nullable())
    .nullish(),
  id: z.string(),
  status: z.string(),
  credit_lines: z.array(z.object({ reference: z.string().nullish(), reference_id: z.string().nullish() }).nullable()).nullish(),
  transactions: z
    .array(z.object({ id: z.string(), reference: z.string().nullish(), reference_id: z.string().nullish(), amount: decimal }).nullable())
    .nullish(),
})

const BOOKS_OF_PAYMENT = [
  "id",
  "amount",
  "currency_code",
  "captured_at",
  "canceled_at",
  ...["id", "amount", "created_at", "created_by"].flatMap((field) => [`captures.${field}`, `refunds.${field}`]),
  ...["id", "status", "amount", "captured_amount", "refunded_amount", "order.id"].map((field) => `payment_collection.${field}`),
]
const BOOKS_OF_ORDER = ["id", "status", "credit_lines.reference", "credit_lines.reference_id", "transactions.id", "transactions.reference", "transactions.reference_id", "transactions.amount", "payment_collections.payments.captures.id", "payment_collections.payments.refunds.id"]

/** Medusa's books of a payment as they are now; null for an unknown one. */
export async function readBooks(query: Query, paymentId: string): Promise<Books | null> {
  const raw = await first(query, "payment", BOOKS_OF_PAYMENT, { id: paymentId })
  if (!raw) return null
  const payment = paymentSchema.parse(raw)
  const money = (value: z.output<typeof decimal>): Cents => toCents(value, payment.currency_code)
  const movements = (list: typeof payment.captures): RefundRow[] =>
    (list ?? []).flatMap((m) => (m ? [{ id: m.id, amount: money(m.amount), created_at: new Date(m.created_at), ours: m.created_by === OUR_MARK }] : []))
  const collection = payment.payment_collection ?? null
  return {
    id: payment.id,
    amount: money(payment.amount),
    currency_code: payment.currency_code,
    captured: Boolean(payment.captured_at),
    canceled: Boolean(payment.canceled_at),
    capture: movements(payment.captures),
    refund: movements(payment.refunds),
    collection: collection && {
      id: collection.id,
      status: collection.status,
      amount: money(collection.amount),
      capture: collection.captured_amount ? money(collection.captured_amount) : ZERO,
      refund: collection.refunded_amount ? money(collection.refunded_amount) : ZERO,
    },
    order: collection?.order ? await readOrder(query, collection.order.id, money) : null,
  }
}

async function readOrder(query: Query, id: string, money: (value: z.output<typeof decimal>) => Cents): Promise<Books["order"]> {
  const raw = await first(query, "order", BOOKS_OF_ORDER, { id })
  if (!raw) return null
  const order = orderSchema.parse(raw)
  const payments = (order.payment_collections ?? []).flatMap((c) => c?.payments ?? [])
  return {
    id: order.id,
    canceled: order.status === "canceled",
    lined: new Set((order.credit_lines ?? []).flatMap((line) => (line?.reference === REFUND_REFERENCE && line.reference_id ? [line.reference_id] : []))),
    movements: new Set(payments.flatMap((p) => [...(p?.captures ?? []), ...(p?.refunds ?? [])].flatMap((m) => m?.id ?? []))),
    transactions: (order.transactions ?? []).flatMap((t) =>
      t ? [{ id: t.id, reference: t.reference ?? "", reference_id: t.reference_id ?? "", amount: money(t.amount) }] : []
    ),
  }
}
