import { z } from "zod"

declare const centsBrand: unique symbol

/** An amount in hundredths of the currency, always a safe integer (docs: Aplazame API, "decimals are integers scaled by 100"). */
export type Cents = number & { readonly [centsBrand]: true }

/** Brands `value`; throws a RangeError when it is not a safe integer. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError("an amount must be a safe integer of hundredths")
  return value as Cents
}

const NOT_AN_INTEGER = "A valid integer is required."

/** An integer in hundredths, zero or more, as request bodies carry it. */
export const amountSchema = z.int({ error: (issue) => (issue.input === undefined ? "This field is required." : NOT_AN_INTEGER) }).min(0, "Ensure this value is greater than or equal to 0.")

/** The same, above zero: what refund, void and capture bodies ask for. */
export const positiveAmountSchema = amountSchema.min(1, "Ensure this value is greater than or equal to 1.")
