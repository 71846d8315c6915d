import type { Knex } from "@medusajs/framework/mikro-orm/knex"

type Connection = { __knex__disposed?: string; end(): Promise<void> }
type Pool = { used: { resource: Connection }[]; release(connection: Connection): boolean }

const seen = new WeakSet<Connection>()

/**
 * Ends the connections that dead chains hold. A process that dies takes its own along; the one that all
 * chains of a test share would run dry. Called between two schedules: what is in use at both is nobody's.
 */
export function reclaimConnections(pg: Knex): void {
  const pool: Pool = pg.client.pool
  for (const { resource } of [...pool.used]) {
    if (!seen.has(resource)) {
      seen.add(resource)
      continue
    }
    // the pool throws away what is marked so, instead of lending it again
    resource.__knex__disposed = "its process died"
    // not waited for: one that Postgres has ended already never says so again
    resource.end().catch(() => undefined)
    pool.release(resource)
  }
}
