import { cents, type Cents } from "../aplazame/cents"

// Medusa's totals have fractions of a cent. Here is what that comes to where our cents are held against its figures.

/** One figure of Medusa's, rounded to cents, beside ours. */
export const ONE_ROUNDED: Cents = cents(1)
/** The difference of two figures of Medusa's, each rounded. */
export const TWO_ROUNDED: Cents = cents(2)
/** Medusa holds so much or less (in units of the currency) for nothing that is unpaid, and refuses a credit line over it (`decorateCartTotals`). */
export const TAKEN_FOR_NOTHING = 0.01
