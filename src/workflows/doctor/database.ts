import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { finding, fine, type Finding } from "./finding"

const TABLES = [
  "aplazame_order",
  "aplazame_operation",
  "aplazame_notification",
  "aplazame_problem",
  "aplazame_reconcile_run",
  "aplazame_difference",
  "aplazame_admin_action",
  "aplazame_event",
]
/** Those that keep money from moving twice; a table without them is worse than no table. */
const INDEXES = [
  "IDX_aplazame_operation_one_in_flight",
  "IDX_aplazame_operation_business_key_unique",
  "IDX_aplazame_notification_dedupe_key_unique",
  "IDX_aplazame_admin_action_one_running",
]

/** Whether `medusa db:migrate` has run for this version of the plugin. */
export async function checkMigrations(pg: Knex): Promise<Finding> {
  const missing: string[] = []
  for (const name of [...TABLES, ...INDEXES]) {
    const { rows } = await pg.raw<{ rows: { found: string | null }[] }>("SELECT to_regclass(?)::text AS found", [`"${name}"`])
    if (!rows[0]?.found) missing.push(name)
  }
  return missing.length > 0 ? finding("migrations", "error", "missing", { missing: missing.join(", ") }) : fine("migrations")
}

/**
 * Whether a commit that Postgres has answered outlives its crash. With `synchronous_commit = off`, which may be set for
 * one database or user, a checkout that Aplazame already has is gone from the store (Postgres manual, "Asynchronous Commit").
 */
export async function checkCommits(pg: Pick<Knex, "raw">): Promise<Finding> {
  const { rows } = await pg.raw<{ rows: { setting: string }[] }>("SELECT current_setting('synchronous_commit') AS setting")
  return rows[0]?.setting === "off" ? finding("commits", "warning", "lost") : fine("commits")
}
