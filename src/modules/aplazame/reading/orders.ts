import { z } from "zod"
import type { Cents } from "../../../aplazame"
import { CART_FIELDS, listOf, ORDER_DUE, ORDER_FIELDS, ORDER_TO_PAY_FIELDS, ORDER_TOTAL, parseCartView, parseOrderToPay, parseOrderView, scaledDue, toCents, type CartView, type OrderToPay, type OrderView } from "../../../mapping"
import { readDecimal, scaledOrZero, scaledToDecimalString } from "../../../mapping/decimal"
import { first, type Query } from "./query"

/** The cart with everything a checkout needs, or null. */
export async function cartById(query: Query, id: string): Promise<CartView | null> {
  const raw = await first(query, "cart", CART_FIELDS, { id })
  return raw ? parseCartView(raw) : null
}

/** The order as it is now, or null. */
export async function orderById(query: Query, id: string): Promise<OrderView | null> {
  const raw = await first(query, "order", ORDER_FIELDS, { id })
  return raw ? parseOrderView(raw) : null
}

/** The order with everything a checkout needs, or null. */
export async function orderToPay(query: Query, id: string): Promise<OrderToPay | null> {
  const raw = await first(query, "order", ORDER_TO_PAY_FIELDS, { id })
  return raw ? parseOrderToPay(raw) : null
}

/** The order that a payment collection belongs to; null for a cart's before it is one. */
export async function orderOfCollection(query: Query, collectionId: string): Promise<string | null> {
  if (!collectionId) return null
  const raw = await first(query, "order_payment_collection", ["order_id"], { payment_collection_id: collectionId })
  return raw ? z.object({ order_id: z.string() }).parse(raw).order_id : null
}

const namedSchema = z.object({ id: z.string(), display_id: z.number(), status: z.string(), currency_code: z.string(), locale: z.string().nullish() })

/** Of an order as much as whoever has its payment link may know, or null. */
export async function namedOrder(query: Query, id: string): Promise<z.output<typeof namedSchema> | null> {
  const raw = await first(query, "order", Object.keys(namedSchema.shape), { id })
  return raw ? namedSchema.parse(raw) : null
}

/** Whether a payment collection is, or was, a cart's. */
export const isOfCart = async (query: Query, collectionId: string): Promise<boolean> =>
  (await first(query, "cart_payment_collection", ["cart_id"], { payment_collection_id: collectionId })) !== null

const stateSchema = z.object({
  id: z.string(),
  status: z.string(),
  version: z.number().nullish(),
  fulfillments: z
    .array(z.object({ id: z.string(), created_at: z.union([z.string(), z.date()]), canceled_at: z.union([z.string(), z.date()]).nullish() }).nullable())
    .nullish(),
})

const statusSchema = stateSchema.pick({ status: true })

/** Where an order stands. */
export type OrderStateView = {
  id: string
  status: string
  version: number
  /** Goods may have left. */
  fulfilled: boolean
  /** Goods were to leave, and every fulfilment that was made for them is cancelled. */
  calledBack: boolean
  /** Ids of the fulfillments, in the order of their numbers on Medusa's page. */
  fulfillments: readonly string[]
  /** Those among them whose goods did not leave after all. */
  cancelledFulfillments: readonly string[]
}

export async function orderState(query: Query, id: string): Promise<OrderStateView | null> {
  const raw = await first(query, "order", ["id", "status", "version", "fulfillments.id", "fulfillments.created_at", "fulfillments.canceled_at"], { id })
  if (!raw) return null
  const order = stateSchema.parse(raw)
  const fulfillments = (order.fulfillments ?? []).flatMap((f) => (f ? [f] : []))
  const when = (f: { created_at: string | Date }): number => new Date(f.created_at).getTime()
  return {
    id: order.id,
    status: order.status,
    version: order.version ?? 1,
    fulfilled: fulfillments.some((f) => !f.canceled_at),
    calledBack: fulfillments.length > 0 && fulfillments.every((f) => f.canceled_at),
    fulfillments: fulfillments.sort((a, b) => when(a) - when(b)).map((f) => f.id),
    cancelledFulfillments: fulfillments.filter((f) => f.canceled_at).map((f) => f.id),
  }
}

const quantity = z.coerce.number().nullish()
const sentSchema = z.object({
  items: z.array(z.object({ quantity, requires_shipping: z.boolean().nullish(), detail: z.object({ fulfilled_quantity: quantity }).nullish() }).nullable()).nullish(),
})

/** Whether all goods of an order that are to be sent are in a fulfilment. Medusa tells no quantity without the order's total. */
export async function isAllSent(query: Query, orderId: string): Promise<boolean> {
  const raw = await first(query, "order", ["id", "items.quantity", "items.requires_shipping", "items.detail.fulfilled_quantity", ...ORDER_TOTAL], { id: orderId })
  return (sentSchema.parse(raw ?? {}).items ?? []).every((item) => !item || item.requires_shipping === false || (item.detail?.fulfilled_quantity ?? 0) >= (item.quantity ?? Infinity))
}

/** `canceled`, `pending` … of Medusa; null when there is no such order. Cheaper than {@link orderState}, which joins the fulfilments. */
export async function orderStatus(query: Query, id: string): Promise<string | null> {
  const raw = await first(query, "order", ["id", "status"], { id })
  return raw ? statusSchema.parse(raw).status : null
}

/** The order that a cart became, or null. */
export async function orderOfCart(query: Query, cartId: string): Promise<string | null> {
  if (!cartId) return null
  const raw = await first(query, "order_cart", ["order_id"], { cart_id: cartId })
  return raw ? z.object({ order_id: z.string() }).parse(raw).order_id : null
}

const tieSchema = z.object({ cart_id: z.string(), order_id: z.string() })

/** Which carts became which orders, asked by either side. */
export async function cartTies(query: Query, filters: { cart_id: string[] } | { order_id: string[] }): Promise<z.output<typeof tieSchema>[]> {
  const { data } = await query.graph({ entity: "order_cart", fields: ["cart_id", "order_id"], filters })
  return data.map((raw) => tieSchema.parse(raw))
}

/** Every order that is tied to the cart of a checkout or to its payment: one, unless a store makes several of a cart. */
export async function ordersOfCheckout(query: Query, cartId: string, collectionId: string | null): Promise<string[]> {
  const tied = async (entity: string, filters: Record<string, unknown>) => z.array(z.object({ order_id: z.string() })).parse((await query.graph({ entity, fields: ["order_id"], filters })).data)
  const found = [
    ...(await tied("order_cart", { cart_id: cartId })),
    ...(collectionId ? await tied("order_payment_collection", { payment_collection_id: collectionId }) : []),
  ]
  return [...new Set(found.map((one) => one.order_id))]
}

/** The order that a fulfilment belongs to, or null. */
export async function orderOfFulfillment(query: Query, fulfillmentId: string): Promise<string | null> {
  if (!fulfillmentId) return null
  const raw = await first(query, "fulfillment", ["id", "order.id"], { id: fulfillmentId })
  return raw ? (z.object({ order: z.object({ id: z.string() }).nullish() }).parse(raw).order?.id ?? null) : null
}

/** True when the order has a credit line that was written for this. */
export async function orderHasCreditLine(query: Query, orderId: string, reference: string, referenceId: string): Promise<boolean> {
  const raw = await first(query, "order", ["id", "credit_lines.reference", "credit_lines.reference_id"], { id: orderId })
  const shape = z.object({ credit_lines: z.array(z.object({ reference: z.string().nullish(), reference_id: z.string().nullish() }).nullable()).nullish() })
  return (shape.parse(raw ?? {}).credit_lines ?? []).some((line) => line?.reference === reference && line.reference_id === referenceId)
}

/** In hundredths, and as Medusa has it; below zero when too much is paid. */
type Unpaid = { rounded: Cents; exact: number }

/** What Medusa's own workflows of refunds and credit lines hold for unpaid on an order: the goods that are asked back are in it. */
export async function outstandingOf(query: Query, orderId: string, currencyCode: string): Promise<Unpaid> {
  const raw = await first(query, "order", ["id", "summary"], { id: orderId })
  const { summary } = z.object({ summary: z.object({ pending_difference: z.unknown() }) }).parse(raw)
  const text = readDecimal(summary.pending_difference)
  if (text === null) throw new Error(`Medusa does not say what is outstanding on ${orderId}`)
  return { rounded: toCents(text, currencyCode), exact: Number(text) }
}

/** An answer to `ORDER_DUE`. */
export const DUE_SHAPE = { total: z.unknown(), items: listOf(z.object({ return_requested_total: z.unknown().optional() })) }

const dueSchema = z.object({ ...DUE_SHAPE, summary: z.object({ transaction_total: z.unknown() }) })

/** What is to be paid of an order, and what was paid, scaled. Not Medusa's outstanding amount, which leaves out the taxes of a draft that was made with its items at once, until an edit of it. */
async function dueAndPaid(query: Query, orderId: string): Promise<{ total: bigint; due: bigint; paid: bigint }> {
  const order = dueSchema.parse(await first(query, "order", ["id", "summary", ...ORDER_DUE], { id: orderId }))
  return { total: scaledOrZero(order.total), due: scaledDue(order), paid: scaledOrZero(order.summary.transaction_total) }
}

/** What nobody has paid of an order, what payments hold included, but not the goods that are asked back and not here yet. */
export async function unpaidOf(query: Query, orderId: string, currencyCode: string): Promise<Cents> {
  const { due, paid } = await dueAndPaid(query, orderId)
  return toCents(scaledToDecimalString(due - paid), currencyCode)
}

/** What a credit line can take off the order of a credit: what Medusa holds for outstanding, and where the order had no cart, all that nobody has paid of its total. */
export async function unpaidFor(query: Query, { for_order_id, currency_code }: { for_order_id: string | null; currency_code: string }, orderId: string): Promise<Unpaid> {
  if (for_order_id === null) return outstandingOf(query, orderId, currency_code)
  const { total, paid } = await dueAndPaid(query, orderId)
  const text = scaledToDecimalString(total - paid)
  return { rounded: toCents(text, currency_code), exact: Number(text) }
}

const ownedSchema = z.object({ id: z.string(), locale: z.string().nullish(), customer: z.object({ id: z.string(), has_account: z.boolean() }).nullish() })

/** A cart with the customer that Medusa put on it. */
export type OwnedCart = { id: string; customer?: { id: string; has_account?: boolean | null } | null }

/** A cart with its customer and its locale; null when there is no such cart. */
export async function cartOwner(query: Query, cartId: string): Promise<(OwnedCart & { locale?: string | null }) | null> {
  if (!cartId) return null
  const raw = await first(query, "cart", ["id", "locale", "customer.id", "customer.has_account"], { id: cartId })
  return raw ? ownedSchema.parse(raw) : null
}
