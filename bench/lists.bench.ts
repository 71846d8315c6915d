import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../integration-tests/support/aplazame-store"
import { ROUNDS, spreadOf, type Spread } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const SMALL = 100
const LARGE = 100_000

/** Page 1 of what an operator opens. */
const LISTS = [
  "operations",
  "operations?state=unknown",
  "operations?kind=refund",
  "operations?state=done&kind=capture",
  "notifications",
  "notifications?state=failed",
  "problems?state=open",
  "problems",
]

async function fill(pg: Knex, rows: number): Promise<void> {
  await pg.raw("TRUNCATE aplazame_operation, aplazame_notification, aplazame_problem, aplazame_order CASCADE")
  await pg.raw(
    `INSERT INTO aplazame_order (id, mid, payment_session_id, cart_id, fingerprint, currency_code, sandbox, total_amount, state)
     SELECT 'o' || i, 'm' || i, 's' || i, 'c' || i, 'f', 'eur', true, 1000, 'confirmed' FROM generate_series(1, 50) i`
  )
  const when = "now() - (i || ' seconds')::interval"
  await pg.raw(
    `INSERT INTO aplazame_operation (id, aplazame_order_id, kind, state, business_key, amount, created_at)
     SELECT 'p' || i, 'o' || (i % 50 + 1), (array['capture','refund','void','cancel','update'])[i % 5 + 1], (array['done','refused','unknown','skipped'])[i % 4 + 1], 'k' || i, 100, ${when}
     FROM generate_series(1, ?) i`,
    [rows]
  )
  await pg.raw(
    `INSERT INTO aplazame_notification (id, dedupe_key, aplazame_id, mid, status, status_reason, total_amount, sandbox, state, created_at)
     SELECT 'n' || i, 'd' || i, 'a' || i, 'm' || i, 'ok', '', 100, true, (array['applied','applied','received','failed'])[i % 4 + 1], ${when} FROM generate_series(1, ?) i`,
    [rows]
  )
  await pg.raw(
    `INSERT INTO aplazame_problem (id, kind, state, dedupe_key, created_at)
     SELECT 'b' || i, 'amounts_differ', (array['open','resolved'])[i % 2 + 1], 'd' || i, ${when} FROM generate_series(1, ?) i`,
    [rows]
  )
  await pg.raw("ANALYZE")
}

withStore("bench lists", {}, (bench) => {
  it(
    "the operator's lists at a hundred thousand rows beside the same at a hundred",
    async () => {
      const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      /** The lists take turns, so that a busy moment of the machine falls on all of them. */
      const measure = async (rows: number): Promise<Spread[]> => {
        await fill(pg, rows)
        const times: number[][] = LISTS.map(() => [])
        for (let round = 0; round < ROUNDS; round++) {
          for (const [index, list] of LISTS.entries()) {
            const begun = performance.now()
            await bench.seed.admin.ok(bench.seed.admin.get(`/admin/aplazame/${list}`))
            times[index]?.push(performance.now() - begun)
          }
        }
        return times.map((list) => spreadOf(list.slice(Math.ceil(ROUNDS / 10))))
      }
      const before = await measure(SMALL)
      const large = await measure(LARGE)
      // Again, and the faster of the two is the floor: a busy or a cold beginning must not make the floor look high.
      const after = await measure(SMALL)
      for (const [index, list] of LISTS.entries()) {
        const [ours, one, two] = [large[index]!, before[index]!, after[index]!]
        const floor = one.median <= two.median ? one : two
        record({ group: "lists", what: `admin list at ${LARGE} rows ÷ at ${SMALL}: ${list}`, value: ratio(ours, floor), unit: "ratio", target: { at: "most", value: 1.5 }, ours, floor })
      }
    },
    3_600_000
  )
})
