import { z } from "zod"
import { answerCents, answerId, nullableText } from "./values"

/** What may still be refunded. docs: Aplazame API, orders, "refund" of online financing. */
export const remainingSchema = z.object({ remaining_amount: answerCents })

/** What may still be voided, and the voids so far. docs: Aplazame API, orders, "void". */
export const voidStateSchema = z.object({
  remaining_amount: answerCents,
  results: z
    .array(z.object({ id: answerId, amount: answerCents, created: nullableText }))
    .nullish()
    .transform((value) => value ?? []),
})

/** See {@link remainingSchema}. */
export type RemainingAmount = z.infer<typeof remainingSchema>
/** See {@link voidStateSchema}. */
export type VoidState = z.infer<typeof voidStateSchema>
