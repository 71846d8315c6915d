/** A shopper's addresses as Aplazame's: which of them can be used, what stands in for what is missing, and where each word came from. */
import type { Address } from "../aplazame/payloads"
import { MappingError } from "./mapping-error"
import type { AddressView } from "./medusa-view"
import { toPhone } from "./phone"
import { hasProvinces, provinceOf } from "./provinces"
import { toText } from "./text"

/** A name as somebody wrote it. */
export type PersonView = { readonly first_name: string | null; readonly last_name: string | null }

/** The part of a cart or an order that holds addresses. */
export type AddressesView = {
  readonly shipping_address?: AddressView | null | undefined
  readonly billing_address?: AddressView | null | undefined
}

/** A field of the shopper's form, by Medusa's name: `email`, `shipping_address.postal_code`, `customer.last_name` (of the profile). */
export type FormField = string

/** The field of the form that each text of an address came from; for a text that is not sent, where the shopper would write it. */
export type AddressOrigins = Readonly<Record<"first_name" | "last_name" | "street" | "address_addition" | "city" | "state" | "country" | "postcode" | "phone", FormField>>

/** An address to send, and where it came from. */
export type SentAddress = { readonly address: Address; readonly origins: AddressOrigins }

/** The addresses that can be used, each completed; null where there is none. */
export type Addresses = { readonly shipping: SentAddress | null; readonly billing: SentAddress | null }

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

type Form = "shipping_address" | "billing_address"

type Read = {
  field: Form
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

/** A name, and the form that it is written in. */
export type NamedPerson = PersonView & { readonly field: Form | "customer" }

/** A name without blanks around it; null where there is none. */
function personOf<Field extends NamedPerson["field"]>(view: PersonView, field: Field) {
  return { field, first_name: toText(view.first_name), last_name: toText(view.last_name) }
}

/** The person of a signed-in customer's profile. */
export const personOfProfile = (profile: PersonView): NamedPerson => personOf(profile, "customer")

/** Whether a person has both names: the two are told of one person only. */
export const isWhole = (person: PersonView): boolean => person.first_name !== null && person.last_name !== null

/** Where a name came from: one that the person lacks is for the form to ask for, which is not the profile's. */
export const nameOrigin = (name: "first_name" | "last_name", person: NamedPerson, form: NamedPerson["field"]): FormField =>
  `${person[name] === null ? form : person.field}.${name}`

function read(view: AddressView | null | undefined, field: Form): Read | null {
  if (!view) return null
  const country = view.country_code?.trim().toUpperCase() ?? ""
  return {
    ...personOf(view, field),
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

/** What the form says. Where both addresses are the same, it has shown one of them, the shipping address's. */
export function readAddresses(view: AddressesView): { readonly shipping: Read | null; readonly billing: Read | null } {
  const shipping = read(view.shipping_address, "shipping_address")
  const billing = read(view.billing_address, "billing_address")
  const same = JSON.stringify(billing && { ...billing, field: "shipping_address" }) === JSON.stringify(shipping)
  return { shipping, billing: same ? shipping : billing }
}

/** Medusa writes an address that holds nothing but a country by itself; one that names no place at all is none. */
const hasPlace = (address: Read | null): address is Read => address !== null && [address.address_1, address.city, address.postal_code].some((part) => part !== null)

const isWholePlace = ({ address_1, city, postal_code, country_code }: Read): boolean => ![address_1, city, postal_code, country_code].includes(null)

/** An address that is used: the one whose form it is, the other one, and the one of both whose street, town, postal code and country are told. */
type Used = { readonly own: Read; readonly other: Read | null; readonly place: Read }

/** The one choice of addresses: what is sent and what country is judged both follow from it. */
function usedAddresses(view: AddressesView): { readonly shipping: Used | null; readonly billing: Used | null } {
  const { shipping, billing } = readAddresses(view)
  const used = (own: Read | null, other: Read | null): Used | null =>
    hasPlace(own) ? { own, other, place: !isWholePlace(own) && other !== null && isWholePlace(other) ? other : own } : null
  return { shipping: used(shipping, billing), billing: used(billing, shipping) }
}

/**
 * The addresses of a cart or an order, completed: first and last name come together from one person (the address's,
 * the other address's, the customer's), street, town and postal code together from one place (its own, else the other
 * address's), the province from its code or the postal code.
 *
 * @throws MappingError `address_incomplete` with the first missing field (`shipping_address.last_name`),
 * `address_not_valid` with one that is not right, if the shopper can be asked.
 */
export function addressesOf(view: AddressesView, missing: Missing): Addresses {
  const { shipping, billing } = usedAddresses(view)
  return { shipping: shipping && complete(shipping, missing), billing: billing && complete(billing, missing) }
}

/** Who pays lives where the bill goes; a shop that asks for one address only bills that one. */
export const billed = <Address>({ shipping, billing }: { readonly shipping: Address | null; readonly billing: Address | null }): Address | null => billing ?? shipping

/**
 * The country of whoever pays, in small letters as Medusa has it: of the address that is billed, as it is sent. Before
 * there is one, of what the form says so far.
 */
export function billingCountry(view: AddressesView): string | null {
  const sent = billed(usedAddresses(view))
  const country = sent ? sent.place.country_code : billed(readAddresses(view))?.country_code
  return country?.toLowerCase() ?? null
}

function complete({ own, other, place }: Used, missing: Missing): SentAddress | null {
  const people = [own, ...(other ? [other] : []), ...(missing.ask && missing.profile ? [personOfProfile(missing.profile)] : [])]
  const person = people.find(isWhole) ?? own
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
  const province = provinceOf(country, place.province, place.postal_code) ?? (hasProvinces(country) ? null : { name: city, from: "city" as const })
  if (!province && missing.ask) throw new MappingError("address_not_valid", `${own.field}.postal_code`, "The postal code is none of the country's")
  const state = province?.name ?? DASH
  const phone = toPhone(own.phone, country)
  return {
    address: {
      first_name,
      last_name,
      street,
      ...(addition === null ? {} : { address_addition: addition }),
      city,
      state,
      country,
      postcode,
      ...(phone === undefined ? {} : { phone }),
    },
    origins: {
      ...originsOfForm(place.field),
      first_name: nameOrigin("first_name", person, own.field),
      last_name: nameOrigin("last_name", person, own.field),
      state: `${place.field}.${province?.from ?? "postal_code"}`,
      phone: `${own.field}.phone`,
    },
  }
}

/** Where the texts of an address are written in one form, as of a form that is still empty. */
export const originsOfForm = (form: Form): AddressOrigins => ({
  first_name: `${form}.first_name`,
  last_name: `${form}.last_name`,
  street: `${form}.address_1`,
  address_addition: `${form}.address_2`,
  city: `${form}.city`,
  state: `${form}.province`,
  country: `${form}.country_code`,
  postcode: `${form}.postal_code`,
  phone: `${form}.phone`,
})
