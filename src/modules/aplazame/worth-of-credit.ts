import { subCents, sumCents, ZERO, type Cents } from "../../aplazame"
import { hasEnded, isOrderChange, isPartOfRefund, type Operation, type OrderWorth } from "../../credit"
import type { OrderView } from "../../mapping"
import { paidBefore, worthBelow, worthOf, type Others } from "./operations"
import { movedByOthers, type Query } from "./reading"
import type { AplazameOrderRow } from "./rows"
import type { AplazameModuleService } from "./service"

type Reading = { aplazame: AplazameModuleService; query: Query }

/**
 * What of its order a credit is to pay for, now. Where an order has several credits, each pays for a layer of it, the newest for
 * the uppermost; a credit that never came to be, or has ended, pays for none.
 */
export async function worthOfCredit(reading: Reading, order: OrderView, row: AplazameOrderRow): Promise<OrderWorth> {
  const rows = await reading.aplazame.orders.ofOrder(order.id)
  let worth = worthOf(order, row, await othersOf(reading, order, row, rows))
  // The newest first, each without what lies above it.
  for (const one of rows.filter((one) => isAbove(one, row))) {
    const [newer, voids] = await Promise.all([othersOf(reading, order, one, rows), voidsOf(reading, one, isOrderChange)])
    worth = worthBelow(worth, { worth: worthOf(order, one, newer), carries: subCents(one.total_amount, sumCents(voids.map(amountOf))), refunded: one.refunded_amount })
  }
  return worth
}

/** Whether a credit pays, or has paid, for a rest that was left above another. */
const isAbove = (one: AplazameOrderRow, row: AplazameOrderRow): boolean =>
  paidBefore(one) > paidBefore(row) && one.payment_id !== null && one.authorized_at !== null && (!hasEnded(one.state) || (one.state === "cancelled" && one.captured_amount > 0))

/** What other payments did, which only a credit that pays a rest asks. */
async function othersOf({ aplazame, query }: Reading, order: OrderView, row: AplazameOrderRow, rows: readonly AplazameOrderRow[]): Promise<Others | undefined> {
  if (paidBefore(row) === 0) return undefined
  const since = row.authorized_at ?? row.created_at
  const credits = rows.filter((one) => one.id !== row.id)
  const byHand = (op: Operation): boolean => !isOrderChange(op) && !isPartOfRefund(op)
  const [moved, ...voids] = await Promise.all([
    movedByOthers(query, order.id, row.payment_id, since, row.currency_code),
    ...credits.map((one) => voidsOf({ aplazame }, one, byHand)),
  ])
  return { ...moved, voided: sumCents(voids.flat().filter((op) => new Date(op.settled_at ?? op.updated_at) > since).map(amountOf)) }
}

const amountOf = ({ amount }: Operation): Cents => amount ?? ZERO

/** The voids of a credit that were done, of such operations. */
const voidsOf = async ({ aplazame }: Pick<Reading, "aplazame">, row: AplazameOrderRow, which: (op: Operation) => boolean): Promise<Operation[]> =>
  (await aplazame.ledger.ofCredit(row.id)).filter((op) => op.state === "done" && op.kind === "void" && which(op))
