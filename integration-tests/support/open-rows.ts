import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** An open row of ours for each order that the emulator was seeded with: the confirmed ones have no order here, which is a difference. */
export async function openRows(pg: Knex, prefix: string, count: number): Promise<void> {
  await pg.raw(
    `INSERT INTO aplazame_order (id, mid, payment_session_id, cart_id, fingerprint, currency_code, sandbox, total_amount, state)
     SELECT ?::text || i, ?::text || i, 's' || i, 'c' || i, 'f', 'eur', true, 1000, 'open' FROM generate_series(1, ?::int) i`,
    [prefix, prefix, count]
  )
}
