import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AplazameClient } from "../../../src/aplazame"
import { isDead, ProcessDied, step } from "./lives"

type Query = { sql?: string; bindings?: unknown[] }
type Driver = { _query(connection: unknown, query: Query): Promise<unknown> }

/**
 * Puts every statement of the store to Postgres under `step`: Medusa's modules, its workflows and our own
 * stores share one pool, so nothing of a money path gets past it.
 *
 * A process that dies takes its connections with it and Postgres rolls back what was open; so the one
 * statement that still goes through for a dead one is the ROLLBACK.
 */
export function hookPostgres(pg: Knex): void {
  const driver: Driver = Object.getPrototypeOf(pg.client)
  const original = driver._query
  driver._query = function (this: Driver, connection: unknown, query: Query) {
    const sql = query.sql ?? ""
    if (isDead() && /^\s*rollback/i.test(sql)) return original.call(this, connection, query)
    return step(nameOf(sql), () => original.call(this, connection, query)).catch(async (error: unknown) => {
      // Nobody rolls back after a BEGIN or COMMIT that failed, and the connection goes back to the pool.
      if (error instanceof ProcessDied) await original.call(this, connection, { sql: "ROLLBACK", bindings: [] })
      throw error
    })
  }
}

const nameOf = (sql: string): string => {
  const [verb = "?"] = sql.trim().split(/\s+/)
  const table = /(?:from|into|update)\s+"?(?:public"?\.)?"?([a-z_]+)"?/i.exec(sql)?.[1]
  return table ? `${verb.toLowerCase()} ${table}` : verb.toLowerCase()
}

const CALLS = [
  "retrieveOrder",
  "findOrderByMid",
  "createCheckout",
  "updateOrder",
  "listCaptures",
  "createCapture",
  "retrieveCaptureRefunds",
  "refundCapture",
  "checkRefund",
  "refund",
  "refundExtended",
  "checkVoid",
  "voidAmount",
  "cancelOrder",
  "pushHistory",
] as const

/** Puts every call to Aplazame under `step`. */
export function hookClient(client: AplazameClient): void {
  for (const name of CALLS) {
    const original: unknown = Reflect.get(client, name)
    if (typeof original !== "function") throw new Error(`the client has no ${name}`)
    Reflect.set(client, name, (...args: unknown[]) => step(`aplazame ${name}`, async () => Reflect.apply(original, client, args)))
  }
}
