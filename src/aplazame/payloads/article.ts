import { z } from "zod"
import { absoluteUrl, nonNegativeCents, rateValue } from "./values"

/**
 * One line of an order.
 *
 * `price` is per unit, without tax and before `discount`; `discount` is per unit and before tax.
 * docs: Aplazame API, checkout creation, "articles"; arithmetic as in Aplazame's own demo.
 */
export const articleSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  url: absoluteUrl,
  image_url: absoluteUrl.optional(),
  quantity: z.int().min(1),
  price: nonNegativeCents,
  description: z.string().optional(),
  tax_rate: rateValue.optional(),
  discount: nonNegativeCents.optional(),
  discount_rate: rateValue.optional(),
  category: z.string().optional(),
  sku: z.string().optional(),
})

/** See {@link articleSchema}. */
export type Article = z.infer<typeof articleSchema>
