import { Client } from "pg"

/** A fresh database, on the server that DATABASE_URL names: its address. */
export async function createDatabase(prefix: string): Promise<string> {
  const given = process.env.DATABASE_URL
  if (!given) throw new Error("DATABASE_URL names no Postgres server")
  const name = `${prefix}_${process.pid}_${Date.now()}`
  const server = new Client({ connectionString: given })
  await server.connect()
  await server.query(`CREATE DATABASE ${name}`)
  await server.end()
  const url = new URL(given)
  url.pathname = `/${name}`
  return url.toString()
}
