import { addCents, maxCents, minCents, subCents, ZERO, type Cents } from "../../../aplazame"
import { orderFigures, orderToEdit, fromCents, partOf, spokenLanguage, type OrderView } from "../../../mapping"
import type { OrderWorth } from "../../../credit"
import type { ResolvedOptions } from "../../../config/options"
import type { AplazameOrderRow } from "../rows"
import type { OrderForCapture } from "./capture"

/** What a credit's row stores of its order as it was placed, or as it was when a credit began to pay its rest. */
export type AsPlaced = Pick<AplazameOrderRow, "placed_amount" | "placed_credit_lines" | "total_amount" | "for_order_id">

/** How much of the order others had paid when this credit began to pay the rest; zero of a credit that pays all of its order. */
export const paidBefore = ({ for_order_id, placed_amount, total_amount }: AsPlaced): Cents =>
  for_order_id === null || placed_amount === null ? ZERO : maxCents(subCents(placed_amount, total_amount), ZERO)

/**
 * The worth of a credit's order, and its worth when it was placed, where that was less than approved. What credit lines had
 * paid by then was never part of the credit: it lowers the price of the order, as a discount does.
 */
export function worthOf(order: OrderView, row: AsPlaced, backOfOthers: Cents = ZERO): OrderWorth {
  const { placed_amount, placed_credit_lines, total_amount } = row
  const figures = orderFigures(order)
  const whole = {
    ...figures,
    beforeCreditLines: maxCents(subCents(figures.beforeCreditLines, placed_credit_lines ?? ZERO), ZERO),
    placed: placed_amount !== null && placed_amount < total_amount ? placed_amount : null,
  }
  const before = paidBefore(row)
  return before === 0 ? whole : restOf(whole, before, backOfOthers)
}

/**
 * The part of an order's worth that is above what others had paid of it: the credits of an order lie one on the other, and what
 * comes off the order comes off the newest first. What others have given back since has lowered their part, not this one.
 */
function restOf(whole: OrderWorth, paid: Cents, backOfOthers: Cents): OrderWorth {
  const above = (amount: Cents): Cents => maxCents(subCents(amount, paid), ZERO)
  const beforeCreditLines = above(whole.beforeCreditLines)
  return {
    beforeCreditLines,
    afterCreditLines: subCents(minCents(whole.beforeCreditLines, addCents(whole.afterCreditLines, backOfOthers)), paid),
    returned: subCents(beforeCreditLines, above(subCents(whole.beforeCreditLines, whole.returned))),
    byVoids: minCents(whole.byVoids, beforeCreditLines),
    now: above(addCents(whole.now, backOfOthers)),
    placed: null,
  }
}

/** The Medusa order as a capture needs it: its worth, and the body of its `PUT`, in the language of its checkout and with its one line where it pays a rest. */
export const orderForCapture = (order: OrderView, row: AsPlaced & Pick<AplazameOrderRow, "language">, worth: OrderWorth, { storefrontUrl, language }: Pick<ResolvedOptions, "storefrontUrl" | "language">): OrderForCapture => ({
  id: order.id,
  worth,
  edit: (total) => orderToEdit({ ...order, total: String(fromCents(total)) }, { storefrontUrl, language: row.language ?? spokenLanguage(order.locale) ?? language, part: paidBefore(row) > 0 ? partOf(order) : null }),
})
