import { subCents, maxCents, ZERO, type Cents } from "../aplazame/cents"

/**
 * What the Medusa order is worth, in the two senses that a credit must keep apart. Hundredths.
 *
 * `ordered` falls only by what edits and cancelled items took off. `now` is Medusa's own total: it also falls by goods
 * that came back, and by the credit line that Medusa writes for a refund. A refund of an item and the return of
 * the same item lower Medusa's total twice (medusajs/medusa#13598), `ordered` not at all.
 */
export type OrderWorth = {
  readonly ordered: Cents
  /** Value of the goods that came back and are still counted in `ordered`. */
  readonly returned: Cents
  readonly now: Cents
  /** What the order was worth when it was placed, where that was less than what was approved; null where it was the same. */
  readonly placed: Cents | null
}

/** An order that nobody changed, returned from or refunded. */
export const unchangedWorth = (amount: Cents): OrderWorth => ({ ordered: amount, returned: ZERO, now: amount, placed: null })

/**
 * What the order still needs a credit for, not counting what was given back. Goods come back after they were
 * sent, so what came back was captured first, where anything was: that is refunded, not left uncaptured.
 */
export const neededFor = ({ ordered, returned }: OrderWorth, captured: Cents): Cents => maxCents(subCents(ordered, maxCents(subCents(returned, captured), ZERO)), ZERO)
