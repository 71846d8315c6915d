/** Between Medusa's decimal major units and Aplazame's integers of hundredths. */
import { defaultCurrencies } from "@medusajs/framework/utils"
import { cents, type Cents } from "../aplazame/cents"
import { decimalTimesTen, divideRounded, type DecimalLike } from "./decimal"
import { isMappingError, MappingError } from "./mapping-error"

export type { DecimalLike } from "./decimal"

/**
 * Refuses a currency that does not count in hundredths.
 *
 * Aplazame scales every amount by 100 (docs: Aplazame API, "decimals"), so for yen or dinars a Medusa amount
 * would be off by powers of ten. Digits as Medusa itself knows them (`defaultCurrencies[code].decimal_digits`).
 *
 * @throws MappingError `currency_not_supported`, for unknown currencies as well.
 */
export function assertHundredths(currency: string): void {
  const known: Record<string, { decimal_digits: number } | undefined> = defaultCurrencies
  if (known[currency.toUpperCase()]?.decimal_digits === 2) return
  throw new MappingError(
    "currency_not_supported",
    "currency_code",
    "The currency is not one that counts in hundredths, which is all that Aplazame knows"
  )
}

/** Medusa's divisions leave noise in the twentieth digit, a JSON number in the sixteenth. */
const DIGITS_THAT_COUNT = 10

/**
 * A decimal amount of major units as an integer of hundredths: decimal, never binary, half away from zero
 * (1.005 is 101, where `Math.round(1.005 * 100)` gives 100).
 *
 * Ten decimals count. The same total reaches us once with twenty digits (17.95499999999999999998, from dividing
 * tax out and adding it again) and once as the number 17.955 in a payment session; both must be 1796, or an
 * honest payment would look like one over another amount.
 *
 * @throws MappingError `currency_not_supported`, `not_an_amount`; RangeError beyond the safe integers.
 */
export function toCents(amount: DecimalLike, currency: string): Cents {
  assertHundredths(currency)
  const counted = decimalTimesTen(amount, DIGITS_THAT_COUNT)
  return cents(Number(divideRounded(counted, 10n ** BigInt(DIGITS_THAT_COUNT - 2))))
}

/** The same for money of whatever currency: null in one that does not count in hundredths. */
export function toCentsOrNull(amount: DecimalLike, currency: string): Cents | null {
  try {
    return toCents(amount, currency)
  } catch (error) {
    if (isMappingError(error) && error.code === "currency_not_supported") return null
    throw error
  }
}

/** Hundredths as major units, the number that prints with at most two decimals (5892 is 58.92). */
export function fromCents(c: Cents): number {
  return c / 100
}
