import type { Cents } from "../../aplazame"
import type { ResolvedOptions } from "../../config/options"
import type { Code } from "../../modules/aplazame/texts"

/** Why a purchase can't be paid with Aplazame; `details` may be shown and are never the shopper's data. */
export type Reason = {
  code: Extract<Code, "currency_not_supported" | "region_not_supported" | "amount_out_of_limits" | "nothing_to_pay" | "product_excluded" | "not_available">
  details: Record<string, string | number>
}

/** What is known of a purchase. On a product page there is no country and no cart yet; in a currency without hundredths there is no amount. */
export type Purchase = { amount: Cents | null; currency: string; country: string | null }

/** Aplazame finances in euros. */
export const CURRENCIES: readonly string[] = ["eur"]

/** What the store's own options say against a purchase, all of it, without a call; empty when nothing does. */
export function reasonsAgainst(settings: Pick<ResolvedOptions, "countries" | "minAmount" | "maxAmount">, purchase: Purchase): Reason[] {
  const { countries, minAmount, maxAmount } = settings
  const { amount, currency, country } = purchase
  const reasons: Reason[] = []
  if (!CURRENCIES.includes(currency.toLowerCase())) reasons.push({ code: "currency_not_supported", details: { currency } })
  if (country && !countries.includes(country.toLowerCase())) reasons.push({ code: "region_not_supported", details: { country: country.toLowerCase() } })
  // Below every limit, but no limit is what keeps it from Aplazame.
  if (amount !== null && amount <= 0) return [...reasons, { code: "nothing_to_pay", details: {} }]
  const tooLittle = minAmount !== undefined && amount !== null && amount < minAmount
  const tooMuch = maxAmount !== undefined && amount !== null && amount > maxAmount
  if (tooLittle || tooMuch) {
    const limits = { ...(minAmount === undefined ? {} : { min_amount: minAmount }), ...(maxAmount === undefined ? {} : { max_amount: maxAmount }) }
    reasons.push({ code: "amount_out_of_limits", details: limits })
  }
  return reasons
}
