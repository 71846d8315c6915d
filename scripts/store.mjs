#!/usr/bin/env node
// npm run store: the Medusa store alone, migrated, on PORT (default 9000). Embedded Postgres in .pgdata
// unless DATABASE_URL names one. No seed. See .env.template for what it reads.
import { createChildren } from "./lib/children.mjs"
import { checkStoreEnv, loadDotEnv } from "./lib/check-env.mjs"
import { openDatabase } from "./lib/database.mjs"
import { endWith } from "./lib/ending.mjs"
import { MEDUSA_CLI, MEDUSA_ENV, ROOT } from "./lib/medusa.mjs"
import { answers, waitFor } from "./lib/wait-for.mjs"

const BOOT_MS = 180_000

process.chdir(ROOT)
loadDotEnv()
let wanted
try {
  wanted = checkStoreEnv()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

const children = createChildren()
let database
const { end, ending } = endWith(
  async () => {
    await children.stopAll()
    await database?.stop()
  },
  { force: children.killAll, code: 0 }
)

async function main() {
  database = await openDatabase({ dataDir: ".pgdata" })
  if (ending()) return database.stop()
  console.log(database.embedded ? `store: embedded Postgres on port ${database.port}, data in .pgdata` : "store: Postgres of DATABASE_URL")
  const env = { ...process.env, ...MEDUSA_ENV, ...database.env, PORT: String(wanted.port) }
  const migration = children.start(process.execPath, [MEDUSA_CLI, "db:migrate", "--execute-safe-links"], { env, inherit: true })
  const code = await migration.exited
  if (ending()) return undefined
  if (code !== 0) {
    console.error(`store: the migration ended with ${code}`)
    return end(code)
  }
  const store = children.start(process.execPath, [MEDUSA_CLI, "start", "--port", String(wanted.port)], { env, inherit: true })
  void store.exited.then((exitCode) => end(exitCode))
  await waitFor(() => answers(`http://localhost:${wanted.port}/health`), { what: "the store", timeoutMs: BOOT_MS, gone: () => (store.hasExited() ? "store: ended while starting" : undefined) })
  console.log(`store: ready on http://localhost:${wanted.port} (Aplazame at ${wanted.apiBaseUrl})`)
  return undefined
}

main().catch((error) => {
  if (!ending()) console.error(error.message)
  return end(1)
})
