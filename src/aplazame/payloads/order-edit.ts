import { z } from "zod"
import { addressSchema } from "./address"
import { articleSchema } from "./article"
import { shippingSchema } from "./shipping"
import { currencyValue, nonNegativeCents, rateValue } from "./values"

/**
 * The order as `PUT` and `PATCH /orders/:id` take it, inside `{ order }`.
 * Unlike checkout creation, shipping sits inside the order.
 *
 * docs: Aplazame API, orders, "edit".
 */
export const orderEditSchema = z.object({
  shipping: shippingSchema.optional(),
  billing: addressSchema.optional(),
  articles: z.array(articleSchema),
  currency: currencyValue,
  total_amount: nonNegativeCents,
  discount: nonNegativeCents.optional(),
  tax_rate: rateValue.optional(),
})

/** See {@link orderEditSchema}. */
export type OrderEdit = z.infer<typeof orderEditSchema>

/** Any part of {@link orderEditSchema}, for `PATCH`. */
export const partialOrderEditSchema = orderEditSchema.partial()
