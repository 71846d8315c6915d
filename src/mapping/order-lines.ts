/**
 * Articles and shipping whose sum, in Aplazame's own arithmetic, rounds to exactly the amount to finance.
 *
 * Why it is hard: Aplazame takes integer net prices and rates per piece (docs: Aplazame API, "prices and the
 * total"), Medusa's totals are unrounded decimals (docs: Medusa totals), prices may include tax, and credit
 * lines and gift cards are taken off the total and not off the lines.
 *
 * The ladder, per line; the first rung within one hundredth of Medusa's own figure is taken:
 *   1. as it is: real quantity, net price of one piece, discount of one piece, real rate
 *   2. split: the same, but some pieces cost one hundredth more or less than the others (two articles)
 *   3. bundled: a quantity that is no whole number is sold as one piece, "1.5 × Cloth", at its real rate
 *   4. gross: one piece, "3 × Shirt", price with tax, rate 0
 * Then for the whole:
 *   5. many small roundings in one direction are spread: the lines nearest to the half are rounded the other way
 *   6. too much (credit lines, gift cards, rounding): discounts on the dearest lines, down to nothing if need be
 *   7. too little: one article "adjustment", untaxed, price in whole hundredths, which always lands
 * No price is ever negative and no discount above its price. Ordinary carts stop at the first rung.
 *
 * Six is by discount because a negative price is not known to be accepted (docs: Aplazame API, "articles").
 */
import { cents, type Cents } from "../aplazame/cents"
import type { Article } from "../aplazame/payloads"
import { ADJUSTMENT_ID, nameLines } from "./article-ids"
import { articlesTotal, ticksToCents, type ArticleFigures, type ShippingPriceFigures } from "./articles-total"
import { balance } from "./balance-lines"
import { toCents } from "./decimal-to-cents"
import { describeAdjustment, describeItem, type Presentation } from "./describe-article"
import { exactItem } from "./exact-line"
import { piecesOf, planLine } from "./line-plan"
import { MappingError } from "./mapping-error"
import type { LineItemView, ShippingMethodView } from "./medusa-view"
import { pieceFigures } from "./piece-figures"
import { planShipping, shippingFigures, type ShippingFigures } from "./plan-shipping"

export type { Presentation } from "./describe-article"


/** What lines are built from: the matching part of a cart's or an order's view. */
export type OrderLinesView = {
  readonly items: readonly LineItemView[]
  readonly shipping_methods: readonly ShippingMethodView[]
  /** What is left to pay, after credit lines and gift cards: these are found as lines less total. */
  readonly total: string
  readonly currency_code: string
}

/** Lines that add up to `total_amount`. */
export type OrderLines = { articles: Article[]; shipping: ShippingFigures; total_amount: Cents }

/** Of a part of an order: its one line is what no line of the order takes up. */
const NO_LINES: Pick<OrderLinesView, "items" | "shipping_methods"> = { items: [], shipping_methods: [] }

/**
 * Builds articles and shipping figures (price 0 when nothing is shipped).
 *
 * @throws MappingError `total_not_payable` for a total below zero, `currency_not_supported`, `not_an_amount`,
 * `url_invalid`; `lines_do_not_add_up` rather than ever returning a sum that is off.
 */
export function buildOrderLines(view: OrderLinesView, look: Presentation): OrderLines {
  const total_amount = toCents(view.total, view.currency_code)
  if (total_amount < 0) throw new MappingError("total_not_payable", "total", "The total is below zero")

  const { items, shipping_methods } = look.part ? NO_LINES : view
  const lines = nameLines(items)
    .map((line) => ({ ...line, exact: exactItem(line.item, line.id) }))
    .filter(({ exact }) => exact.quantity > 0n)
    .map((line) => ({ ...line, plan: planLine(line.exact) }))
  const shippingPlan = planShipping(shipping_methods)
  const adjustment = balance([...lines.map(({ plan }) => plan), shippingPlan], BigInt(total_amount))

  const articles: Article[] = lines.flatMap(({ item, id, restId, plan }) =>
    piecesOf(plan).map((piece, position) => ({
      id: position === 0 ? id : restId,
      ...describeItem(item, look, plan.bundleOf),
      quantity: Number(piece.quantity),
      ...pieceFigures(piece),
    }))
  )
  if (adjustment > 0n) {
    articles.push({ id: ADJUSTMENT_ID, ...describeAdjustment(look), quantity: 1, price: cents(Number(adjustment)), tax_rate: 0 })
  }
  const shipping = shippingFigures(shippingPlan, shipping_methods, look.language)

  assertAddsUp(articles, shipping, total_amount)
  return { articles, shipping, total_amount }
}

/**
 * The last word before anything is sent: the sum, that no price or discount is out of bounds, and that no two articles
 * bear one id.
 *
 * @throws MappingError lines_do_not_add_up, which says what differs, in hundredths
 */
export function assertAddsUp(articles: readonly (ArticleFigures & { id: string })[], shipping: ShippingPriceFigures | undefined, total: Cents): void {
  const wrong = (field: string, message: string) => new MappingError("lines_do_not_add_up", field, message)
  const sound = [...articles, ...(shipping ? [shipping] : [])].every(({ price, discount = 0 }) => price >= 0 && discount >= 0 && discount <= price)
  if (!sound) throw wrong("articles", "A price is below zero, or a discount is above its price")
  if (new Set(articles.map(({ id }) => id)).size !== articles.length) throw wrong("articles", "Two articles bear one id")
  const sum = ticksToCents(articlesTotal(articles, shipping))
  if (sum !== BigInt(total)) throw wrong("articles", `Articles and shipping come to ${sum} hundredths with tax, not to the total of ${total}`)
}
