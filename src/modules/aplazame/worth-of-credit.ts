import { sumCents, ZERO, type Cents } from "../../aplazame"
import { hasEnded, type OrderWorth } from "../../credit"
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
  const own = worthOf(order, row, await othersOf(reading, order, row, rows))
  const above = rows.filter((one) => one.id !== row.id && isAbove(one, row))
  let worth = own
  // The newest first, each without what lies above it.
  for (const one of above) {
    const newer = worthOf(order, one, await othersOf(reading, order, one, rows))
    worth = worthBelow(worth, { worth: newer, approved: one.total_amount, refunded: one.refunded_amount })
  }
  return worth
}

/** Whether a credit pays for a rest that was left above another. */
const isAbove = (one: AplazameOrderRow, row: AplazameOrderRow): boolean =>
  paidBefore(one) > paidBefore(row) && one.authorized_at !== null && !hasEnded(one.state) && one.payment_id !== null

/** What other payments did, which only a credit that pays a rest asks. */
async function othersOf({ aplazame, query }: Reading, order: OrderView, row: AplazameOrderRow, rows: readonly AplazameOrderRow[]): Promise<Others | undefined> {
  if (paidBefore(row) === 0) return undefined
  const since = row.authorized_at ?? row.created_at
  const credits = rows.filter((one) => one.id !== row.id)
  const [moved, ...voided] = await Promise.all([
    movedByOthers(query, order.id, row.payment_id, since, row.currency_code),
    ...credits.map((one) => voidedSince({ aplazame }, one, since)),
  ])
  return { ...moved, voided: sumCents(voided) }
}

async function voidedSince({ aplazame }: Pick<Reading, "aplazame">, row: AplazameOrderRow, since: Date): Promise<Cents> {
  const done = (await aplazame.ledger.ofCredit(row.id)).filter((op) => op.state === "done" && op.kind === "void" && new Date(op.settled_at ?? op.updated_at) > since)
  return sumCents(done.map((op) => op.amount ?? ZERO))
}
