import { orderFigures, orderToEdit, fromCents, spokenLanguage, type OrderView } from "../../../mapping"
import type { OrderWorth } from "../../../credit"
import type { ResolvedOptions } from "../../../config/options"
import type { AplazameOrderRow } from "../rows"
import type { OrderToTell } from "./capture"

/** What the order of a credit is worth, and what it was worth when it was placed, where that was less than approved. */
export const worthOf = (order: OrderView, { placed_amount, total_amount }: Pick<AplazameOrderRow, "placed_amount" | "total_amount">): OrderWorth => ({
  ...orderFigures(order),
  placed: placed_amount !== null && placed_amount < total_amount ? placed_amount : null,
})

/** The Medusa order as a capture needs it: its worth, and how Aplazame is told of it, in the language of its checkout. */
export const orderToTell = (order: OrderView, row: Pick<AplazameOrderRow, "placed_amount" | "total_amount" | "language">, { storefrontUrl, language }: Pick<ResolvedOptions, "storefrontUrl" | "language">): OrderToTell => ({
  id: order.id,
  worth: worthOf(order, row),
  edit: (total) => orderToEdit({ ...order, total: String(fromCents(total)) }, { storefrontUrl, language: row.language ?? spokenLanguage(order.locale) ?? language }),
})
