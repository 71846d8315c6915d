import { z } from "zod"
import { customerAddressSchema } from "./address"

/** `g` guest, `n` new, `e` existing. docs: Aplazame API, checkout creation, "customer". */
export const CUSTOMER_TYPES = ["g", "n", "e"] as const

/** One of {@link CUSTOMER_TYPES}. */
export type CustomerType = (typeof CUSTOMER_TYPES)[number]

/** 0 not known, 1 male, 2 female, 3 not applicable. */
export const genderSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])

/** See {@link genderSchema}. */
export type Gender = z.infer<typeof genderSchema>

/**
 * The shopper. `id` is left out for guests; `language` is ISO 639-1; `birthday` is a plain date,
 * `date_joined` and `last_login` are ISO 8601 with an offset.
 *
 * docs: Aplazame API, checkout creation, "customer".
 */
export const customerSchema = z.object({
  email: z.string().min(1),
  id: z.string().min(1).optional(),
  type: z.enum(CUSTOMER_TYPES).optional(),
  gender: genderSchema.optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  phone: z.string().optional(),
  birthday: z.string().optional(),
  language: z.string().optional(),
  date_joined: z.string().optional(),
  last_login: z.string().optional(),
  address: customerAddressSchema.optional(),
})

/** See {@link customerSchema}. */
export type Customer = z.infer<typeof customerSchema>
