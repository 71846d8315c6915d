import type { Client } from "pg"

const back = (...columns: string[]): string => columns.map((column) => `${column} = ${column} - interval '10 minutes'`).join(", ")

/** What was written, of the named checkouts or of all, is ten minutes older: nobody who wrote it is waited for any more. */
export async function tenMinutesPass(db: Pick<Client, "query">, mids?: readonly string[]): Promise<void> {
  const { rows } = mids ? await db.query("SELECT id FROM aplazame_order WHERE mid = ANY($1)", [mids]) : await db.query("SELECT id FROM aplazame_order")
  const ids = rows.map((row) => row.id)
  const orders = `SELECT order_id FROM aplazame_order WHERE id = ANY($1)`
  const payments = `SELECT p.id FROM payment p JOIN aplazame_order a ON a.payment_collection_id = p.payment_collection_id WHERE a.id = ANY($1)`
  await db.query(`UPDATE aplazame_operation SET ${back("created_at", "updated_at", "sent_at", "settled_at", "next_attempt_at", "lease_until", "failing_since")} WHERE aplazame_order_id = ANY($1)`, [ids])
  await db.query(`UPDATE aplazame_notification SET ${back("created_at", "updated_at")} WHERE aplazame_order_id = ANY($1)`, [ids])
  await db.query(`UPDATE aplazame_order SET ${back("created_at", "updated_at", "accepting_until", "authorized_at", "confirmed_at")} WHERE id = ANY($1)`, [ids])
  for (const table of ["capture", "refund"]) await db.query(`UPDATE ${table} SET ${back("created_at")} WHERE payment_id IN (${payments})`, [ids])
  await db.query(`UPDATE order_transaction SET ${back("created_at")} WHERE order_id IN (${orders})`, [ids])
}
