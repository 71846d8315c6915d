import { Client } from "pg"
import { EmulatorControl, startEmulator } from "../../../src/emulator"
import { PRIVATE_KEY, PUBLIC_KEY } from "../../support/aplazame-store"
import { freePort } from "../../support/free-port"
import { createDatabase } from "../../support/own-database"
import { ADMIN, furnish, signedInAdmin, type SeededStore } from "../../support/seed-store"
import { storeEnvironment } from "../../support/store-environment"
import { StoreProcess } from "../../support/store-process"
import { BY_SCHEDULE } from "../schedule"

export type KillBench = { store: StoreProcess; emulator: EmulatorControl; seed: SeededStore; db: Client; close: () => Promise<void> }

/** Calls that are held must outlast everything that is done before the kill. */
export const HOLD_MS = 100_000

/** A database, an emulator and a store process of their own, seeded and running. */
export async function openKillBench(): Promise<KillBench> {
  const databaseUrl = await createDatabase("kill")
  const running = await startEmulator({ port: 0, privateKey: PRIVATE_KEY, publicKey: PUBLIC_KEY, quiet: true })
  const port = await freePort()
  const url = `http://localhost:${port}`
  const options = { timeoutMs: HOLD_MS, settleAfterMs: HOLD_MS, captureOn: BY_SCHEDULE }
  const store = new StoreProcess(url, storeEnvironment({ databaseUrl, port, backendUrl: url, emulatorUrl: running.url, options }))
  await store.run("db:migrate", "--execute-safe-links")
  await store.run("user", "--email", ADMIN.email, "--password", ADMIN.password)
  await store.start()
  const seed = await furnish(url, await signedInAdmin(url))
  const db = new Client({ connectionString: databaseUrl })
  await db.connect()
  const close = async (): Promise<void> => {
    await store.kill()
    await db.end()
    await running.close()
  }
  return { store, emulator: new EmulatorControl(running.url), seed, db, close }
}
