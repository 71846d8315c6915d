import { z } from "zod"
import { addressSchema } from "./address"
import { articleSchema } from "./article"
import { customerSchema } from "./customer"
import { shippingSchema } from "./shipping"
import { absoluteUrl, currencyValue, nonNegativeCents, rateValue } from "./values"

/** What can be forced on a checkout; `pay_later` is the 15-day one. docs: Aplazame API, checkout creation, "product". */
export const PRODUCT_TYPES = ["instalments", "pay_later", "pay_in_4"] as const

/** One of {@link PRODUCT_TYPES}. */
export type ProductType = (typeof PRODUCT_TYPES)[number]

/**
 * Where the shopper and the notifications go. Time-outs are minutes: `timeout_checkout` 1-120 (60 unless told),
 * `timeout_extra`, the added time of an identity challenge, 0-2880 (2880 unless told).
 *
 * docs: Aplazame API, checkout creation, "merchant".
 */
export const merchantUrlsSchema = z.object({
  notification_url: absoluteUrl,
  success_url: absoluteUrl,
  pending_url: absoluteUrl,
  error_url: absoluteUrl,
  dismiss_url: absoluteUrl.optional(),
  ko_url: absoluteUrl.optional(),
  close_on_success: z.boolean().optional(),
  timeout_checkout: z.int().min(1).max(120).optional(),
  timeout_extra: z.int().min(0).max(2880).optional(),
})

/** See {@link merchantUrlsSchema}. */
export type MerchantUrls = z.infer<typeof merchantUrlsSchema>

/**
 * The order to finance. `id` is ours and becomes `mid`; `total_amount` is what all articles and shipping
 * come to with tax, less discounts.
 *
 * docs: Aplazame API, checkout creation, "order".
 */
export const orderPayloadSchema = z.object({
  id: z.string().min(1),
  articles: z.array(articleSchema).min(1),
  currency: currencyValue,
  total_amount: nonNegativeCents,
  tax_rate: rateValue.optional(),
  discount: nonNegativeCents.optional(),
  discount_rate: rateValue.optional(),
  cart_discount: nonNegativeCents.optional(),
  cart_discount_rate: rateValue.optional(),
  options: z.object({ event_date: z.string().optional() }).optional(),
})

/** See {@link orderPayloadSchema}. */
export type OrderPayload = z.infer<typeof orderPayloadSchema>

/**
 * Body of `POST /checkout`. Without `product` the shopper chooses among all that the account offers.
 *
 * docs: Aplazame API, checkout creation (v4).
 */
export const checkoutPayloadSchema = z.object({
  toc: z.boolean().optional(),
  merchant: merchantUrlsSchema,
  order: orderPayloadSchema,
  customer: customerSchema,
  billing: addressSchema.optional(),
  shipping: shippingSchema.optional(),
  product: z.object({ type: z.enum(PRODUCT_TYPES) }).optional(),
  meta: z
    .object({
      module: z.object({ name: z.string(), version: z.string() }),
      version: z.string().optional(),
    })
    // Aplazame does not document what may be in it.
    .catchall(z.unknown())
    .optional(),
})

/** See {@link checkoutPayloadSchema}. */
export type CheckoutPayload = z.infer<typeof checkoutPayloadSchema>
