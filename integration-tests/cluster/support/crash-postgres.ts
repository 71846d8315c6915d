import type { Pool } from "pg"
import { eventually } from "../../support/eventually"

/**
 * Crashes the server: one of its processes is killed, and it ends all others, recovers and goes on. A server that is
 * not the run's own only drops the connections of the store, as a restart does.
 */
export async function crashPostgres(db: Pool): Promise<void> {
  const { rows } = await db.query("SELECT pg_backend_pid() AS pid")
  if (process.env.OWN_POSTGRES === "true") process.kill(rows[0].pid, "SIGKILL")
  else await db.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
  await eventually(() => db.query("SELECT 1"))
}
