import { addCents, maxCents, minCents, subCents, ZERO, type Cents } from "../../../aplazame"
import { orderFigures, orderToEdit, fromCents, partOf, spokenLanguage, type OrderView } from "../../../mapping"
import { TWO_ROUNDED, type OrderWorth } from "../../../credit"
import type { ResolvedOptions } from "../../../config/options"
import type { AplazameOrderRow } from "../rows"
import type { OrderForCapture } from "./capture"

const orZero = (amount: Cents): Cents => maxCents(amount, ZERO)

/** What a credit's row stores of its order as it was placed, or as it was when a credit began to pay its rest. */
export type AsPlaced = Pick<AplazameOrderRow, "placed_amount" | "placed_credit_lines" | "placed_returned" | "placed_voided" | "placed_raised" | "total_amount" | "for_order_id">

/** How much of the order others had paid when this credit began to pay the rest; zero of a credit that pays all of its order. */
export const paidBefore = ({ for_order_id, placed_amount, total_amount }: AsPlaced): Cents =>
  for_order_id === null || placed_amount === null ? ZERO : orZero(subCents(placed_amount, total_amount))

/** Whether a credit pays for what was left of an order; also where all that others had paid of it was given back by then. */
export const paysRest = (row: AsPlaced): boolean => paidBefore(row) > 0 || (row.for_order_id !== null && (row.placed_credit_lines ?? ZERO) > 0)

/** What the other payments of an order have done since a credit began to pay the rest; captures count from the beginning. */
export type Others = { captured: Cents; refunded: Cents; /** Of credits alone: Medusa has no partial void. */ voided: Cents }

/** The worth of the part of an order that a credit pays for; `raised`: by how much credit lines of ours raise it, counted in `afterCreditLines`. */
export type LayerWorth = OrderWorth & { readonly raised: Cents }

const NOBODY: Others = { captured: ZERO, refunded: ZERO, voided: ZERO }

/**
 * The worth of a credit's order, and its worth when it was placed, where that was less than approved. What credit lines had
 * paid by then was never part of the credit: it lowers the price of the order, as a discount does. Nor were goods that had
 * come back by then, or were asked back: while these are awaited, they count as if they had.
 * @param newer the credits above it, the newest first; what they pay for comes off first
 */
export function worthOf(order: OrderView, row: AsPlaced, others: Others = NOBODY, newer: readonly Newer[] = []): LayerWorth {
  const { placed_amount, placed_credit_lines, placed_returned, placed_voided, placed_raised, total_amount } = row
  const { askedBack, ...figures } = orderFigures(order)
  const cameBack = placed_returned ?? ZERO
  const back = addCents(figures.returned, minCents(askedBack, orZero(subCents(cameBack, figures.returned))))
  const returned = returnedSince(back, cameBack)
  const before = subCents(back, returned)
  const whole: LayerWorth = {
    ...figures,
    beforeCreditLines: orZero(subCents(figures.beforeCreditLines, addCents(placed_credit_lines ?? ZERO, before))),
    afterCreditLines: subCents(figures.afterCreditLines, addCents(placed_voided ?? ZERO, before)),
    returned,
    byVoids: orZero(subCents(figures.byVoids, placed_voided ?? ZERO)),
    raised: orZero(subCents(figures.raised, placed_raised ?? ZERO)),
    placed: placed_amount !== null && placed_amount < total_amount ? placed_amount : null,
    others: NOBODY,
  }
  const below = newer.reduce(worthBelow, whole)
  if (!paysRest(row) || placed_amount === null) return { ...below, others }
  const paid = paidBefore(row)
  const captured = orZero(subCents(others.captured, cameBack))
  // No more of what they had captured can come back than goods that lay below this credit when it was paid.
  const ground = placed_returned === null ? captured : addCents(paid, placed_credit_lines ?? ZERO)
  return restOf(below, paid, placed_amount, { ...others, captured: minCents(captured, ground) })
}

/** The worth of goods that came back since, of all that ever did: where some had before, it has been rounded twice. */
const returnedSince = (all: Cents, before: Cents): Cents => (before > 0 && subCents(all, before) <= TWO_ROUNDED ? ZERO : subCents(all, before))

/**
 * The part of an order's worth that is above what others had paid of it: the credits of an order lie one on the other, and what
 * comes off the order comes off the newest first. But goods that others have captured and that come back are theirs to refund;
 * and what they have given back for no such goods, or taken off, pays first for what comes off, as it does where one credit pays all.
 */
function restOf(whole: LayerWorth, paid: Cents, placed: Cents, others: Others): LayerWorth {
  const above = (amount: Cents): Cents => orZero(subCents(amount, paid))
  const theirs = minCents(whole.returned, others.captured)
  const forNoReturn = addCents(orZero(subCents(others.refunded, theirs)), others.voided)
  const left = (amount: Cents): Cents => above(maxCents(amount, minCents(addCents(amount, forNoReturn), placed)))
  const beforeCreditLines = left(whole.beforeCreditLines)
  return {
    beforeCreditLines,
    afterCreditLines: subCents(beforeCreditLines, linesBeside(whole, others.refunded)),
    raised: whole.raised,
    returned: subCents(beforeCreditLines, left(subCents(whole.beforeCreditLines, subCents(whole.returned, theirs)))),
    byVoids: whole.byVoids,
    now: above(addCents(whole.now, addCents(others.refunded, others.voided))),
    placed: null,
    others: NOBODY,
  }
}

/**
 * The credit lines that these refunds do not explain. Below zero where the order was raised by more: every credit of the order
 * counts such a line, for which of them it was written is not asked, so that none is raised for twice.
 */
function linesBeside({ beforeCreditLines, afterCreditLines, raised }: LayerWorth, refunded: Cents): Cents {
  const lowering = addCents(subCents(beforeCreditLines, afterCreditLines), raised)
  return subCents(subCents(lowering, minCents(refunded, orZero(lowering))), raised)
}

/** A newer credit of the same order, what changes of the order have left of it, and what it has refunded. */
export type Newer = { worth: LayerWorth; carries: Cents; refunded: Cents }

/**
 * The worth of an order below a newer credit: without what that one pays for, without its credit lines and those that it is lowered by.
 * What lies above all credits and nobody pays for comes back first.
 */
function worthBelow(worth: LayerWorth, newer: Newer): LayerWorth {
  const unpaid = orZero(subCents(newer.worth.beforeCreditLines, newer.carries))
  const beforeCreditLines = orZero(subCents(worth.beforeCreditLines, subCents(newer.worth.beforeCreditLines, unpaid)))
  const lowered = orZero(minCents(linesBeside(newer.worth, newer.refunded), newer.worth.beforeCreditLines))
  return {
    ...worth,
    beforeCreditLines,
    afterCreditLines: subCents(beforeCreditLines, subCents(linesBeside(worth, newer.refunded), lowered)),
    returned: orZero(subCents(worth.returned, orZero(subCents(newer.worth.returned, unpaid)))),
  }
}

/** The Medusa order as a capture needs it: its worth, and the body of its `PUT`, in the language of its checkout and with its one line where it pays a rest. */
export const orderForCapture = (order: OrderView, row: AsPlaced & Pick<AplazameOrderRow, "language">, worth: OrderWorth, { storefrontUrl, language }: Pick<ResolvedOptions, "storefrontUrl" | "language">): OrderForCapture => ({
  id: order.id,
  worth,
  edit: (total) => orderToEdit({ ...order, total: String(fromCents(total)) }, { storefrontUrl, language: row.language ?? spokenLanguage(order.locale) ?? language, part: paidBefore(row) > 0 ? partOf(order) : null }),
})
