import { z } from "zod"
import { answerCents, answerId, nullableText } from "./values"

/**
 * Parts of an order that the documents never spell out; they exist, because the list can be filtered by them.
 * docs: Aplazame API, orders, "filter orders".
 */
export const orderCustomerSchema = z.object({
  id: answerId.nullish(),
  created: nullableText,
  phone: z.object({ number: nullableText, country: nullableText }).nullish(),
  document_id: z.object({ number: nullableText, country: nullableText, type: nullableText }).nullish(),
})

/** The shopper as known to the store. See {@link orderCustomerSchema}. */
export const orderAccountSchema = z.object({
  id: answerId.nullish(),
  type: nullableText,
  gender: z.number().nullish(),
  first_name: nullableText,
  last_name: nullableText,
  email: nullableText,
  last_login: nullableText,
  date_joined: nullableText,
  created: nullableText,
})

/** First payment of an instalment plan. See {@link orderCustomerSchema}. */
export const orderDownpaymentSchema = z.object({
  state: nullableText,
  amount: answerCents.nullish().transform((amount) => amount ?? null),
})

/** See {@link orderCustomerSchema}. */
export type OrderCustomer = z.infer<typeof orderCustomerSchema>
/** See {@link orderAccountSchema}. */
export type OrderAccount = z.infer<typeof orderAccountSchema>
/** See {@link orderDownpaymentSchema}. */
export type OrderDownpayment = z.infer<typeof orderDownpaymentSchema>
