import { z } from "@medusajs/framework/zod"

const id = z.string().min(1).max(100)
const MOST = 100_000_000

/** Either a cart, or an amount in hundredths with its currency and what else is known. */
export const eligibilityQuery = z.union([
  z.object({ cart_id: id }).strict(),
  z
    .object({
      amount: z.coerce.number().int().min(0).max(MOST),
      currency_code: z.string().length(3).toLowerCase(),
      country_code: z.string().length(2).toLowerCase().optional(),
      product_id: z.union([id, z.array(id).max(50)]).optional(),
    })
    .strict(),
])

export type EligibilityQuery = z.infer<typeof eligibilityQuery>
