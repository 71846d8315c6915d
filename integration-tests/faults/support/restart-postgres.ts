import { setTimeout as sleep } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Client } from "pg"

let client: Promise<Client> | undefined
let database = ""

/** Says which database the store is in; its connections are the ones that are dropped. */
export const watchDatabase = (name: string): void => void (database = name)

/** Ends every connection of the store at once: what it has under way fails, what it had begun is rolled back. */
export async function dropConnections(): Promise<void> {
  client ??= connect()
  await (await client).query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()", [database])
}

const AT_ONCE = 12
const TRIES = 50

/** Waits until the store's pool has noticed: a connection that was dropped fails the first statement that it gets. */
export async function untilConnected(pg: Knex): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const asked = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => pg.raw("SELECT 1")))
    if (asked.every((one) => one.status === "fulfilled")) return
    await sleep(20)
  }
  throw new Error("the store's pool does not recover")
}

export async function endWatch(): Promise<void> {
  await (await client)?.end()
  client = undefined
}

/** Through another database, so that the store's own can be dropped afterwards. */
async function connect(): Promise<Client> {
  const made = new Client({ connectionString: process.env.FAULTS_SERVER_URL ?? process.env.DATABASE_URL })
  await made.connect()
  return made
}
