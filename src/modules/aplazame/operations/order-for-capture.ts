import { maxCents, subCents, ZERO } from "../../../aplazame"
import { orderFigures, orderToEdit, fromCents, spokenLanguage, type OrderView } from "../../../mapping"
import type { OrderWorth } from "../../../credit"
import type { ResolvedOptions } from "../../../config/options"
import type { AplazameOrderRow } from "../rows"
import type { OrderForCapture } from "./capture"

/** What a credit's row stores of its order as it was placed. */
type AsPlaced = Pick<AplazameOrderRow, "placed_amount" | "placed_credit_lines" | "total_amount">

/**
 * The worth of a credit's order, and its worth when it was placed, where that was less than approved. What credit lines had
 * paid by then was never part of the credit: it lowers the price of the order, as a discount does.
 */
export function worthOf(order: OrderView, { placed_amount, placed_credit_lines, total_amount }: AsPlaced): OrderWorth {
  const figures = orderFigures(order)
  return {
    ...figures,
    beforeCreditLines: maxCents(subCents(figures.beforeCreditLines, placed_credit_lines ?? ZERO), ZERO),
    placed: placed_amount !== null && placed_amount < total_amount ? placed_amount : null,
  }
}

/** The Medusa order as a capture needs it: its worth, and the body of its `PUT`, in the language of its checkout. */
export const orderForCapture = (order: OrderView, row: AsPlaced & Pick<AplazameOrderRow, "language">, { storefrontUrl, language }: Pick<ResolvedOptions, "storefrontUrl" | "language">): OrderForCapture => ({
  id: order.id,
  worth: worthOf(order, row),
  edit: (total) => orderToEdit({ ...order, total: String(fromCents(total)) }, { storefrontUrl, language: row.language ?? spokenLanguage(order.locale) ?? language }),
})
