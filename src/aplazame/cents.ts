/**
 * Money as Aplazame writes it: an integer of hundredths of the currency unit.
 *
 * docs: Aplazame API, "decimals": every amount is an integer scaled by 100 (12.50 EUR is 1250).
 */
export type Cents = number & { readonly __brand: "Cents" }

/** Says whether a value may be used as {@link Cents}: a safe integer, negative ones included, minus zero not. */
export function isCents(value: unknown): value is Cents {
  return typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0)
}

/**
 * Brands an integer of hundredths.
 *
 * @throws RangeError unless `n` is a safe integer. Minus zero becomes zero.
 */
export function cents(n: number): Cents {
  const value: number = n === 0 ? 0 : n
  if (!isCents(value)) {
    throw new RangeError(`An amount must be a whole number of hundredths within the safe range, not ${String(n)}`)
  }
  return value
}

/** Nothing: 0.00. */
export const ZERO: Cents = cents(0)

/** Sum of all arguments. @throws RangeError when the sum leaves the safe range. */
export function addCents(...a: Cents[]): Cents {
  return sumCents(a)
}

/** `a` less `b`; may be negative. @throws RangeError when the result leaves the safe range. */
export function subCents(a: Cents, b: Cents): Cents {
  return cents(a - b)
}

/** Sum of a list; {@link ZERO} for an empty one. @throws RangeError when any partial sum leaves the safe range. */
export function sumCents(a: readonly Cents[]): Cents {
  return a.reduce<Cents>((sum, next) => cents(sum + next), ZERO)
}

/** The smaller of two amounts. */
export function minCents(a: Cents, b: Cents): Cents {
  return a <= b ? a : b
}

/** The larger of two amounts. */
export function maxCents(a: Cents, b: Cents): Cents {
  return a >= b ? a : b
}

/**
 * An amount for a person to read: `formatCents(cents(5892))` is "58,92 €".
 *
 * Integer arithmetic only, so every amount prints exactly. Spaces are plain ones
 * (Intl puts no-break spaces there), because the text also goes into logs and plain messages.
 *
 * @param currency ISO 4217 code, EUR unless told.
 * @param locale BCP 47 tag, Spanish unless told.
 */
export function formatCents(a: Cents, currency = "EUR", locale = "es"): string {
  const absolute = BigInt(Math.abs(a))
  const units = absolute / 100n
  const hundredths = (absolute % 100n).toString().padStart(2, "0")

  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  const digits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false })

  // Less than one unit below zero would lose its sign, because an integer has no minus zero:
  // format -1 for the sign and put the 0 in its place.
  const signed = a < 0 ? -(units || 1n) : units
  return format
    .formatToParts(signed)
    .map((part) => {
      if (part.type === "fraction") return digits.format(Number(hundredths))
      if (part.type === "integer" && units === 0n) return new Intl.NumberFormat(locale).format(0)
      return part.value
    })
    .join("")
    .replace(/[\u00a0\u202f]/g, " ")
}
