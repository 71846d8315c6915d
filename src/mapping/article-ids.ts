/**
 * The ids of an order's articles. A campaign of Aplazame knows an article by its id, which is the variant's, so the
 * first line of a variant bears that; no two articles of an order bear the same one, since nobody has seen what
 * Aplazame makes of repeated ids (docs: Aplazame API, "articles").
 */
import { by, toScaled } from "./decimal"
import type { LineItemView } from "./medusa-view"

/** Id of the article that takes up what no line can. */
export const ADJUSTMENT_ID = "adjustment"

/** Of a line that is neither a variant nor a product; its own id would be another one in the order than in the cart. */
const FREE_LINE = "line"

/** The variant's id, else the product's: the key by which Aplazame's campaigns know a product. */
export function articleId(item: Pick<LineItemView, "variant_id" | "product_id">): string {
  return item.variant_id ?? item.product_id ?? FREE_LINE
}

/** What the cart's line and its order's have in common, the lasting first: returns and edits change quantities and totals. */
function likeness(item: LineItemView): readonly (bigint | string)[] {
  return [
    -toScaled(item.unit_price, "unit_price"), item.title ?? "", item.product_title ?? "", item.variant_title ?? "",
    -toScaled(item.quantity, "quantity"), -toScaled(item.total, "total"), -toScaled(item.subtotal, "subtotal"), toScaled(item.tax_total, "tax_total"),
    ...item.tax_lines.map(({ rate }) => toScaled(rate, "tax_lines.rate")),
  ]
}

function compare(one: readonly (bigint | string)[], other: readonly (bigint | string)[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const order = by(one[at] ?? "", other[at] ?? "")
    if (order !== 0) return order
  }
  return 0
}

/** A line with the id of its article, and `restId` for a second one, where its pieces can't all cost the same. */
export type NamedLine = { readonly item: LineItemView; readonly id: string; readonly restId: string }

/**
 * The lines as they come, each with its ids: the article's, and for further lines of the same variant the same with a
 * number behind it ("variant_1-2"), given by what the lines say and not by the order in which the database has them.
 * So a cart and its order give the same ids. Lines that are gone from an order keep theirs.
 */
export function nameLines(items: readonly LineItemView[]): NamedLine[] {
  const taken = new Set<string>([ADJUSTMENT_ID, ...items.map(articleId)])
  const free = (nth: (number: number) => string): string => {
    let number = 2
    while (taken.has(nth(number))) number += 1
    taken.add(nth(number))
    return nth(number)
  }
  const bearing = new Set<string>([ADJUSTMENT_ID])
  return items
    .map((item, position) => ({ item, position, base: articleId(item), like: likeness(item) }))
    .sort((a, b) => by(a.base, b.base) || compare(a.like, b.like))
    .map(({ item, position, base }) => {
      const isFirst = !bearing.has(base)
      bearing.add(base)
      return { item, position, id: isFirst ? base : free((number) => `${base}-${number}`) }
    })
    .map((line) => ({ ...line, restId: free((number) => `${line.id}-${"b".repeat(number - 1)}`) }))
    .sort((a, b) => a.position - b.position)
}
