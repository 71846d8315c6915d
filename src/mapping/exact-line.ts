/**
 * A line or a shipping method of Medusa as exact figures, in the scaled integers of decimal.ts.
 *
 * The net after discounts is `total − tax_total`: `discount_total` holds tax and `adjustments[].amount`
 * changes its meaning with the price mode (docs: Medusa totals, `getLineItemTotals`).
 */
import { divideRounded, ONE, toScaled } from "./decimal"
import type { LineItemView, ShippingMethodView } from "./medusa-view"

/** All amounts scaled and never below zero; `rate` in hundredths of a percent, all tax lines together. */
export type ExactLine = {
  /** The article's id; tells lines of equal figures apart, so that the outcome hangs on no accident. */
  readonly key: string
  /** Units still in the order; a fraction (1.5 m of cloth) stays a fraction here. */
  readonly quantity: bigint
  /** Net of the whole line before discounts. */
  readonly listNet: bigint
  /** Net of the whole line after discounts. */
  readonly net: bigint
  /** What the shopper pays for the whole line. */
  readonly gross: bigint
  readonly rate: bigint
}

const atLeastZero = (value: bigint): bigint => (value < 0n ? 0n : value)
const HUNDREDTH_OF_PERCENT = ONE / 100n

function taxRate(taxLines: LineItemView["tax_lines"]): bigint {
  const sum = taxLines.reduce((total, line) => total + toScaled(line.rate, "tax_lines.rate"), 0n)
  return divideRounded(atLeastZero(sum), HUNDREDTH_OF_PERCENT)
}

function figures(view: Pick<LineItemView, "subtotal" | "tax_total" | "total" | "tax_lines">) {
  const gross = atLeastZero(toScaled(view.total, "total"))
  const net = atLeastZero(toScaled(view.total, "total") - toScaled(view.tax_total, "tax_total"))
  const listNet = toScaled(view.subtotal, "subtotal")
  return { gross, net, listNet: listNet > net ? listNet : net, rate: taxRate(view.tax_lines) }
}

/** Units that are still in the order: received and dismissed returns are out of Medusa's totals too. */
export function currentQuantity(item: LineItemView): bigint {
  const gone =
    toScaled(item.detail?.return_received_quantity ?? "0") + toScaled(item.detail?.return_dismissed_quantity ?? "0")
  return atLeastZero(toScaled(item.quantity, "quantity") - gone)
}

/** Exact figures of a line. @param key the id of its article. */
export function exactItem(item: LineItemView, key: string): ExactLine {
  return { key, quantity: currentQuantity(item), ...figures(item) }
}

/** Exact figures of a shipping method. */
export function exactShippingMethod(method: ShippingMethodView): ExactLine {
  return { key: "", quantity: ONE, ...figures(method) }
}
