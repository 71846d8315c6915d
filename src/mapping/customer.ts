/** The shopper as Aplazame wants to know them. */
import type { Address, Customer } from "../aplazame/payloads"
import { personOf, type PersonView } from "./address"
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

/** First and last name of one and the same person: of the first who has both, else of the first who has one. */
function oneName(people: readonly (PersonView | null | undefined)[]): { first_name?: string; last_name?: string } {
  const named = people.flatMap((person) => (person ? [personOf(person)] : []))
  const whole = named.find((person) => person.first_name !== null && person.last_name !== null)
  const { first_name, last_name } = whole ?? named.find((person) => person.first_name !== null || person.last_name !== null) ?? { first_name: null, last_name: null }
  return { ...(first_name === null ? {} : { first_name }), ...(last_name === null ? {} : { last_name }) }
}

/**
 * The customer section. The cart's e-mail goes before the profile's: it is the one given for this purchase.
 * Guests bear no id and no joining date, as in all of Aplazame's plugins, and nothing of a profile: Medusa puts the
 * customer of a registered e-mail on the cart of whoever types it. `gender` is 0, "not known", because Medusa does
 * not ask.
 *
 * @throws MappingError `email_missing`.
 */
export function toCustomer(cart: ShopperView, ctx: CustomerContext, billing: Address | undefined): Customer {
  const profile = ctx.isGuest ? null : (cart.customer ?? null)
  const email = toText(cart.email ?? cart.customer?.email)
  if (email === null) throw new MappingError("email_missing", "email", "The cart has no e-mail address")

  const phone =
    billing?.phone ?? toPhone(cart.shipping_address?.phone, cart.shipping_address?.country_code ?? undefined) ?? toPhone(profile?.phone, billing?.country)
  const language = spokenLanguage(ctx.language) ?? spokenLanguage(cart.locale)
  const joined = profile?.created_at

  return {
    email,
    ...(profile === null ? {} : { id: profile.id }),
    type: ctx.customerType,
    gender: 0,
    ...oneName([profile, cart.billing_address, cart.shipping_address]),
    ...(phone ? { phone } : {}),
    ...(language ? { language } : {}),
    ...(joined ? { date_joined: toAplazameDate(joined) } : {}),
    ...(billing ? { address: billing } : {}),
  }
}
