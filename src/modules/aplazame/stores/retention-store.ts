import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * The tables whose rows expire: notifications, differences, runs and requests of buttons that are over. Credits and the ledger
 * never expire: they are the record of money. Differences are deleted before their run.
 */
const EXPIRING = [
  { table: "aplazame_notification", over: "state IN ('applied', 'closed')" },
  { table: "aplazame_difference", over: "true" },
  { table: "aplazame_reconcile_run", over: "state <> 'running' AND NOT EXISTS (SELECT 1 FROM aplazame_difference d WHERE d.run_id = aplazame_reconcile_run.id)" },
  { table: "aplazame_admin_action", over: "state <> 'running'" },
] as const

/** The tables that grow with every sale and every hour, kept as long as the store wants. */
export class RetentionStore {
  constructor(private readonly pg: Knex) {}

  /**
   * Deletes what is over and older than `before`, of each table at most `limit`. One statement each, safe to run anywhere at
   * once: two that run together delete the same rows once.
   * @returns how many rows went
   */
  async deleteBatch(before: Date, limit: number): Promise<number> {
    let gone = 0
    for (const { table, over } of EXPIRING) {
      const old = this.pg(table).select("id").where("created_at", "<", before).whereRaw(over).orderBy("created_at").limit(limit)
      gone += await this.pg(table).whereIn("id", old).delete()
    }
    return gone
  }
}
