import { z } from "zod"
import { countryValue } from "./values"

/**
 * A postal address. `state` is the province by name. Names may be empty strings, never absent.
 *
 * docs: Aplazame API, checkout creation, "address". The postal code is `postcode` since 2015-07-20.
 */
export const addressSchema = z.object({
  first_name: z.string(),
  last_name: z.string(),
  street: z.string(),
  address_addition: z.string().optional(),
  city: z.string(),
  state: z.string(),
  country: countryValue,
  postcode: z.string(),
  phone: z.string().optional(),
  alt_phone: z.string().optional(),
})

/** See {@link addressSchema}. */
export type Address = z.infer<typeof addressSchema>

/** The shopper's own address, where names are not asked for. */
export const customerAddressSchema = addressSchema.partial({ first_name: true, last_name: true })

/** See {@link customerAddressSchema}. */
export type CustomerAddress = z.infer<typeof customerAddressSchema>
