import { z } from "zod"
import { isCents, type Cents } from "../cents"

/** An amount to send: hundredths, branded. */
export const centsValue = z.custom<Cents>(isCents, "must be a whole number of hundredths")

/** An amount to send that may not be negative (a price, a discount, a total). */
export const nonNegativeCents = z.custom<Cents>(
  (value) => isCents(value) && value >= 0,
  "must be a whole number of hundredths, not below zero"
)

/** A rate in hundredths of a percent: 21 % is 2100. docs: Aplazame API, "decimals". */
export const rateValue = z.int().min(0).max(1_000_000)

/** ISO 4217 code, such as EUR. */
export const currencyValue = z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")

/** ISO 3166-1 alpha-2 code, such as ES. */
export const countryValue = z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code in capitals")

/** An absolute http(s) address. */
export const absoluteUrl = z.url({ protocol: /^https?$/ })
