/**
 * Our narrow views of what Medusa's `query.graph` answers, parsed from `unknown`.
 *
 * Extra fields are dropped, missing relations become empty, amounts of any dress become decimal strings
 * (see decimal.ts). The fields to ask for are in medusa-fields.ts. docs: Medusa, CartDTO and OrderDTO.
 */
import { z } from "zod"
import { readDecimal } from "./decimal"
import { MappingError } from "./mapping-error"

const decimal = z.unknown().transform((value, context): string => {
  const text = readDecimal(value)
  if (text !== null) return text
  context.addIssue({ code: "custom", message: "is not a decimal number" })
  return z.NEVER
})
const decimalOrZero = z.unknown().transform((value, context): string => {
  const text = value === undefined || value === null ? "0" : readDecimal(value)
  if (text !== null) return text
  context.addIssue({ code: "custom", message: "is not a decimal number" })
  return z.NEVER
})
/** Of some lines only; zod from 4.3 on refuses a key that is missing unless it may be. */
const decimalIfAny = decimalOrZero.optional().transform((value) => value ?? "0")
const text = z.string().nullish().transform((value) => value?.trim() || null)
const flag = z.boolean().nullish()
const moment = z
  .union([z.date(), z.string()])
  .nullish()
  .transform((value, context): Date | null => {
    if (value === null || value === undefined) return null
    const date = new Date(value)
    if (!Number.isNaN(date.getTime())) return date
    context.addIssue({ code: "custom", message: "is not a date" })
    return z.NEVER
  })

/** Medusa may put null inside a list whose rows vanished between two reads; such holes are dropped. */
export function listOf<Schema extends z.ZodType>(row: Schema) {
  return z
    .array(row.nullish())
    .nullish()
    .transform((rows) => (rows ?? []).flatMap((one) => (one === null || one === undefined ? [] : [one])))
}

const taxLines = listOf(z.object({ rate: decimal }))

const addressView = z.object({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  province: text,
  postal_code: text,
  country_code: text,
  phone: text,
})

const customerView = z.object({
  id: z.string(),
  email: text,
  first_name: text,
  last_name: text,
  phone: text,
  has_account: flag,
  created_at: moment,
})

const lineItemView = z.object({
  id: z.string(),
  title: text,
  product_title: text,
  variant_title: text,
  product_description: text,
  product_type: text,
  product_collection: text,
  product_handle: text,
  product_id: text,
  variant_id: text,
  variant_sku: text,
  thumbnail: text,
  requires_shipping: flag,
  unit_price: decimalIfAny,
  quantity: decimal,
  subtotal: decimal,
  tax_total: decimalOrZero,
  total: decimal,
  tax_lines: taxLines,
  detail: z
    .object({ return_received_quantity: decimalOrZero, return_dismissed_quantity: decimalOrZero })
    .nullish(),
  return_requested_total: decimalIfAny,
  return_received_total: decimalIfAny,
  return_dismissed_total: decimalIfAny,
})

const shippingMethodView = z.object({
  id: text,
  shipping_option_id: text,
  name: text,
  subtotal: decimal,
  tax_total: decimalOrZero,
  total: decimal,
  tax_lines: taxLines,
})

const priced = {
  id: z.string(),
  email: text,
  locale: text,
  currency_code: z.string().min(1),
  total: decimal,
  items: listOf(lineItemView),
  shipping_methods: listOf(shippingMethodView),
  shipping_address: addressView.nullish(),
  billing_address: addressView.nullish(),
}

const cartView = z.object({ ...priced, customer: customerView.nullish() })

const orderView = z.object({
  ...priced,
  display_id: z.number().nullish(),
  status: text,
  version: z.number().nullish(),
  canceled_at: moment,
  credit_lines: listOf(z.object({ amount: decimal, reference: text })),
  credit_line_total: decimalOrZero,
})

const orderToPay = orderView.extend({ is_draft_order: flag, customer: customerView.nullish() })

const pastOrderView = z.object({
  id: z.string(),
  status: text,
  canceled_at: moment,
  created_at: moment,
  currency_code: z.string().min(1),
  total: decimal,
  credit_line_total: decimalOrZero,
  shipping_methods: listOf(shippingMethodView),
  shipping_address: addressView.nullish(),
  billing_address: addressView.nullish(),
  payment_collections: listOf(
    z.object({
      status: text,
      captured_amount: decimalOrZero,
      refunded_amount: decimalOrZero,
      payments: listOf(z.object({ provider_id: text, canceled_at: moment })),
    })
  ),
  fulfillments: listOf(z.object({ shipped_at: moment, delivered_at: moment, canceled_at: moment })),
})

const storedOrderView = orderView.extend({ ...pastOrderView.shape, customer: customerView.nullish() })

const productView = z.object({
  id: z.string(),
  title: text,
  handle: text,
  description: text,
  thumbnail: text,
  variants: listOf(z.object({ id: z.string(), title: text, thumbnail: text })),
})

type Text = string | null
type TaxLine = { rate: string }

/** A postal address of a cart or an order. `country_code` is ISO 3166-1 in small letters. */
export type AddressView = Record<"first_name" | "last_name" | "company" | "address_1" | "address_2" | "city" | "province" | "postal_code" | "country_code" | "phone", Text>

/** The customer behind a cart. `has_account` is false for guests, `created_at` is when they joined. */
export type CustomerView = Record<"email" | "first_name" | "last_name" | "phone", Text> & { id: string; has_account?: boolean | null; created_at: Date | null }

/**
 * One line. Money in major units: `subtotal` is net before discounts, `tax_total` and `total` after them,
 * all for the quantity that is still in the order.
 */
export type LineItemView = Record<
  | "title" | "product_title" | "variant_title" | "product_description" | "product_type" | "product_collection" | "product_handle"
  | "product_id" | "variant_id" | "variant_sku" | "thumbnail",
  Text
> & {
  id: string
  requires_shipping?: boolean | null
  /** Of one piece, as the shop priced it, with or without tax: the same in the cart and in its order. */
  unit_price: string
  quantity: string
  subtotal: string
  tax_total: string
  total: string
  tax_lines: TaxLine[]
  detail?: { return_received_quantity: string; return_dismissed_quantity: string } | null
  /** What is asked back of the line and not here yet is worth so much; of an order's line only. */
  return_requested_total: string
  /** What came back of the line is worth so much, sold again or not; of an order's line only. */
  return_received_total: string
  return_dismissed_total: string
}

/** One shipping method. Money as in {@link LineItemView}. */
export type ShippingMethodView = Record<"id" | "shipping_option_id" | "name", Text> & { subtotal: string; tax_total: string; total: string; tax_lines: TaxLine[] }

type Addresses = { shipping_address?: AddressView | null; billing_address?: AddressView | null }
type Priced = Addresses & { id: string; email: Text; locale: Text; currency_code: string; total: string; items: LineItemView[]; shipping_methods: ShippingMethodView[] }

/** A cart about to be paid. `total` is what is left to pay after credit lines and gift cards. */
export type CartView = Priced & { customer?: CustomerView | null }

/** A placed order as it stands now. */
export type OrderView = Priced & { display_id?: number | null; status: Text; version?: number | null; canceled_at: Date | null; credit_lines: { amount: string; reference: Text }[]; credit_line_total: string }

/** A placed order with its shopper, to be paid as a cart is. */
export type OrderToPay = OrderView & { is_draft_order?: boolean | null; customer?: CustomerView | null }

/** A past order of the shopper, with what tells its payment and its way. */
export type PastOrderView = Addresses & {
  id: string
  status: Text
  canceled_at: Date | null
  created_at: Date | null
  currency_code: string
  total: string
  credit_line_total: string
  shipping_methods: ShippingMethodView[]
  payment_collections: { status: Text; captured_amount: string; refunded_amount: string; payments: { provider_id: Text; canceled_at: Date | null }[] }[]
  fulfillments: Record<"shipped_at" | "delivered_at" | "canceled_at", Date | null>[]
}

/** A past order with its lines and its shopper, as much as Aplazame may read of it. */
export type StoredOrderView = OrderView & PastOrderView & { customer?: CustomerView | null }

/** A product with its variants; `thumbnail` may be relative to the shop. */
export type ProductView = Record<"title" | "handle" | "description" | "thumbnail", Text> & { id: string; variants: { id: string; title: Text; thumbnail: Text }[] }

/** Only the path of the first fault is told: values may be the shopper's own. */
function parse<Schema extends z.ZodType>(schema: Schema, what: string, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.map(String).join(".") || what
  throw new MappingError("view_unreadable", field, `Medusa's ${what} cannot be read at ${field}`)
}

/** @throws MappingError `view_unreadable` with the path of the first thing missing or malformed. */
export const parseCartView = (value: unknown): CartView => parse(cartView, "cart", value)

/** @throws MappingError `view_unreadable` with the path of the first thing missing or malformed. */
export const parseOrderView = (value: unknown): OrderView => parse(orderView, "order", value)

/** @throws MappingError `view_unreadable` with the path of the first thing missing or malformed. */
export const parseOrderToPay = (value: unknown): OrderToPay => parse(orderToPay, "order", value)

/** @throws MappingError `view_unreadable` with the path of the first thing missing or malformed. */
export const parsePastOrderView = (value: unknown): PastOrderView => parse(pastOrderView, "past order", value)

/** @throws MappingError `view_unreadable` with the path of the first thing missing or malformed. */
export const parseStoredOrderView = (value: unknown): StoredOrderView => parse(storedOrderView, "stored order", value)

/** @throws MappingError `view_unreadable` with the path of the first thing missing or malformed. */
export const parseProductView = (value: unknown): ProductView => parse(productView, "product", value)
