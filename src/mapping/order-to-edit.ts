/** A Medusa order as it stands now, as the body of Aplazame's `PUT /orders/:id`. */
import { ZERO, maxCents, subCents, type Cents } from "../aplazame/cents"
import type { OrderEdit } from "../aplazame/payloads"
import { scaledOrZero, scaledToDecimalString, toScaled } from "./decimal"
import { toCents } from "./decimal-to-cents"
import { SHOW_A_DASH } from "./address"
import type { OrderView } from "./medusa-view"
import { buildOrderLines, type Presentation } from "./order-lines"
import { toDestination } from "./shipping-section"

/**
 * What the order is worth now: Medusa's own total, after edits, returns that came back, and credit lines.
 * Never below zero: a shop that owes the shopper has nothing left to finance.
 *
 * @throws MappingError `currency_not_supported`.
 */
export function orderWorth(order: OrderView): Cents {
  return maxCents(toCents(order.total, order.currency_code), ZERO)
}

/**
 * What is to be paid of an order, scaled: Medusa's own total without the goods that are asked back and not here yet. Of that its outstanding
 * amount is made; the one that it stores counts them in.
 */
export const scaledDue = ({ total, items }: { total: unknown; items: readonly { return_requested_total?: unknown }[] }): bigint =>
  items.reduce((due, item) => due - scaledOrZero(item.return_requested_total), scaledOrZero(total))

/** What the credit lines are marked with that stand for voids. Those of refunds have no mark that could be relied on: with a refund reason, Medusa writes the reason's code. */
export const VOID_REFERENCE = "aplazame_void"
/** The mark of the credit lines by which an order is raised again that was lowered twice for the same money. */
export const TWICE_REFERENCE = "aplazame_twice"

/** All that credit lines take off an order, those of voids included. Hundredths. @throws MappingError `currency_not_supported`. */
export const creditLinesOf = (order: Pick<OrderView, "credit_line_total" | "currency_code">): Cents => toCents(order.credit_line_total, order.currency_code)

/** An order's worth, apart by what lowered it. Hundredths, never below zero but where it says so. */
export type OrderFigures = {
  /** What was ordered, less what edits and cancelled items took off: before returns and voids, and before any credit line. */
  beforeCreditLines: Cents
  /** The same with the credit lines still on it: those of refunds, and of whatever else. Below zero where they are more than was ordered. */
  afterCreditLines: Cents
  /** The value of the goods that came back. */
  returned: Cents
  /** The credit lines that stand for voids. */
  byVoids: Cents
  /** By how much credit lines of ours raise the order; counted in `afterCreditLines`. */
  raised: Cents
  /** The value of the goods that are asked back and not here yet, which is counted in all of these. */
  askedBack: Cents
  /** {@link orderWorth} without those. */
  now: Cents
}

/**
 * Takes apart what lowered an order. Summed up exactly and rounded once, since Medusa's totals have fractions of a
 * cent: an order that nobody changed gives the figure of its checkout. What its credit lines take off is Medusa's figure, not
 * their sum: a sum of a cent or less takes nothing off.
 *
 * @throws MappingError `currency_not_supported`.
 */
export function orderFigures(order: OrderView): OrderFigures {
  const exact = (amounts: string[]): bigint => amounts.reduce((sum, amount) => sum + toScaled(amount), 0n)
  const toSigned = (scaled: bigint): Cents => toCents(scaledToDecimalString(scaled), order.currency_code)
  const toAmount = (scaled: bigint): Cents => maxCents(toSigned(scaled), ZERO)
  const cameBack = exact(order.items.flatMap((item) => [item.return_received_total, item.return_dismissed_total]))
  const amountsOf = (which: (reference: string | null) => boolean): bigint => exact(order.credit_lines.filter(({ reference }) => which(reference)).map((line) => line.amount))
  const voids = amountsOf((reference) => reference === VOID_REFERENCE)
  const kept = toScaled(order.total) + voids
  const lines = toScaled(order.credit_line_total) - voids
  const beforeCreditLines = toAmount(kept + cameBack + lines)
  const now = toAmount(scaledDue(order))
  return {
    beforeCreditLines,
    afterCreditLines: toSigned(kept + cameBack),
    // Not rounded by itself: what was kept must come out as Medusa rounds it.
    returned: subCents(beforeCreditLines, toAmount(kept + lines)),
    byVoids: toAmount(voids),
    raised: toAmount(-amountsOf((reference) => reference === TWICE_REFERENCE)),
    askedBack: subCents(orderWorth(order), now),
    now,
  }
}

/**
 * The whole order less cancelled items. Lines that were cancelled or came back are gone, `total_amount` is
 * {@link orderWorth}. An order that nobody changed gives exactly the figures of its checkout, because an edit
 * that does not add up might be refused or change the credit (docs: Aplazame API, orders, "edit").
 * Shipping sits inside the order here. An order without any line left has no articles.
 *
 * @param look the shop's address for the links of the articles, and the language of the order's checkout.
 * @throws MappingError as buildOrderLines does, and `address_missing`.
 */
export function orderToEdit(order: OrderView, look: Presentation): OrderEdit {
  const total = order.total.startsWith("-") ? "0" : order.total
  const lines = buildOrderLines({ ...order, total }, look)
  return {
    ...toDestination(order, lines.shipping, { missing: SHOW_A_DASH, pickup: false }).sections,
    articles: lines.articles,
    currency: order.currency_code.toUpperCase(),
    total_amount: lines.total_amount,
    tax_rate: 0,
  }
}
