import { z } from "zod"
import { OrderEntity } from "../database/entities"
import type { EmulatorDatabase } from "../database/open-database"
import { PRODUCTS } from "../database/rows"

/**
 * `POST /_emulator/seed`. Orders `mid_prefix` + 1, 2, 3 ..., one every `step_ms` up to the present. Of every ten: seven
 * confirmed, one of them cancelled; one refused; two unfinished ones that have expired. `status: "ok"` makes all confirmed.
 */
export const seedBody = z.strictObject({
  count: z.int().min(1).max(1_000_000),
  side: z.enum(["sandbox", "live"]).default("sandbox"),
  mid_prefix: z.string().min(1).max(100).default("seed-"),
  product: z.enum(PRODUCTS).optional(),
  status: z.enum(["mixed", "ok"]).default("mixed"),
  /** Amounts run from `amount` up by a cent per order, over again after 100 000. */
  amount: z.int().min(1).max(100_000_000).default(5000),
  step_ms: z.int().min(1).default(60_000),
  notification_url: z.url().default("http://127.0.0.1:9/none"),
})

/** One INSERT from a counted SELECT: a hundred thousand orders in about a second, and none of them in JavaScript. */
export async function seedOrders(db: EmulatorDatabase, seed: z.output<typeof seedBody>): Promise<{ created: number; first_mid: string; last_mid: string }> {
  const { count, side, mid_prefix: prefix, notification_url: url } = seed
  const kind = seed.status === "ok" ? "0" : "(n % 10)"
  const total = `(${seed.amount} + (n - 1) % 100000)`
  const start = Date.now() - count * seed.step_ms
  const at = (shift: number): string => instantSql(`(${start} + n * ${seed.step_ms} + ${shift})`)
  const product = seed.product === undefined ? "CASE n % 3 WHEN 0 THEN 'instalments' WHEN 1 THEN 'pay_in_4' ELSE 'pay_later' END" : "?"
  const name = "CASE n % 5 WHEN 0 THEN 'Begoña' WHEN 1 THEN 'Iñaki' WHEN 2 THEN 'Alice' WHEN 3 THEN 'Óscar' ELSE 'Marta' END"
  const columns: [column: string, sql: string, ...values: string[]][] = [
    ["id", "lower(hex(randomblob(16)))"], ["side", "?", side], ["mid", "? || n", prefix],
    ["status", `CASE ${kind} WHEN 7 THEN 'ko' WHEN 8 THEN 'ko' WHEN 9 THEN 'ko' ELSE 'ok' END`],
    ["status_reason", `CASE ${kind} WHEN 7 THEN 'ko_generic' WHEN 8 THEN 'expired' WHEN 9 THEN 'expired_challenge' ELSE '' END`],
    ["product", product, ...(seed.product === undefined ? [] : [seed.product])],
    ["total_amount", total], ["granted", `CASE WHEN ${kind} < 7 THEN ${total} END`], ["voided", "0"], ["captured", "0"], ["refunded", "0"],
    ["currency", "'EUR'"], ["discount", `CASE WHEN ${kind} < 7 THEN 0 END`], ["discount_rate", `CASE WHEN ${kind} < 7 THEN 0 END`], ["rejected", `${kind} = 7`], ["created", at(0)],
    ["verified", `CASE WHEN ${kind} < 7 THEN ${at(20_000)} END`], ["confirmed", `CASE WHEN ${kind} < 7 THEN ${at(21_000)} END`],
    ["cancelled", `CASE WHEN ${kind} = 6 THEN ${at(50_000)} END`], ["expired", `CASE WHEN ${kind} > 7 THEN ${at(55_000)} END`],
    ["expires_at", at(3_600_000)], ["challenge_expires_at", at(7_200_000)],
    ["account_id", "'account-' || (n % 1000)"], ["account_type", "CASE n % 3 WHEN 0 THEN 'g' WHEN 1 THEN 'n' ELSE 'e' END"], ["account_gender", "n % 4"],
    ["account_first_name", name], ["account_last_name", "'Prueba ' || (n % 100)"], ["account_email", "'buyer' || (n % 1000) || '@example.com'"],
    ["customer_id", "lower(hex(randomblob(16)))"], ["customer_created", at(0)], ["account_created", at(0)],
    ["notification_url", "?", url], ["payload", `json_object('order', json_object('id', ? || n, 'total_amount', ${total}, 'currency', 'EUR', 'articles', json_array()))`, prefix],
  ]
  return db.write(async (tx) => {
    const table = tx.connection.getMetadata(OrderEntity).tableName
    await tx.query(
      `WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ${count})
       INSERT INTO ${table} (${columns.map(([column]) => column).join(", ")})
       SELECT ${columns.map(([, sql]) => sql).join(", ")} FROM counter`,
      columns.flatMap(([, , ...values]) => values),
    )
    return { created: count, first_mid: `${prefix}1`, last_mid: `${prefix}${count}` }
  })
}

/** Milliseconds since the epoch as fixed-width text with microseconds. */
function instantSql(ms: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%S', ${ms} / 1000, 'unixepoch') || printf('.%03d000Z', ${ms} % 1000)`
}
