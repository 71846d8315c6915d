import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bench } from "../../integration-tests/support/aplazame-store"
import { complete, paymentSession, readyCart } from "../../integration-tests/support/shopper"

/** Columns of a table, so that its rows can be copied whatever Medusa adds to it. */
async function columnsOf(pg: Knex, table: string): Promise<string[]> {
  const { rows } = await pg.raw("SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ? AND is_generated = 'NEVER' AND identity_generation IS NULL", [table])
  return rows.map((row: { column_name: string }) => row.column_name).filter((name: string) => !(table === "order" && name === "display_id"))
}

/** Tables of an order: its rows in them, and the columns that make a copy another one. */
const TABLES: Record<string, { rows: string; renamed: string[] }> = {
  order: { rows: "id = ?", renamed: ["id"] },
  order_summary: { rows: "order_id = ?", renamed: ["id", "order_id"] },
  order_line_item: { rows: "id IN (SELECT item_id FROM order_item WHERE order_id = ?)", renamed: ["id"] },
  order_item: { rows: "order_id = ?", renamed: ["id", "order_id", "item_id"] },
  order_shipping_method: { rows: "id IN (SELECT shipping_method_id FROM order_shipping WHERE order_id = ?)", renamed: ["id"] },
  order_shipping: { rows: "order_id = ?", renamed: ["id", "order_id", "shipping_method_id"] },
}

/**
 * So many past orders of the customer with this e-mail: one is really placed, the others are copies of its rows,
 * each a day older than the one before it.
 */
export async function pastOrders(bench: Bench, email: string, count: number): Promise<void> {
  const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [customer] = await bench.container.resolve(Modules.CUSTOMER).listCustomers({ email })
  const cartId = await readyCart(bench.seed, { email })
  await paymentSession(bench.seed, cartId, "pp_system_default")
  const { body } = await complete(bench.seed, cartId)
  const id: string = body.order.id
  await pg("order").where({ id }).update({ customer_id: customer!.id })
  for (const [table, { rows, renamed }] of Object.entries(TABLES)) {
    const columns = await columnsOf(pg, table)
    const values = columns.map((name) => {
      if (renamed.includes(name)) return `t."${name}" || '_' || i`
      return name === "created_at" ? `t.created_at - (i || ' days')::interval` : `t."${name}"`
    })
    await pg.raw(`INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(", ")}) SELECT ${values.join(", ")} FROM "${table}" t, generate_series(1, ?::int) i WHERE ${rows}`, [count - 1, id])
  }
  await pg.raw("ANALYZE")
}
