import { z } from "zod"
import { addressSchema } from "./address"
import { shippingSchema } from "./shipping"
import { centsValue, currencyValue } from "./values"

/** State of a past order. docs: Aplazame API, orders, "history". */
export const HISTORY_STATUSES = ["pending", "cancelled", "processing", "complete"] as const

/** One of {@link HISTORY_STATUSES}. */
export type HistoryStatus = (typeof HISTORY_STATUSES)[number]

/**
 * One past order of the shopper. `type` is the payment method by name (`paypal`), `order_date` is written
 * `2014-03-21T13:56:45+0000`, `due` is what is still owed (an empty string in every documented example).
 *
 * docs: Aplazame API, orders, "history".
 */
export const historyEntrySchema = z.object({
  id: z.string().min(1),
  amount: centsValue,
  due: z.union([centsValue, z.literal("")]).optional(),
  status: z.enum(HISTORY_STATUSES),
  type: z.string().min(1),
  order_date: z.string().min(1),
  currency: currencyValue,
  billing: addressSchema.nullable().optional(),
  shipping: shippingSchema.optional(),
})

/** See {@link historyEntrySchema}. */
export type HistoryEntry = z.infer<typeof historyEntrySchema>
