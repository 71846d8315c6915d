/** The shopper as Aplazame wants to know them. */
import type { Customer } from "../aplazame/payloads"
import { isWhole, nameOrigin, originsOfForm, personOfProfile, readAddresses, type FormField, type NamedPerson, type SentAddress } from "./address"
import { toAplazameDate } from "./aplazame-date"
import { spokenLanguage } from "./language"
import { MappingError } from "./mapping-error"
import type { CartView } from "./medusa-view"
import { toPhone } from "./phone"
import { toText } from "./text"

/** What the cart itself does not tell. `customerType`: `g` guest, `n` new, `e` existing; a store may know a guest, of whose account nothing is sent all the same. */
export type CustomerContext = {
  readonly isGuest: boolean
  readonly customerType: "g" | "n" | "e"
  readonly language?: string | undefined
}

type ShopperView = Pick<CartView, "email" | "customer" | "locale" | "shipping_address" | "billing_address">

/** The field of the form that each text of the customer section came from. */
export type CustomerOrigins = Readonly<Record<"email" | "first_name" | "last_name" | "phone", FormField>>

/** The customer section, and where it came from. */
export type SentCustomer = { readonly customer: Customer; readonly origins: CustomerOrigins }

/** The person whose first and last name are told: the first who has both, else the first who has one. */
const namedOf = (people: readonly (NamedPerson | null)[]): NamedPerson | undefined => {
  const named = people.flatMap((person) => person ?? []).filter(({ first_name, last_name }) => first_name !== null || last_name !== null)
  return named.find(isWhole) ?? named[0]
}

/**
 * The customer section. The cart's e-mail goes before the profile's: it is the one given for this purchase.
 * Guests bear no id and no joining date, as in all of Aplazame's plugins, and nothing of a profile: Medusa puts the
 * customer of a registered e-mail on the cart of whoever types it. `gender` is 0, "not known", because Medusa does
 * not ask.
 *
 * @throws MappingError `email_missing`.
 */
export function toCustomer(cart: ShopperView, ctx: CustomerContext, billing: SentAddress | null): SentCustomer {
  const profile = ctx.isGuest ? null : (cart.customer ?? null)
  const email = toText(cart.email ?? cart.customer?.email)
  if (email === null) throw new MappingError("email_missing", "email", "The cart has no e-mail address")

  const forms = readAddresses(cart)
  const form = (billing?.origins ?? originsOfForm("shipping_address")).phone
  const phones = [
    { phone: billing?.address.phone, field: form },
    ...[forms.billing, forms.shipping].flatMap((one) => (one ? [{ phone: toPhone(one.phone, one.country_code ?? undefined), field: `${one.field}.phone` }] : [])),
    { phone: toPhone(profile?.phone, billing?.address.country), field: "customer.phone" },
  ]
  const { phone, field } = phones.find((one) => one.phone !== undefined) ?? { phone: undefined, field: form }
  const language = spokenLanguage(ctx.language) ?? spokenLanguage(cart.locale)
  const joined = profile?.created_at

  const person = namedOf([profile && personOfProfile(profile), forms.billing, forms.shipping])
  const { first_name = null, last_name = null } = person ?? {}
  const asked = forms.billing?.field ?? "shipping_address"

  return {
    customer: {
      email,
      ...(profile === null ? {} : { id: profile.id }),
      type: ctx.customerType,
      gender: 0,
      ...(first_name === null ? {} : { first_name }),
      ...(last_name === null ? {} : { last_name }),
      ...(phone ? { phone } : {}),
      ...(language ? { language } : {}),
      ...(joined ? { date_joined: toAplazameDate(joined) } : {}),
      ...(billing ? { address: billing.address } : {}),
    },
    origins: {
      email: "email",
      first_name: person ? nameOrigin("first_name", person, asked) : `${asked}.first_name`,
      last_name: person ? nameOrigin("last_name", person, asked) : `${asked}.last_name`,
      phone: field,
    },
  }
}
