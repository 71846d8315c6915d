import { z } from "zod"
import { orderAccountSchema, orderCustomerSchema, orderDownpaymentSchema } from "./order-parts"
import { answerStatus, readStatus } from "./status"
import { answerCents, answerCurrencyCode, answerFlag, answerId, answerRate, nullableText, textOrEmpty } from "./values"

/** An undocumented part that does not fit is left out; it must not make the order unreadable. */
function ifReadable<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined)
}

/** Fields that an order and a notification about it share. docs: Aplazame API, checkout confirmation, payload. */
export const orderCore = {
  id: answerId,
  mid: answerId,
  status: answerStatus,
  status_reason: textOrEmpty,
  total_amount: answerCents,
  tax_rate: ifReadable(answerRate.nullable()),
  discount: ifReadable(answerCents.nullable()),
  discount_rate: ifReadable(answerRate.nullable()),
  currency: answerCurrencyCode,
  rejected: answerFlag,
  confirmed: nullableText,
  verified: nullableText,
  cancelled: nullableText,
  expired: nullableText,
  created: nullableText,
  expires_at: nullableText,
}

/** Renames and closes what both have: `status` becomes one of four words and the raw one is kept. */
export function settleCore<T extends { status: string; currency: string | null }>(raw: T) {
  const { currency, status, ...rest } = raw
  return { ...rest, status: readStatus(status), raw_status: status, currency_code: currency }
}

/**
 * An order as Aplazame has it. Unknown fields are dropped.
 *
 * `sandbox` is null when Aplazame does not say; the side asked is then that of the client.
 * Dates are ISO 8601 texts as received, null when it did not happen.
 *
 * docs: the detail answer is never spelt out; these are the fields of notifications plus the filterable parts.
 */
export const aplazameOrderSchema = z
  .object({
    ...orderCore,
    sandbox: z.boolean().nullish().transform((value) => value ?? null),
    customer: ifReadable(orderCustomerSchema),
    account: ifReadable(orderAccountSchema),
    downpayment: ifReadable(orderDownpaymentSchema),
    instalment_plan: ifReadable(z.object({ downpayment: ifReadable(orderDownpaymentSchema) })),
  })
  .transform(({ instalment_plan, downpayment, ...raw }) => ({
    ...settleCore(raw),
    downpayment: downpayment ?? instalment_plan?.downpayment,
  }))

/** See {@link aplazameOrderSchema}. */
export type AplazameOrder = z.infer<typeof aplazameOrderSchema>
