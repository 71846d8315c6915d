import { z } from "zod"
import { addressSchema } from "./address"
import { nonNegativeCents, rateValue } from "./values"

/** How goods travel. docs: Aplazame API, checkout creation, "shipping". */
export const SHIPPING_METHODS = ["pickup_store", "pickup_point", "postal"] as const

/** One of {@link SHIPPING_METHODS}. */
export type ShippingMethod = (typeof SHIPPING_METHODS)[number]

/**
 * Where the goods go and what the carriage costs. `price` is without tax, `discount` before tax.
 *
 * docs: Aplazame API, checkout creation, "shipping".
 */
export const shippingSchema = addressSchema.extend({
  name: z.string().min(1),
  price: nonNegativeCents,
  tax_rate: rateValue.optional(),
  discount: nonNegativeCents.optional(),
  discount_rate: rateValue.optional(),
  method: z.enum(SHIPPING_METHODS).optional(),
})

/** See {@link shippingSchema}. */
export type ShippingPayload = z.infer<typeof shippingSchema>
