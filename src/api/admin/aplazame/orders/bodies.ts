import { z } from "@medusajs/framework/zod"
import { token } from "../shared/validation"

const version = z.string().min(1).max(64)
const hundredths = z.number().int().positive().max(100_000_000)

/** `version`: the one of the overview that the operator decided on. */
export const actionBody = z.object({ token, version }).strict()
/** `amount` in hundredths; without it, all that the overview allows. */
export const moneyBody = z.object({ token, version, amount: hundredths.optional() }).strict()
/** `note` and `refund_reason_id` go into Medusa's refund. */
export const refundBody = z
  .object({ token, version, amount: hundredths, note: z.string().trim().max(500).optional(), refund_reason_id: z.string().max(100).optional() })
  .strict()
