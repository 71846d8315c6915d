import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bench } from "../../integration-tests/support/aplazame-store"
import { complete, paymentSession, readyCart } from "../../integration-tests/support/shopper"

/** Columns of a table, so that its rows can be copied whatever Medusa adds to it. */
async function columnsOf(pg: Knex, table: string): Promise<string[]> {
  const { rows } = await pg.raw("SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ? AND is_generated = 'NEVER' AND identity_generation IS NULL", [table])
  return rows.map((row: { column_name: string }) => row.column_name).filter((name: string) => !(table === "order" && name === "display_id"))
}

/** Tables of an order, with the columns that make a copy another one. */
const TABLES: Record<string, string[]> = {
  order: ["id"],
  order_summary: ["id", "order_id"],
  order_line_item: ["id"],
  order_item: ["id", "order_id", "item_id"],
  order_shipping_method: ["id"],
  order_shipping: ["id", "order_id", "shipping_method_id"],
}

/**
 * Past orders of a customer: one is really placed, the others are copies of its rows, each a day older than the
 * one before it.
 */
export async function pastOrders(bench: Bench, wish: { customerId: string; email: string; count: number }): Promise<void> {
  const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const cartId = await readyCart(bench.seed, { email: wish.email })
  await paymentSession(bench.seed, cartId, "pp_system_default")
  const { body } = await complete(bench.seed, cartId)
  const id: string = body.order.id
  await pg("order").where({ id }).update({ customer_id: wish.customerId })
  const where: Record<string, string> = {
    order: "id = :id",
    order_summary: "order_id = :id",
    order_item: "order_id = :id",
    order_shipping: "order_id = :id",
    order_line_item: "id IN (SELECT item_id FROM order_item WHERE order_id = :id)",
    order_shipping_method: "id IN (SELECT shipping_method_id FROM order_shipping WHERE order_id = :id)",
  }
  for (const [table, renamed] of Object.entries(TABLES)) {
    if (!where[table]) continue
    const columns = await columnsOf(pg, table)
    const values = columns.map((name) => {
      if (renamed.includes(name)) return `t."${name}" || '_' || i`
      return name === "created_at" ? `t.created_at - (i || ' days')::interval` : `t."${name}"`
    })
    await pg.raw(`INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(", ")}) SELECT ${values.join(", ")} FROM "${table}" t, generate_series(1, ${wish.count - 1}) i WHERE ${where[table]!.replace(":id", "?")}`, [id])
  }
  await pg.raw("ANALYZE")
}
