import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../integration-tests/support/aplazame-store"
import { ROUNDS, spreadOf, type Spread } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

/** The same shop after a year and after ten: 274 checkouts a day, whatever the table holds. What is asked for is the same, what has to be left alone is ten times as much. */
const A_YEAR = 100_000
const TEN_YEARS = 1_000_000
/** Days of the periods that the page offers. */
const PERIODS = [7, 30, 90, 365]
const DAY_MS = 86_400_000

/** Checkouts of a year apart from each other as those of such a shop, a refund for each tenth, and an order of Medusa's for each other one, which every second time was paid with it. */
async function fill(pg: Knex, rows: number): Promise<void> {
  await pg.raw(`TRUNCATE aplazame_operation, aplazame_notification, aplazame_problem, aplazame_order, order_summary, "order" CASCADE`)
  // One moment for all statements: an order and its checkout have the same id by it.
  const when = `timestamptz '${new Date().toISOString()}' - i * interval '365 days' / ${A_YEAR}`
  // Medusa's ids begin with their time, ten letters of it.
  const orderId = (at: string) => `'order_' || (SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((((extract(epoch FROM ${at}) * 1000)::bigint >> (5 * (9 - k))) & 31) + 1)::int, 1), '' ORDER BY k) FROM generate_series(0, 9) k) || lpad(i::text, 16, '0')`
  await pg.raw(
    `INSERT INTO aplazame_order (id, mid, payment_session_id, cart_id, fingerprint, currency_code, sandbox, total_amount, state, status_reason, product, confirmed_at, refused_at, created_at, order_id)
     SELECT 'o' || i, 'm' || i, 's' || i, 'c' || i, 'f', 'eur', true, 1000 + i % 9000, state, CASE WHEN state = 'refused' THEN (array['ko_generic', 'failed_challenge', 'expired'])[i % 3 + 1] END,
       (array['instalments', 'pay_later', 'pay_in_4', NULL])[i % 4 + 1], CASE WHEN state = 'confirmed' THEN at + i % 600 * interval '1 second' END, CASE WHEN state = 'refused' THEN at + i % 300 * interval '1 second' END, at,
       CASE WHEN i % 4 = 0 THEN ${orderId("at")} END
     FROM (SELECT i, ${when} AS at, CASE WHEN i % 4 = 0 THEN 'confirmed' ELSE (array['confirmed', 'refused', 'open', 'cancelled'])[i / 4 % 4 + 1] END AS state FROM generate_series(1, ?) i) made`,
    [rows]
  )
  await pg.raw(
    `INSERT INTO aplazame_operation (id, aplazame_order_id, kind, state, business_key, amount, created_at)
     SELECT 'p' || i, 'o' || i, (array['capture', 'refund'])[i % 2 + 1], 'done', 'k' || i, 100, ${when} FROM generate_series(1, ?, 5) i`,
    [rows]
  )
  await pg.raw(`INSERT INTO "order" (id, currency_code, created_at) SELECT ${orderId("at")}, 'eur', at FROM (SELECT i, ${when} AS at FROM generate_series(2, ?, 2) i) made`, [rows])
  await pg.raw(`INSERT INTO order_summary (id, order_id, version, totals) SELECT 'sum' || id, id, 1, '{"current_order_total": 49.9}'::jsonb FROM "order"`)
  await pg.raw("VACUUM ANALYZE")
}

withStore("bench figures", {}, (bench) => {
  it(
    "the figures of a shop after ten years beside the same after one",
    async () => {
      const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      const day = (before: number): string => new Date(Date.now() - before * DAY_MS).toISOString().slice(0, 10)
      /** The periods take turns, so that a busy moment of the machine falls on all of them. */
      const measure = async (rows: number): Promise<Spread[]> => {
        await fill(pg, rows)
        const times: number[][] = PERIODS.map(() => [])
        for (let round = 0; round < ROUNDS; round++) {
          for (const [index, days] of PERIODS.entries()) {
            const begun = performance.now()
            const { currencies } = await bench.seed.admin.ok<{ currencies: { total: { started: number }; shop: { aplazame_orders: number } }[] }>(
              bench.seed.admin.get(`/admin/aplazame/figures?from=${day(days - 1)}&to=${day(0)}&time_zone=Europe/Madrid`)
            )
            times[index]?.push(performance.now() - begun)
            if (!currencies[0]?.total.started || !currencies[0].shop.aplazame_orders) throw new Error("Nothing was counted")
          }
        }
        return times.map((list) => spreadOf(list.slice(Math.ceil(ROUNDS / 10))))
      }
      const before = await measure(A_YEAR)
      const large = await measure(TEN_YEARS)
      // Again, and the faster of the two is the floor: a busy or a cold beginning must not make the floor look high.
      const after = await measure(A_YEAR)
      for (const [index, days] of PERIODS.entries()) {
        const [ours, one, two] = [large[index]!, before[index]!, after[index]!]
        record({ group: "figures", what: `figures of ${days} days at ${TEN_YEARS} checkouts ÷ at ${A_YEAR}, 274 a day`, value: ratio(ours, one.median <= two.median ? one : two), unit: "ratio", target: { at: "most", value: 1.5 }, ours, floor: one.median <= two.median ? one : two })
      }
    },
    3_600_000
  )
})
