import { maxCents, subCents, ZERO } from "../../../aplazame"
import { orderFigures, orderToEdit, fromCents, spokenLanguage, type OrderView } from "../../../mapping"
import type { OrderWorth } from "../../../credit"
import type { ResolvedOptions } from "../../../config/options"
import type { AplazameOrderRow } from "../rows"
import type { OrderToTell } from "./capture"

/** What a credit's row knows of its order as it was placed. */
type AsPlaced = Pick<AplazameOrderRow, "placed_amount" | "placed_credit_lines" | "total_amount">

/**
 * What the order of a credit is worth, and what it was worth when it was placed, where that was less than approved. What
 * credit lines had paid by then was never the credit's: it lowers the price of what was ordered, as a discount does.
 */
export function worthOf(order: OrderView, { placed_amount, placed_credit_lines, total_amount }: AsPlaced): OrderWorth {
  const figures = orderFigures(order)
  return {
    ...figures,
    beforeCreditLines: maxCents(subCents(figures.beforeCreditLines, placed_credit_lines ?? ZERO), ZERO),
    placed: placed_amount !== null && placed_amount < total_amount ? placed_amount : null,
  }
}

/** The Medusa order as a capture needs it: its worth, and how Aplazame is told of it, in the language of its checkout. */
export const orderToTell = (order: OrderView, row: AsPlaced & Pick<AplazameOrderRow, "language">, { storefrontUrl, language }: Pick<ResolvedOptions, "storefrontUrl" | "language">): OrderToTell => ({
  id: order.id,
  worth: worthOf(order, row),
  edit: (total) => orderToEdit({ ...order, total: String(fromCents(total)) }, { storefrontUrl, language: row.language ?? spokenLanguage(order.locale) ?? language }),
})
