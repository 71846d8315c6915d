import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const MINUTES = 10

const back = (...columns: string[]): string => columns.map((column) => `${column} = ${column} - interval '${MINUTES} minutes'`).join(", ")

/** An order and the credits that pay it. */
type Told = { orderId: string; credits: readonly { mid: string; paymentId: string }[] }

/**
 * Ten minutes pass for everything that one order is in: what was written is that much older, and leases
 * and pauses have run out. Nothing waits in the test; the code under test reads the same clock as ever.
 */
export async function tenMinutesPass(pg: Knex, { orderId, credits }: Told): Promise<void> {
  const ours = "created_at, updated_at, sent_at, settled_at, next_attempt_at, lease_until, failing_since".split(", ")
  for (const { mid, paymentId } of credits) {
    await pg.raw(`UPDATE aplazame_operation SET ${back(...ours)} WHERE aplazame_order_id = ?`, [mid])
    await pg.raw(`UPDATE aplazame_order SET ${back("created_at", "updated_at", "accepting_until", "authorized_at", "confirmed_at", "reconciled_at")} WHERE id = ?`, [mid])
    await pg.raw(`UPDATE capture SET ${back("created_at")} WHERE payment_id = ?`, [paymentId])
    await pg.raw(`UPDATE refund SET ${back("created_at")} WHERE payment_id = ?`, [paymentId])
  }
  await pg.raw(`UPDATE order_transaction SET ${back("created_at")} WHERE order_id = ?`, [orderId])
  await pg.raw(`UPDATE order_change SET ${back("created_at")} WHERE order_id = ?`, [orderId])
}

/** Takes an order that was judged out of the windows of the sweep, so that the next one is as quick as the first. */
export async function forget(pg: Knex, { orderId, credits }: Told): Promise<void> {
  for (const { paymentId } of credits) {
    await pg.raw(`UPDATE capture SET created_at = created_at - interval '30 days' WHERE payment_id = ?`, [paymentId])
    await pg.raw(`UPDATE refund SET created_at = created_at - interval '30 days' WHERE payment_id = ?`, [paymentId])
  }
  await pg.raw(`UPDATE order_transaction SET created_at = created_at - interval '30 days' WHERE order_id = ?`, [orderId])
  await pg.raw(`UPDATE order_change SET confirmed_at = confirmed_at - interval '30 days' WHERE order_id = ?`, [orderId])
  await pg.raw(`UPDATE "order" SET canceled_at = canceled_at - interval '30 days' WHERE id = ?`, [orderId])
  // A checkout by link that paid nothing has the order too.
  const mine = pg("aplazame_order").where({ order_id: orderId }).orWhere({ for_order_id: orderId }).select("id")
  for (const table of ["aplazame_operation", "aplazame_problem"]) await pg(table).whereIn("aplazame_order_id", mine).update({ deleted_at: new Date() })
  await pg("aplazame_order").where({ order_id: orderId }).orWhere({ for_order_id: orderId }).update({ deleted_at: new Date() })
}
