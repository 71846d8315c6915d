import { z } from "zod"
import { settleCore } from "./order"
import { answerStatus } from "./status"
import { answerCents, answerCurrencyCode, answerId, textOrEmpty } from "./values"

/** Status of a checkout (v3). docs: Aplazame API, offline checkout; whether it serves online ones is not stated. */
export const checkoutStatusSchema = z
  .object({
    id: answerId,
    mid: answerId,
    status: answerStatus,
    status_reason: textOrEmpty,
    total_amount: answerCents,
    currency: answerCurrencyCode,
    sandbox: z.boolean().nullish().transform((value) => value ?? null),
  })
  .transform((raw) => settleCore(raw))

/** See {@link checkoutStatusSchema}. */
export type CheckoutStatus = z.infer<typeof checkoutStatusSchema>
