import { z } from "zod"
import { subCents, sumCents, type Cents } from "../../../aplazame"
import { listOf, ORDER_DUE, scaledDue, toCents, toCentsOrNull } from "../../../mapping"
import { scaledOrZero, scaledToDecimalString } from "../../../mapping/decimal"
import { DUE_SHAPE } from "./orders"
import { first, type Query } from "./query"

const decimal = z.union([z.number(), z.string(), z.object({ value: z.union([z.string(), z.number()]) }).loose()])
const maybeDate = z.union([z.string(), z.date()]).nullish()

const paymentSchema = z.object({
  id: z.string(),
  amount: decimal,
  currency_code: z.string(),
  provider_id: z.string(),
  captured_at: maybeDate,
  canceled_at: maybeDate,
  payment_session_id: z.string().nullish(),
  payment_collection: z
    .object({ id: z.string(), status: z.string(), amount: decimal, order: z.object({ id: z.string(), status: z.string() }).nullish() })
    .nullish(),
  captures: z.array(z.object({ id: z.string(), amount: decimal }).nullable()).nullish(),
  refunds: z.array(z.object({ id: z.string(), amount: decimal }).nullable()).nullish(),
})

const PAYMENT_FIELDS = [
  "id",
  "amount",
  "currency_code",
  "provider_id",
  "captured_at",
  "canceled_at",
  "payment_session_id",
  "payment_collection.id",
  "payment_collection.status",
  "payment_collection.amount",
  "payment_collection.order.id",
  "payment_collection.order.status",
  "captures.id",
  "captures.amount",
  "refunds.id",
  "refunds.amount",
]

/** A payment of Medusa with what it was captured and refunded, in hundredths. */
export type PaymentView = {
  id: string
  amount: Cents
  currency_code: string
  provider_id: string
  captured: boolean
  canceled: boolean
  /** The session that it was authorised by, which may be gone. */
  session_id: string | null
  collection: { id: string; status: string; amount: Cents } | null
  order: { id: string; status: string } | null
  captures: { id: string; amount: Cents }[]
  refunds: { id: string; amount: Cents }[]
}

function toPaymentView(raw: unknown): PaymentView {
  const p = paymentSchema.parse(raw)
  const rows = (list: typeof p.captures) =>
    (list ?? []).flatMap((r) => (r ? [{ id: r.id, amount: toCents(r.amount, p.currency_code) }] : []))
  return {
    id: p.id,
    amount: toCents(p.amount, p.currency_code),
    currency_code: p.currency_code,
    provider_id: p.provider_id,
    captured: Boolean(p.captured_at),
    canceled: Boolean(p.canceled_at),
    session_id: p.payment_session_id ?? null,
    collection: p.payment_collection ? { id: p.payment_collection.id, status: p.payment_collection.status, amount: toCents(p.payment_collection.amount, p.currency_code) } : null,
    order: p.payment_collection?.order ?? null,
    captures: rows(p.captures),
    refunds: rows(p.refunds),
  }
}

export async function paymentById(query: Query, id: string): Promise<PaymentView | null> {
  const raw = await first(query, "payment", PAYMENT_FIELDS, { id })
  return raw ? toPaymentView(raw) : null
}

/** Whether a payment still holds its amount: neither cancelled nor captured, not even in part. */
export const isHeld = ({ canceled, captures }: Pick<PaymentView, "canceled" | "captures">): boolean => !canceled && captures.length === 0

const orderSchema = z.object({
  id: z.string(),
  payment_collections: listOf(z.object({ payments: listOf(z.object({ id: z.string(), amount: decimal, created_at: maybeDate, canceled_at: maybeDate, captures: listOf(z.object({ id: z.string().optional(), amount: decimal })) })) })),
})

const PAYMENTS_OF_ORDER = ["id", ...["id", "amount", "created_at", "canceled_at", "captures.id", "captures.amount"].map((field) => `payment_collections.payments.${field}`)]

/** The payments of an order that are not cancelled, by whatever provider and in whatever currency; and this one, whatever it is. */
const alive = ({ payment_collections }: z.output<typeof orderSchema>, id?: string) => payment_collections.flatMap(({ payments }) => payments).filter((payment) => !payment.canceled_at || payment.id === id)

async function alivePayments(query: Query, orderId: string) {
  const raw = await first(query, "order", PAYMENTS_OF_ORDER, { id: orderId })
  return raw ? alive(orderSchema.parse(raw)) : []
}

/** What the other payments of an order have authorised and not captured yet, in hundredths. */
export async function heldByOthers(query: Query, orderId: string, paymentId: string, currencyCode: string): Promise<Cents> {
  const others = (await alivePayments(query, orderId)).filter((payment) => payment.id !== paymentId)
  const money = (value: z.output<typeof decimal>): Cents => toCents(value, currencyCode)
  return sumCents(others.map((one) => subCents(money(one.amount), sumCents(one.captures.map((capture) => money(capture.amount))))))
}

const sharesSchema = orderSchema.extend({ ...DUE_SHAPE, transactions: listOf(z.object({ amount: z.unknown(), reference_id: z.unknown() })) })

/**
 * What is to be paid of an order and is this payment's: neither paid nor held otherwise, nor asked back. The others count by their amounts and not by the
 * transactions of their captures, nor do this one's: Medusa writes those a moment later.
 */
export async function leftByOthers(query: Query, orderId: string, { id, currency_code }: { id: string; currency_code: string }): Promise<Cents> {
  const raw = await first(query, "order", [...PAYMENTS_OF_ORDER, "transactions.amount", "transactions.reference_id", ...ORDER_DUE], { id: orderId })
  const order = sharesSchema.parse(raw)
  const payments = alive(order, id)
  const captures = new Set<unknown>(payments.flatMap((one) => one.captures.map((capture) => capture.id)))
  const otherwise = [...order.transactions.filter((one) => !captures.has(one.reference_id)), ...payments.filter((one) => one.id !== id)]
  return toCents(scaledToDecimalString(otherwise.reduce((left, { amount }) => left - scaledOrZero(amount), scaledDue(order))), currency_code)
}

const movements = listOf(z.object({ amount: decimal, created_at: z.coerce.date() }))
const movedSchema = z.object({ payment_collections: listOf(z.object({ payments: listOf(z.object({ id: z.string(), captures: movements, refunds: movements })) })) })

/** What the payments of an order but these have captured and given back since then (null: ever), in hundredths. */
export async function movedByOthers(query: Query, orderId: string, payments: readonly (string | null)[], since: { captures: Date | null; refunds: Date }, currencyCode: string): Promise<{ captured: Cents; refunded: Cents }> {
  const raw = await first(query, "order", ["id", ...["id", "captures.amount", "captures.created_at", "refunds.amount", "refunds.created_at"].map((field) => `payment_collections.payments.${field}`)], { id: orderId })
  const others = movedSchema.parse(raw ?? {}).payment_collections.flatMap(({ payments }) => payments).filter((payment) => !payments.includes(payment.id))
  const sum = (rows: z.output<typeof movements>, from: Date | null): Cents => sumCents(rows.filter((one) => one.created_at > (from ?? 0)).map((one) => toCents(one.amount, currencyCode)))
  return {
    captured: sum(others.flatMap(({ captures }) => captures), since.captures),
    refunded: sum(others.flatMap(({ refunds }) => refunds), since.refunds),
  }
}

/** The payments of an order that are not cancelled, by whatever provider and in whatever currency, with the time at which they were made. */
export const paymentsOfOrder = async (query: Query, orderId: string): Promise<{ id: string; at: Date; amount: z.output<typeof decimal> }[]> =>
  (await alivePayments(query, orderId)).map(({ id, amount, created_at }) => ({ id, amount, at: new Date(created_at ?? 0) }))

/** Those of these orders that nobody has paid for. */
export async function unpaidAmong(query: Query, orderIds: readonly string[]): Promise<Set<string>> {
  const { data } = await query.graph({ entity: "order", fields: PAYMENTS_OF_ORDER, filters: { id: [...orderIds] } })
  const orders = data.map((raw) => orderSchema.parse(raw))
  return new Set(orders.filter((order) => alive(order).length === 0).map((order) => order.id))
}

/** The payment that a session became, if it was authorised; also when the session itself is gone. */
export async function paymentBySession(query: Query, sessionId: string): Promise<PaymentView | null> {
  if (!sessionId) return null
  const raw = await first(query, "payment", PAYMENT_FIELDS, { payment_session_id: sessionId })
  return raw ? toPaymentView(raw) : null
}

const collectionSchema = z.object({ status: z.string() })

/** `awaiting`, `authorized`, `completed` … of a payment collection, of which an order's payment status is made; null when there is none. */
export async function collectionStatus(query: Query, id: string): Promise<string | null> {
  if (!id) return null
  const raw = await first(query, "payment_collection", ["id", "status"], { id })
  return raw ? collectionSchema.parse(raw).status : null
}

const movementSchema = z.object({
  id: z.string(),
  amount: decimal,
  created_by: z.string().nullish(),
  payment: z.object({ id: z.string() }),
})

/** A capture or refund of Medusa: the only place where a capture's amount can be read. */
export type MovementView = { id: string; amount: Cents; requested_by: string | null; payment: PaymentView }

export async function movementById(query: Query, entity: "capture" | "refund", id: string): Promise<MovementView | null> {
  const raw = await first(query, entity, ["id", "amount", "created_by", "payment.id"], { id })
  if (!raw) return null
  const movement = movementSchema.parse(raw)
  const payment = await paymentById(query, movement.payment.id)
  if (!payment) return null
  return {
    id: movement.id,
    amount: toCents(movement.amount, payment.currency_code),
    requested_by: movement.created_by ?? null,
    payment,
  }
}

/** True while Medusa has the capture or refund (it takes the row back when the provider fails). */
export async function movementExists(query: Query, entity: "capture" | "refund", id: string): Promise<boolean> {
  return (await first(query, entity, ["id"], { id })) !== null
}

const openSchema = z.object({ payment_collections: listOf(z.object({ id: z.string(), status: z.string(), amount: decimal, currency_code: z.string() })) })

/** The payment collections of an order of which nobody has paid anything, as Medusa makes one for what is outstanding; none in a currency that Aplazame does not count in. */
export async function openCollections(query: Query, orderId: string): Promise<{ id: string; amount: Cents }[]> {
  const raw = await first(query, "order", ["id", "status", "amount", "currency_code"].map((field) => `payment_collections.${field}`), { id: orderId })
  return openSchema.parse(raw ?? {}).payment_collections.flatMap(({ id, status, ...one }) => {
    const amount = status === "not_paid" && toCentsOrNull(one.amount, one.currency_code)
    return amount ? [{ id, amount }] : []
  })
}
