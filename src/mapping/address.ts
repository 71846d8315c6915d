/** A shopper's addresses as Aplazame's: which of them can be used, and what stands in for what is missing. */
import type { Address } from "../aplazame/payloads"
import { MappingError } from "./mapping-error"
import type { AddressView } from "./medusa-view"
import { toPhone } from "./phone"
import { hasProvinces, provinceName } from "./provinces"
import { toText } from "./text"

/** A name as somebody wrote it. */
export type PersonView = { readonly first_name: string | null; readonly last_name: string | null }

/** The part of a cart or an order that holds addresses. */
export type AddressesView = {
  readonly shipping_address?: AddressView | null | undefined
  readonly billing_address?: AddressView | null | undefined
}

/** The addresses that can be used, each completed; null where there is none. */
export type Addresses = { readonly shipping: Address | null; readonly billing: Address | null }

/**
 * What happens to a required text that is nowhere: the shopper of a cart is asked for it, by an error that names the
 * field. Of a placed order nobody can be asked any more and its money must move, so a dash stands there: never blank,
 * which servers like Aplazame's refuse. `profile` is that of the signed-in customer, null for everybody else.
 */
export type Missing = { readonly ask: true; readonly profile: PersonView | null } | { readonly ask: false }

/** For a placed order. */
export const SHOW_A_DASH: Missing = { ask: false }
const DASH = "-"

/** The required texts by the names that Medusa and its storefronts give them, in the order of a form. */
type Field = "first_name" | "last_name" | "address_1" | "city" | "postal_code" | "country_code" | "province"

type Read = {
  field: "shipping_address" | "billing_address"
  first_name: string | null
  last_name: string | null
  company: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  postal_code: string | null
  province: string | null
  country_code: string | null
  phone: string | null
}

/** A name without blanks around it; null where there is none. */
export function personOf(view: PersonView): { first_name: string | null; last_name: string | null } {
  return { first_name: toText(view.first_name), last_name: toText(view.last_name) }
}

const isWhole = (person: PersonView): boolean => person.first_name !== null && person.last_name !== null

function read(view: AddressView | null | undefined, field: Read["field"]): Read | null {
  if (!view) return null
  const country = view.country_code?.trim().toUpperCase() ?? ""
  return {
    field,
    ...personOf(view),
    company: toText(view.company),
    address_1: toText(view.address_1),
    address_2: toText(view.address_2),
    city: toText(view.city),
    postal_code: toText(view.postal_code),
    province: toText(view.province),
    country_code: /^[A-Z]{2}$/.test(country) ? country : null,
    phone: view.phone,
  }
}

/** Medusa writes an address that holds nothing but a country by itself; one that names no place at all is none. */
const hasPlace = (address: Read | null): address is Read => address !== null && [address.address_1, address.city, address.postal_code].some((part) => part !== null)

const isWholePlace = ({ address_1, city, postal_code, country_code }: Read): boolean => ![address_1, city, postal_code, country_code].includes(null)

/**
 * The addresses of a cart or an order, completed: first and last name come together from one person (the address's,
 * the other address's, the customer's), street, town and postal code together from one place (its own, else the other
 * address's), the province from its code or the postal code.
 *
 * @throws MappingError `address_incomplete` with the first missing field (`shipping_address.last_name`), if the
 * shopper can be asked.
 */
export function addressesOf(view: AddressesView, missing: Missing): Addresses {
  const shipping = read(view.shipping_address, "shipping_address")
  const billing = read(view.billing_address, "billing_address")
  return {
    shipping: hasPlace(shipping) ? complete(shipping, billing, missing) : null,
    billing: hasPlace(billing) ? complete(billing, shipping, missing) : null,
  }
}

/** The country of whoever pays, in small letters as Medusa has it: of the address that will be billed. */
export function billingCountry(view: AddressesView): string | null {
  const billing = read(view.billing_address, "billing_address")
  const shipping = read(view.shipping_address, "shipping_address")
  const used = [billing, shipping].find(hasPlace) ?? billing ?? shipping
  return used?.country_code?.toLowerCase() ?? null
}

function complete(own: Read, other: Read | null, missing: Missing): Address | null {
  const people: PersonView[] = [own, ...(other ? [other] : []), ...(missing.ask && missing.profile ? [personOf(missing.profile)] : [])]
  const person = people.find(isWhole) ?? own
  const place = !isWholePlace(own) && other !== null && isWholePlace(other) ? other : own
  if (!missing.ask && place.country_code === null) return null

  const required = (field: Field, text: string | null): string => {
    if (text !== null) return text
    if (!missing.ask) return DASH
    throw new MappingError("address_incomplete", `${own.field}.${field}`, `The address does not say its ${field}`)
  }
  const addition = toText([place.company, place.address_2].filter((part) => part !== null).join(", "))
  const first_name = required("first_name", person.first_name)
  const last_name = required("last_name", person.last_name)
  const street = required("address_1", place.address_1)
  const city = required("city", place.city)
  const postcode = required("postal_code", place.postal_code)
  const country = required("country_code", place.country_code)
  // Where provinces are known by the postal code, one that is none is to be corrected; elsewhere many countries have none.
  const province = provinceName(country, place.province, place.postal_code) ?? (hasProvinces(country) ? null : city)
  const state = province ?? required("postal_code", null)
  const phone = toPhone(own.phone, country)
  return {
    first_name,
    last_name,
    street,
    ...(addition === null ? {} : { address_addition: addition }),
    city,
    state,
    country,
    postcode,
    ...(phone === undefined ? {} : { phone }),
  }
}
