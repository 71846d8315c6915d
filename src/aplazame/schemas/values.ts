import { z } from "zod"
import { cents, isCents, type Cents } from "../cents"

/**
 * An amount in an answer: a whole number or the same as text (campaign interest is documented as `"2500"`),
 * read as {@link Cents}. Fractions, exponents, spaces and numbers beyond the safe range are refused.
 */
export const answerCents = z.union([z.number(), z.string().regex(/^-?\d{1,16}$/)]).transform((value, context): Cents => {
  const number = typeof value === "string" ? Number(value) : value
  if (!Number.isSafeInteger(number)) {
    context.addIssue({ code: "custom", message: "must be a whole number of hundredths" })
    return z.NEVER
  }
  return isCents(number) ? number : cents(number)
})

/** A rate in an answer, hundredths of a percent. */
export const answerRate = answerCents.transform((value): number => value)

/** An identifier in an answer. Plugins also send whole numbers as order ids, so those come back too. */
export const answerId = z.union([z.string().min(1), z.int().transform(String)])

/** A text that may be null or absent; both read as null. */
export const nullableText = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

/** A text that may be null or absent; both read as "". */
export const textOrEmpty = z
  .string()
  .nullish()
  .transform((value) => value ?? "")

/**
 * Currency code: an object `{ code }` in notifications and answers, a plain string in requests; null when absent.
 * docs: Aplazame API, checkout confirmation, "currency".
 */
export const answerCurrencyCode = z
  .union([z.string().min(1), z.object({ code: z.string().min(1) }).transform((currency) => currency.code)])
  .nullish()
  .transform((code) => (code == null ? null : code.toUpperCase()))

/** `rejected`: a boolean in the documents; a date, as its sister fields have, also counts as true. */
export const answerFlag = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value) => value === true || (typeof value === "string" && value !== ""))
