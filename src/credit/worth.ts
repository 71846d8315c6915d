import { addCents, maxCents, minCents, subCents, ZERO, type Cents } from "../aplazame/cents"
import { ONE_ROUNDED } from "./fractions"

/**
 * What the Medusa order is worth, in the two senses that a credit must keep apart. Hundredths.
 *
 * What was ordered falls only by what edits and cancelled items took off. `now` is what is to be paid of Medusa's own total: it
 * also falls by goods that came back or are asked back, and by the credit line that Medusa writes for a refund. A refund of an
 * item and the return of the same item lower Medusa's total twice (medusajs/medusa#13598), what was ordered not at all.
 */
export type OrderWorth = {
  /** What was ordered, before returns and without any credit line. */
  readonly beforeCreditLines: Cents
  /** The same with the credit lines on it: those of refunds, and of whatever else lowers what the shopper owes. May be below zero. */
  readonly afterCreditLines: Cents
  /** Value of the goods that came back and are still counted above. */
  readonly returned: Cents
  /** The credit lines that stand for voids. They lower neither of the two above. */
  readonly byVoids: Cents
  readonly now: Cents
  /** What the order was worth when it was placed, where that was less than what was approved; null where it was the same. */
  readonly placed: Cents | null
  /** What payments that are no credits have captured of the order since this credit began to pay it, and given back. Medusa writes credit lines for their refunds too. */
  readonly others: { readonly captured: Cents; readonly refunded: Cents }
}

/** An order that nobody changed, returned from or refunded. */
export const unchangedWorth = (amount: Cents): OrderWorth => ({ beforeCreditLines: amount, afterCreditLines: amount, returned: ZERO, byVoids: ZERO, now: amount, placed: null, others: { captured: ZERO, refunded: ZERO } })

/**
 * What was ordered. Credit lines that a refund explains, of this credit or of other payments, don't lower it; which ones those
 * are Medusa does not say in a way that lasts, so as much of them counts as was given back. A fraction of a cent more is a refund's too, since one of the last cents takes Medusa's fractions along, but
 * only where it is all that the lines are above what was given back: beside somebody else's line it would be a cent of theirs.
 */
export function orderedBy({ beforeCreditLines, afterCreditLines, others }: OrderWorth, givenBack: Cents): Cents {
  const lines = subCents(beforeCreditLines, afterCreditLines)
  const back = addCents(givenBack, others.refunded)
  if (back > 0 && lines <= addCents(back, ONE_ROUNDED)) return beforeCreditLines
  return minCents(beforeCreditLines, addCents(afterCreditLines, back))
}

/**
 * What the order still needs a credit for, not counting what was given back.
 * @param notCaptured value of the goods that came back and were never captured
 */
export const neededFor = (worth: OrderWorth, notCaptured: Cents, givenBack: Cents): Cents => maxCents(subCents(orderedBy(worth, givenBack), notCaptured), ZERO)
