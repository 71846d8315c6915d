#!/usr/bin/env node
// Page 1 of the operator's lists at 100 rows and at 100,000, on a real Postgres with the plugin's own migrations and
// the very SQL of the routes. The named floor is the page at 100 rows; the rule is at most 1.5 times that.
//   npm run bench -- --only lists
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..")
const require = createRequire(import.meta.url)
process.chdir(ROOT)
require("ts-node").register({ transpileOnly: true, swc: true })
const knex = require("@medusajs/framework/mikro-orm/knex").knex
const { spreadOf } = require("./support/measure.ts")
const { ratio, record } = require("./support/record.ts")
const { page } = require("../src/api/admin/aplazame/shared/page.ts")

const SMALL = 100
const LARGE = 100_000
const ROUNDS = 400
const RATIO = 1.5

const LISTS = [
  ["operations, all", { table: "aplazame_operation", where: {} }],
  ["operations, state", { table: "aplazame_operation", where: { state: "unknown" } }],
  ["operations, kind", { table: "aplazame_operation", where: { kind: "refund" } }],
  ["operations, state and kind", { table: "aplazame_operation", where: { state: "done", kind: "capture" } }],
  ["notifications, all", { table: "aplazame_notification", where: {} }],
  ["notifications, state", { table: "aplazame_notification", where: { state: "failed" } }],
  ["problems, open", { table: "aplazame_problem", where: { state: "open" } }],
  ["problems, all", { table: "aplazame_problem", where: {} }],
]

async function migrate(pg) {
  const folder = path.join(ROOT, "src/modules/aplazame/migrations")
  for (const file of fs.readdirSync(folder).filter((name) => /^Migration\d+\.ts$/.test(name)).sort()) {
    const [Migration] = Object.values(require(path.join(folder, file)))
    const statements = []
    await Migration.prototype.up.call({ addSql: (sql) => statements.push(sql) })
    for (const sql of statements) await pg.raw(sql.replaceAll("?", "\\?"))
  }
}

async function fill(pg, rows) {
  await pg.raw("truncate aplazame_operation, aplazame_notification, aplazame_problem, aplazame_order cascade")
  await pg.raw(
    `insert into aplazame_order (id, mid, payment_session_id, cart_id, fingerprint, currency_code, sandbox, total_amount, state)
     select 'o' || i, 'm' || i, 's' || i, 'c' || i, 'f', 'eur', true, 1000, 'confirmed' from generate_series(1, 50) i`
  )
  const when = "now() - (i || ' seconds')::interval"
  await pg.raw(
    `insert into aplazame_operation (id, aplazame_order_id, kind, state, business_key, amount, created_at)
     select 'p' || i, 'o' || (i % 50 + 1), (array['capture','refund','void','cancel','update'])[i % 5 + 1], (array['done','refused','unknown','skipped'])[i % 4 + 1], 'k' || i, 100, ${when}
     from generate_series(1, ?) i`,
    [rows]
  )
  await pg.raw(
    `insert into aplazame_notification (id, dedupe_key, aplazame_id, mid, status, status_reason, total_amount, sandbox, state, created_at)
     select 'n' || i, 'd' || i, 'a' || i, 'm' || i, 'ok', '', 100, true, (array['applied','applied','received','failed'])[i % 4 + 1], ${when} from generate_series(1, ?) i`,
    [rows]
  )
  await pg.raw(
    `insert into aplazame_problem (id, kind, state, dedupe_key, created_at)
     select 'b' || i, 'amounts_differ', (array['open','resolved'])[i % 2 + 1], 'd' || i, ${when} from generate_series(1, ?) i`,
    [rows]
  )
  await pg.raw("vacuum analyze aplazame_operation").catch(() => pg.raw("analyze"))
  await pg.raw("vacuum analyze aplazame_notification").catch(() => undefined)
  await pg.raw("vacuum analyze aplazame_problem").catch(() => undefined)
}

/** The lists take turns, so that a busy moment of the machine falls on all of them. */
async function measure(pg) {
  const container = { resolve: () => pg }
  const times = LISTS.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, wish]] of LISTS.entries()) {
      const begun = performance.now()
      await page(container, { ...wish, limit: 20, offset: 0 })
      times[index].push(performance.now() - begun)
    }
  }
  return times.map((list) => spreadOf(list.slice(ROUNDS / 10)))
}

const pg = knex({ client: "pg", connection: process.env.DATABASE_URL, pool: { min: 2, max: 4 } })
let missed = 0
try {
  await migrate(pg)
  await fill(pg, SMALL)
  const before = await measure(pg)
  await fill(pg, LARGE)
  const large = await measure(pg)
  // Again, and the faster of the two is the floor: a busy or a cold beginning must not make the floor look high.
  await fill(pg, SMALL)
  const after = await measure(pg)
  const small = before.map((spread, index) => (spread.median <= after[index].median ? spread : after[index]))
  for (const [index, [name]] of LISTS.entries()) {
    const [ours, floor] = [large[index], small[index]]
    if (ratio(ours, floor) > RATIO) missed++
    record({ group: "lists", what: `admin list at ${LARGE} rows ÷ at ${SMALL}: ${name}`, value: ratio(ours, floor), unit: "ratio", target: { at: "most", value: RATIO }, ours, floor })
  }
} finally {
  await pg.destroy()
}
// The command that makes the table tells what was missed.
process.exit(missed && !process.env.BENCH_RESULTS ? 1 : 0)
