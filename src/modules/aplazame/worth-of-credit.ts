import { addCents, subCents, sumCents, ZERO, type Cents } from "../../aplazame"
import { granted, hasEnded, isOrderChange, isPartOfRefund, loweredTwice, loweredTwiceFor, type Credit, type Operation, type OrderWorth } from "../../credit"
import type { OrderView } from "../../mapping"
import { paysRest, worthOf, type Newer, type Others } from "./operations"
import { movedByOthers, type Query } from "./reading"
import type { AplazameOrderRow } from "./rows"
import type { AplazameModuleService } from "./service"

type Reading = { aplazame: AplazameModuleService; query: Query }
/** A credit of the order, and what of its ledger is done. */
type Party = { row: AplazameOrderRow; done: readonly Operation[] }

/**
 * What of its order a credit is to pay for, now. Where an order has several credits, each pays for a layer of it, the newest for
 * the uppermost; a credit that never came to be, or has ended, pays for none.
 */
export async function worthOfCredit(reading: Reading, order: OrderView, row: AplazameOrderRow, known?: readonly AplazameOrderRow[]): Promise<OrderWorth> {
  const rows = known ?? (await reading.aplazame.orders.ofOrder(order.id))
  const later = rows.filter((one) => isLater(one, row) && wasPaying(one))
  // Nothing of what others have done changes the worth of a first credit but the credit lines of their refunds.
  if (!paysRest(row) && later.length === 0 && order.credit_lines.length === 0) return worthOf(order, row)
  const parties = await Promise.all(rows.map(async (one) => ({ row: one, done: (await reading.aplazame.ledger.ofCredit(one.id)).filter((op) => op.state === "done") })))
  const newer: Newer[] = []
  for (const { row: one, done } of parties.filter((party) => later.includes(party.row) && layInOrder(party)).sort((a, b) => paysSince(b.row) - paysSince(a.row))) {
    const worth = worthOf(order, one, await othersOf(reading, order, one, parties), newer)
    newer.push({ worth, carries: carriedBy(one, voidsOf(done)), refunded: one.refunded_amount })
  }
  return worthOf(order, row, await othersOf(reading, order, row, parties), newer)
}

const wasPaying = ({ payment_id, authorized_at }: AplazameOrderRow): boolean => payment_id !== null && authorized_at !== null

/** Whether a credit pays for its order, or has paid. */
const isPaying = (row: AplazameOrderRow): boolean => wasPaying(row) && (!hasEnded(row.state) || (row.state === "cancelled" && row.captured_amount > 0))

/** Whether a credit lies on those below it; also one that goods have ended which came back: Medusa counts them as ordered. */
const layInOrder = ({ row, done }: Party): boolean => isPaying(row) || done.some((op) => (op.for_returns ?? ZERO) > 0)

/**
 * By how much an order is too low after a change of one of its credits (`loweredTwice`). The credits that pay for it are asked
 * as one, where the first of them pays from the ground.
 * @param rows of the order, the newest first
 * @param creditOf reads a row's credit with its worth
 * @returns `not_told` while a call of one of them has no answer
 */
export async function loweredTwiceOf(reading: Reading, order: OrderView, row: AplazameOrderRow, rows: readonly AplazameOrderRow[], creditOf: (row: AplazameOrderRow) => Promise<Credit>): Promise<Cents | "not_told"> {
  const all = await Promise.all(rows.filter(wasPaying).map(async (one) => ({ row: one, credit: await creditOf(one) })))
  const paying = all.filter((one) => isPaying(one.row) || isVoidedWhole(one.credit))
  const oldest = paying.at(-1)?.row
  if (paying.length === 1 || !oldest || paysRest(oldest) || !paying.some((one) => one.row.id === row.id)) {
    const credit = all.find((one) => one.row.id === row.id)?.credit ?? (await creditOf(row))
    return credit.inFlight.length > 0 ? "not_told" : loweredTwice(credit)
  }
  const credits = paying.map(({ credit }) => credit)
  if (credits.some(({ inFlight }) => inFlight.length > 0)) return "not_told"
  return loweredTwiceFor(credits, worthOf(order, oldest, await othersOf(reading, order, oldest, rows.map((one) => ({ row: one, done: [] })))))
}

/** Of a credit that voids have ended there may be lines that a change of its order makes the second. */
const isVoidedWhole = (credit: Credit): boolean => credit.settled.captured === 0 && granted(credit) === 0 && !credit.operations.some((op) => op.kind === "cancel" && op.state === "done")

/** The later one lies above. What had been paid by then does not tell it: it falls by what is given back. */
const isLater = (one: AplazameOrderRow, row: AplazameOrderRow): boolean => paysRest(one) && one.id !== row.id && (row.for_order_id === null || paysSince(one) > paysSince(row))

const paysSince = ({ authorized_at, created_at }: AplazameOrderRow): number => new Date(authorized_at ?? created_at).getTime()

/**
 * What the payments below a credit did, and those that are no credits. What a credit above it did is asked of that one. Of credits by
 * the ledger: Medusa writes the row of a capture or refund before it asks for it, and what a credit is worth must not change by that.
 */
async function othersOf({ query }: Reading, order: OrderView, row: AplazameOrderRow, parties: readonly Party[]): Promise<Others> {
  const since = row.authorized_at ?? row.created_at
  const isRest = paysRest(row)
  const below = isRest ? parties.filter((one) => one.row.id !== row.id && !isLater(one.row, row)) : []
  const lately = below.flatMap(({ done }) => done).filter((op) => new Date(op.settled_at ?? op.updated_at) > since)
  const outside = await movedByOthers(query, order.id, parties.map((one) => one.row.payment_id), { captures: isRest ? null : since, refunds: since }, row.currency_code)
  return {
    captured: addCents(outside.captured, sumCents(below.map((one) => one.row.captured_amount))),
    refunded: addCents(outside.refunded, amountOf(lately.filter(isPartOfRefund))),
    voided: amountOf(voidsOf(lately).filter((op) => !isOrderChange(op) && !isPartOfRefund(op))),
  }
}

/** What changes of its order have left of a credit. Goods that came back count on: they are part of the order's worth. */
function carriedBy({ total_amount }: AplazameOrderRow, voids: readonly Operation[]): Cents {
  const changes = voids.filter(isOrderChange)
  return addCents(subCents(total_amount, amountOf(changes)), sumCents(changes.map((op) => op.for_returns ?? ZERO)))
}

const amountOf = (operations: readonly Operation[]): Cents => sumCents(operations.map(({ amount }) => amount ?? ZERO))

const voidsOf = (operations: readonly Operation[]): Operation[] => operations.filter((op) => op.kind === "void")
