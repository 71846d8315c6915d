/**
 * What to ask `query.graph` for, so that the views of medusa-view.ts can be read.
 *
 * Names checked against Medusa 2.21.2: `completeCartFields` of core-flows, the default fields of the store's
 * cart route and of the admin's order route, and the data models. `total` must be asked for at the root: it is
 * what makes Medusa load lines, tax lines, adjustments and credit lines and compute every other total.
 */

/**
 * An order's total. Before 2.20 Medusa finds the shipping of listed orders by the order's version, which it does not load
 * by itself: without it reading the list fails with "Shipping method version is required to load adjustments".
 */
export const ORDER_TOTAL = ["version", "total"] as const

/** What `scaledDue` reads of an order. */
export const ORDER_DUE = [...ORDER_TOTAL, "items.return_requested_total"] as const

const ADDRESS = [
  "first_name",
  "last_name",
  "company",
  "address_1",
  "address_2",
  "city",
  "province",
  "postal_code",
  "country_code",
  "phone",
]
const under = (relation: string, fields: readonly string[]): string[] => fields.map((field) => `${relation}.${field}`)

const PRICED = [
  "id",
  "email",
  "locale",
  "currency_code",
  "total",
  "subtotal",
  "tax_total",
  "discount_total",
  "item_total",
  "shipping_total",
  "credit_line_total",
  "items.*",
  ...under("items", ["total", "subtotal", "tax_total", "discount_total"]),
  "items.tax_lines.*",
  "items.adjustments.*",
  "shipping_methods.*",
  ...under("shipping_methods", ["total", "subtotal", "tax_total", "discount_total"]),
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  ...under("shipping_address", ADDRESS),
  ...under("billing_address", ADDRESS),
]

const CUSTOMER = under("customer", ["id", "email", "first_name", "last_name", "phone", "has_account", "created_at"])

/** For entity `cart`, read by `parseCartView`. */
export const CART_FIELDS: string[] = [...PRICED, ...CUSTOMER]

/** For entity `order`, read by `parseOrderView`. `items.detail` and the two totals hold what came back of each line, `credit_lines` what refunds and voids took off. */
export const ORDER_FIELDS: string[] = [
  ...PRICED,
  "display_id",
  "status",
  "version",
  "canceled_at",
  "items.detail.*",
  ...under("items", ["return_requested_total", "return_received_total", "return_dismissed_total"]),
  ...under("credit_lines", ["amount", "reference"]),
]

/** For entity `order`, read by `parseOrderToPay`. */
export const ORDER_TO_PAY_FIELDS: string[] = [...ORDER_FIELDS, "is_draft_order", ...CUSTOMER]

/** For entity `order`, read by `parsePastOrderView`. */
export const PAST_ORDER_FIELDS: string[] = [
  "id",
  "status",
  "canceled_at",
  "created_at",
  "currency_code",
  ...ORDER_TOTAL,
  "credit_line_total",
  "shipping_methods.*",
  ...under("shipping_methods", ["total", "subtotal", "tax_total"]),
  "shipping_methods.tax_lines.*",
  ...under("shipping_address", ADDRESS),
  ...under("billing_address", ADDRESS),
  ...under("payment_collections", ["status", "captured_amount", "refunded_amount"]),
  ...under("payment_collections.payments", ["provider_id", "canceled_at"]),
  ...under("fulfillments", ["shipped_at", "delivered_at", "canceled_at"]),
]

/** For entity `order`, read by `parseStoredOrderView`. */
export const STORED_ORDER_FIELDS: string[] = [...new Set([...ORDER_FIELDS, ...PAST_ORDER_FIELDS, ...CUSTOMER])]

const OF_PRODUCT = ["id", "title", "handle", "description", "thumbnail"]
const OF_VARIANT = ["id", "title", "thumbnail"]

/** For entity `product`, read by `parseProductView`. */
export const PRODUCT_FIELDS: string[] = [...OF_PRODUCT, ...under("variants", OF_VARIANT)]

/** For entity `product_variant`: the variant and, under `product`, what `parseProductView` reads but the variants. */
export const VARIANT_FIELDS: string[] = [...OF_VARIANT, ...under("product", OF_PRODUCT)]
