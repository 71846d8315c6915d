import { z } from "zod"
import { answerCents, answerId, nullableText } from "./values"

const optionalCents = answerCents.nullish().transform((value) => value ?? null)

/** One refund of a capture. docs: Aplazame API, orders, "refunds" of pay later. */
export const captureRefundSchema = z.object({
  id: answerId,
  amount: answerCents,
  pending_amount: optionalCents,
  accrual_date: nullableText,
  credit_to_customer: optionalCents,
  completed: z.boolean().nullish().transform((value) => value ?? null),
  completed_but_defaults: z.boolean().nullish().transform((value) => value ?? null),
  created: nullableText,
})

/**
 * A capture: what of a pay-later order was sent to the shopper. `remaining_amount` is what may still be refunded
 * (`amount` less `refunded_amount`).
 *
 * docs: Aplazame API, checkout capture.
 */
export const captureSchema = z.object({
  id: answerId,
  amount: answerCents,
  refunded_amount: answerCents,
  remaining_amount: answerCents,
  created: nullableText,
  refunds: z.array(captureRefundSchema).nullish().transform((value) => value ?? []),
})

/** All captures of an order and what may still be captured; 0 for products without captures. */
export const captureListSchema: z.ZodType<CaptureList> = z.object({
  remaining_capture_amount: answerCents,
  results: z.array(captureSchema),
})

/** A new capture and what may still be captured after it. */
export const captureCreatedSchema: z.ZodType<CaptureCreated> = captureSchema.extend({ remaining_capture_amount: answerCents })

/** See {@link captureRefundSchema}. */
export type CaptureRefund = z.infer<typeof captureRefundSchema>
/** See {@link captureSchema}. */
export type Capture = z.infer<typeof captureSchema>
/** See {@link captureListSchema}. */
export type CaptureList = { remaining_capture_amount: Capture["amount"]; results: Capture[] }
/** See {@link captureCreatedSchema}. */
export type CaptureCreated = Capture & { remaining_capture_amount: Capture["amount"] }
