/**
 * What Aplazame makes of our articles and shipping: its official arithmetic on exact integers.
 *
 * docs: Aplazame's own demo (aplazame-js `.make/demo.js`), all in hundredths and unrounded:
 * article = (price − discount) × (1 + tax_rate / 10000) × quantity; shipping the same without quantity.
 * A rate that an article does not bear itself would come from the order; we always send it per article.
 */
import { divideRounded } from "./decimal"

/** The part of an article that counts. Amounts in hundredths, `tax_rate` in hundredths of a percent. */
export type ArticleFigures = {
  readonly quantity: number
  readonly price: number
  readonly discount?: number | undefined
  readonly tax_rate?: number | undefined
}

/** The part of the shipping section that counts. */
export type ShippingPriceFigures = Omit<ArticleFigures, "quantity">

/** How many ticks (the unit of {@link articlesTotal}) a hundredth has. */
export const TICKS_PER_CENT = 10_000n

/** Exact sum in ticks, ten-thousandths of a hundredth: nothing is rounded. */
export function articlesTotal(
  articles: readonly ArticleFigures[],
  shipping?: ShippingPriceFigures | undefined
): bigint {
  const lines = shipping ? [...articles, { ...shipping, quantity: 1 }] : articles
  return lines.reduce(
    (sum, { quantity, price, discount = 0, tax_rate = 0 }) =>
      sum + BigInt(quantity) * (BigInt(price) - BigInt(discount)) * (TICKS_PER_CENT + BigInt(tax_rate)),
    0n
  )
}

/** Ticks as hundredths, half away from zero. */
export function ticksToCents(ticks: bigint): bigint {
  return divideRounded(ticks, TICKS_PER_CENT)
}
