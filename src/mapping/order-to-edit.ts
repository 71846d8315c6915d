/** A Medusa order as it stands now, as the body of Aplazame's `PUT /orders/:id`. */
import { ZERO, maxCents, type Cents } from "../aplazame/cents"
import type { OrderEdit } from "../aplazame/payloads"
import { toCents } from "./decimal-to-cents"
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
 * The whole order less cancelled items. Lines that were cancelled or came back are gone, `total_amount` is
 * {@link orderWorth}. An order that nobody changed gives exactly the figures of its checkout, because an edit
 * that does not add up might be refused or change the credit (docs: Aplazame API, orders, "edit").
 * Shipping sits inside the order here. An order without any line left has no articles.
 *
 * @param look the shop's address for the links of the articles; language, else the order's own.
 * @throws MappingError as buildOrderLines does, and `address_missing`, `address_incomplete`.
 */
export function orderToEdit(order: OrderView, look: Presentation): OrderEdit {
  const total = order.total.startsWith("-") ? "0" : order.total
  const lines = buildOrderLines({ ...order, total }, { ...look, language: look.language ?? order.locale })
  return {
    ...toDestination(order, lines.shipping),
    articles: lines.articles,
    currency: order.currency_code.toUpperCase(),
    total_amount: lines.total_amount,
    tax_rate: 0,
  }
}
