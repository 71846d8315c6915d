/**
 * Exact decimals without a float in between.
 *
 * Medusa hands amounts out in four dresses: a number, a numeric string, a raw `{ value, precision }`, and its
 * own `BigNumber` class with `raw` and `numeric` (docs: Medusa, `BigNumberInput`). All become one decimal
 * string here; arithmetic happens on bigints of a fixed scale.
 */
import { MappingError } from "./mapping-error"

/** Any dress of a Medusa amount. */
export type DecimalLike =
  | number
  | string
  | bigint
  | { readonly value: string | number }
  | { readonly raw?: { readonly value: string | number } | undefined; readonly numeric: number }

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Digits after the point in {@link toScaled}: sixteen more than a cent has, beyond what Medusa keeps. */
const SCALE_DIGITS = 18

/** One major unit in scaled form. */
export const ONE = 10n ** BigInt(SCALE_DIGITS)

/** One hundredth of a major unit in scaled form. */
export const ONE_CENT = ONE / 100n

/** The decimal text of a value, or null when it is no finite decimal number. */
export function readDecimal(value: unknown): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null
  if (typeof value === "bigint") return value.toString()
  if (typeof value === "string") return DECIMAL.test(value.trim()) ? value.trim() : null
  if (typeof value !== "object" || value === null) return null
  if ("raw" in value && value.raw !== undefined && value.raw !== null) return readDecimal(value.raw)
  if ("raw_" in value && value.raw_ !== undefined && value.raw_ !== null) return readDecimal(value.raw_)
  if ("value" in value && typeof value.value !== "object") return readDecimal(value.value)
  if ("numeric" in value && typeof value.numeric === "number") return readDecimal(value.numeric)
  if ("toJSON" in value && typeof value.toJSON === "function") {
    const json = (value.toJSON as () => unknown).call(value)
    return typeof json === "object" ? null : readDecimal(json)
  }
  return null
}

/**
 * The decimal text of an amount.
 *
 * @throws MappingError `not_an_amount` for NaN, infinities, and anything that is not a decimal number.
 */
function toDecimalString(value: DecimalLike, field = "amount"): string {
  const text = readDecimal(value)
  if (text === null) throw new MappingError("not_an_amount", field, `${field} is not a decimal number`)
  return text
}

/** The order of two exact values, or of two texts, for sorting. */
export const by = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

/** Quotient rounded half away from zero. `divisor` must be above zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  const even = divisor % 2n === 0n
  const absolute = dividend < 0n ? -dividend : dividend
  const remainder = absolute % divisor
  const up = even ? remainder >= half : remainder > half
  const quotient = absolute / divisor + (up ? 1n : 0n)
  return dividend < 0n ? -quotient : quotient
}

/** `value` × 10^digits as an integer, rounded half away from zero, from all the digits that the text has. */
export function decimalTimesTen(value: DecimalLike, digits: number, field?: string): bigint {
  const match = DECIMAL.exec(toDecimalString(value, field))
  // toDecimalString has tested the same pattern, except for bigints, which match it too.
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match ?? []
  const shift = digits - fraction.length + Number(exponent)
  const unsigned = BigInt(whole + fraction)
  const scaled = shift >= 0 ? unsigned * 10n ** BigInt(shift) : divideRounded(unsigned, 10n ** BigInt(-shift))
  return sign === "-" ? -scaled : scaled
}

/** A decimal as an integer of 10^-18: exact for everything that Medusa computes. */
export function toScaled(value: DecimalLike, field?: string): bigint {
  return decimalTimesTen(value, SCALE_DIGITS, field)
}

/** As {@link toScaled}, of what may be no amount at all: that is nothing. */
export const scaledOrZero = (value: unknown): bigint => toScaled(readDecimal(value) ?? "0")

/** The shortest decimal text of a scaled integer. */
export function scaledToDecimalString(scaled: bigint): string {
  const absolute = scaled < 0n ? -scaled : scaled
  const fraction = (absolute % ONE).toString().padStart(SCALE_DIGITS, "0").replace(/0+$/, "")
  return `${scaled < 0n ? "-" : ""}${absolute / ONE}${fraction ? `.${fraction}` : ""}`
}
