/** The shopper as Aplazame wants to know them. */
import type { Address, Customer } from "../aplazame/payloads"
import { toAplazameDate } from "./aplazame-date"
import { MappingError } from "./mapping-error"
import type { CartView } from "./medusa-view"
import { languageOf } from "./words"

/** What the cart itself does not tell. `customerType`: `g` guest, `n` new, `e` existing. */
export type CustomerContext = {
  readonly isGuest: boolean
  readonly customerType: "g" | "n" | "e"
  readonly language?: string | undefined
}

/**
 * The customer section. The cart's e-mail goes before the profile's: it is the one given for this purchase.
 * Guests bear no id and no joining date, as in all of Aplazame's plugins; `gender` is 0, "not known", because
 * Medusa does not ask.
 *
 * @throws MappingError `email_missing`.
 */
export function toCustomer(cart: Pick<CartView, "email" | "customer" | "locale" | "shipping_address">, ctx: CustomerContext, billing: Address | undefined): Customer {
  const profile = cart.customer ?? null
  const email = cart.email ?? profile?.email
  if (!email) throw new MappingError("email_missing", "email", "The cart has no e-mail address")

  const first = profile?.first_name || billing?.first_name
  const last = profile?.last_name || billing?.last_name
  const phone = billing?.phone || cart.shipping_address?.phone || profile?.phone
  const language = languageOf(ctx.language ?? cart.locale)
  const joined = ctx.isGuest ? null : profile?.created_at

  return {
    email,
    ...(ctx.isGuest || profile === null ? {} : { id: profile.id }),
    type: ctx.isGuest ? "g" : ctx.customerType,
    gender: 0,
    ...(first ? { first_name: first } : {}),
    ...(last ? { last_name: last } : {}),
    ...(phone ? { phone } : {}),
    ...(language ? { language } : {}),
    ...(joined ? { date_joined: toAplazameDate(joined) } : {}),
    ...(billing ? { address: billing } : {}),
  }
}
