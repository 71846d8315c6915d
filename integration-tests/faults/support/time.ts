import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const MINUTES = 10

const back = (...columns: string[]): string => columns.map((column) => `${column} = ${column} - interval '${MINUTES} minutes'`).join(", ")

/**
 * Ten minutes pass for everything that one order is in: what was written is that much older, and leases
 * and pauses have run out. Nothing waits in the test; the code under test reads the same clock as ever.
 */
export async function tenMinutesPass(pg: Knex, credit: { mid: string; paymentId: string; orderId: string }): Promise<void> {
  const ours = "created_at, updated_at, sent_at, settled_at, next_attempt_at, lease_until, failing_since".split(", ")
  await pg.raw(`UPDATE aplazame_operation SET ${back(...ours)} WHERE aplazame_order_id = ?`, [credit.mid])
  await pg.raw(`UPDATE aplazame_order SET ${back("created_at", "updated_at", "accepting_until", "reconciled_at")} WHERE id = ?`, [credit.mid])
  await pg.raw(`UPDATE order_transaction SET ${back("created_at")} WHERE order_id = ?`, [credit.orderId])
  await pg.raw(`UPDATE order_change SET ${back("created_at")} WHERE order_id = ?`, [credit.orderId])
  await pg.raw(`UPDATE capture SET ${back("created_at")} WHERE payment_id = ?`, [credit.paymentId])
  await pg.raw(`UPDATE refund SET ${back("created_at")} WHERE payment_id = ?`, [credit.paymentId])
}

/** Takes an order that was judged out of the windows of the sweep, so that the next one is as quick as the first. */
export async function forget(pg: Knex, credit: { mid: string; paymentId: string; orderId: string }): Promise<void> {
  await pg.raw(`UPDATE capture SET created_at = created_at - interval '30 days' WHERE payment_id = ?`, [credit.paymentId])
  await pg.raw(`UPDATE refund SET created_at = created_at - interval '30 days' WHERE payment_id = ?`, [credit.paymentId])
  await pg.raw(`UPDATE order_transaction SET created_at = created_at - interval '30 days' WHERE order_id = ?`, [credit.orderId])
  await pg.raw(`UPDATE order_change SET confirmed_at = confirmed_at - interval '30 days' WHERE order_id = ?`, [credit.orderId])
  await pg.raw(`UPDATE "order" SET canceled_at = canceled_at - interval '30 days' WHERE id = ?`, [credit.orderId])
  await pg.raw(`UPDATE aplazame_operation SET deleted_at = now() WHERE aplazame_order_id = ?`, [credit.mid])
  await pg.raw(`UPDATE aplazame_problem SET deleted_at = now() WHERE aplazame_order_id = ?`, [credit.mid])
  await pg.raw(`UPDATE aplazame_order SET deleted_at = now() WHERE id = ?`, [credit.mid])
}
