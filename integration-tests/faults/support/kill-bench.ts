import { createServer } from "node:net"
import { Client } from "pg"
import { EmulatorControl, startEmulator, type RunningEmulator } from "../../../src/emulator"
import { PRIVATE_KEY, PUBLIC_KEY } from "../../support/aplazame-store"
import { Http } from "../../support/http"
import { ADMIN, furnish, type SeededStore } from "../../support/seed-store"
import { BY_SCHEDULE } from "../schedule"
import { StoreProcess } from "./store-process"

export type KillBench = { store: StoreProcess; emulator: EmulatorControl; seed: SeededStore; db: Client; close: () => Promise<void> }

/** Calls that are held must outlast everything that is done before the kill. */
export const HOLD_MS = 100_000

/** A database, an emulator and a store process of their own, seeded and running. */
export async function openKillBench(): Promise<KillBench> {
  const databaseUrl = await createDatabase()
  const running = await startEmulator({ port: 0, privateKey: PRIVATE_KEY, publicKey: PUBLIC_KEY, quiet: true })
  const port = await freePort()
  const store = new StoreProcess(`http://localhost:${port}`, environment(running, databaseUrl, port))
  await store.run("db:migrate", "--execute-safe-links")
  await store.run("user", "--email", ADMIN.email, "--password", ADMIN.password)
  await store.start()
  const http = new Http(store.url)
  const { token } = await http.ok<{ token: string }>(http.post("/auth/user/emailpass", ADMIN))
  const seed = await furnish(store.url, http.with({ authorization: `Bearer ${token}` }))
  const db = new Client({ connectionString: databaseUrl })
  await db.connect()
  const close = async (): Promise<void> => {
    await store.kill()
    await db.end()
    await running.close()
  }
  return { store, emulator: new EmulatorControl(running.url), seed, db, close }
}

function environment(emulator: RunningEmulator, databaseUrl: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // jest's, and not the store's
    NODE_OPTIONS: "",
    JEST_WORKER_ID: undefined,
    NODE_ENV: "development",
    LOG_LEVEL: "warn",
    MEDUSA_DISABLE_TELEMETRY: "true",
    MEDUSA_WORKER_MODE: "shared",
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    MEDUSA_BACKEND_URL: `http://localhost:${port}`,
    STOREFRONT_URL: "https://shop.example",
    APLAZAME_API_BASE_URL: emulator.url,
    APLAZAME_PRIVATE_KEY: PRIVATE_KEY,
    APLAZAME_PUBLIC_KEY: PUBLIC_KEY,
    APLAZAME_SANDBOX: "true",
    APLAZAME_OPTIONS: JSON.stringify({ timeoutMs: HOLD_MS, settleAfterMs: HOLD_MS, captureOn: BY_SCHEDULE }),
    ADMIN_DISABLED: "true",
  }
}

async function createDatabase(): Promise<string> {
  const given = process.env.DATABASE_URL
  if (!given) throw new Error("DATABASE_URL names no Postgres server")
  const name = `kill_${process.pid}_${Date.now()}`
  const server = new Client({ connectionString: given })
  await server.connect()
  await server.query(`CREATE DATABASE ${name}`)
  await server.end()
  const url = new URL(given)
  url.pathname = `/${name}`
  return url.toString()
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, () => {
      const address = server.address()
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
