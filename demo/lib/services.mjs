// Starts what the demo consists of, one after the other, and ends it again.
import fs from "node:fs"
import path from "node:path"
import { createChildren, endLeftovers } from "../../scripts/lib/children.mjs"
import { openDatabase } from "../../scripts/lib/database.mjs"
import { claimFolder } from "../../scripts/lib/folder-owner.mjs"
import { freePort, portOrOther } from "../../scripts/lib/free-port.mjs"
import { MEDUSA_CLI, MEDUSA_ENV, ROOT, typescript } from "../../scripts/lib/medusa.mjs"
import { runSql } from "../../scripts/lib/postgres.mjs"
import { answers, waitFor } from "../../scripts/lib/wait-for.mjs"
import { seedStore } from "../seed/index.mjs"
import { startStorefront } from "../storefront/server.mjs"
import { createApi } from "./api.mjs"
import { migrationStamp } from "./migration-stamp.mjs"
import { step } from "./progress.mjs"
import { JWT_SECRET, KEYS, PORTS } from "./settings.mjs"

const BOOT_MS = 180_000

/**
 * @param {{ data: string, fresh: boolean, anyPort: boolean, admin: boolean, scripted: boolean }} options
 * @param {{ moved?: (name: string, wanted: number, port: number) => void }} [report] moved: a usual port was taken
 */
export function createServices(options, { moved } = {}) {
  const { data } = options
  const given = process.env.DATABASE_URL
  const children = createChildren({ ledger: path.join(data, "children.json") })
  const closers = []
  let databaseUrl

  /** Ends everything in the opposite order, whatever has been started so far. */
  async function stop() {
    for (const close of closers.splice(0).reverse()) await close().catch((error) => console.error(error.message))
  }

  async function prepareFolder() {
    fs.mkdirSync(data, { recursive: true })
    const release = await claimFolder(path.join(data, "demo"))
    closers.push(async () => release())
    await endLeftovers(path.join(data, "children.json"))
    if (options.fresh) for (const name of fs.readdirSync(data)) if (!name.endsWith(".owner")) fs.rmSync(path.join(data, name), { recursive: true, force: true })
    fs.mkdirSync(path.join(data, "logs"), { recursive: true })
  }

  async function choosePorts() {
    const taken = new Set()
    const ports = {}
    for (const [name, wanted] of Object.entries(PORTS)) {
      ports[name] = await portOrOther(options.anyPort ? await freePort() : wanted, taken)
      if (!options.anyPort && ports[name] !== wanted) moved?.(name, wanted, ports[name])
    }
    return ports
  }

  /** A scripted run on somebody's own server gets a database of its own and drops it afterwards. */
  async function ownDatabaseOn(serverUrl) {
    const url = new URL(serverUrl)
    const name = `aplazame_demo_${process.pid}_${Date.now()}`
    await runSql(serverUrl, `create database "${name}"`)
    closers.push(() => runSql(serverUrl, `drop database if exists "${name}" with (force)`))
    url.pathname = `/${name}`
    return url.toString()
  }

  async function startDatabase() {
    const url = given && options.scripted ? await ownDatabaseOn(given) : given
    const database = await openDatabase({ dataDir: path.join(data, "postgres"), given: url, fast: options.scripted })
    closers.push(database.stop)
    databaseUrl = database.url
    return database
  }

  function run(name, args, env) {
    const log = path.join(data, "logs", `${name}.log`)
    const child = children.start(process.execPath, args, { env, log, cwd: ROOT })
    const gone = () => (child.hasExited() ? `${name} ended; the end of ${path.relative(ROOT, log)}:\n${child.tail()}` : undefined)
    return { child, gone }
  }

  const stampFile = path.join(data, "migrated")
  const isMigrated = (database) => database.embedded && fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === migrationStamp()

  async function migrate(database, env) {
    const stamp = migrationStamp()
    fs.rmSync(stampFile, { force: true })
    const { child, gone } = run("migrations", [MEDUSA_CLI, "db:migrate", "--execute-safe-links"], env)
    const code = await child.exited
    if (code !== 0) throw new Error(gone())
    if (database.embedded) fs.writeFileSync(stampFile, stamp)
  }

  async function startEmulator(port) {
    const args = [...typescript("src/emulator/cli.ts"), "--port", String(port), "--data", path.join(data, "emulator.sqlite")]
    const { gone } = run("emulator", args, { ...process.env, APLAZAME_PRIVATE_KEY: KEYS.private, APLAZAME_PUBLIC_KEY: KEYS.public })
    await waitFor(() => answers(`http://localhost:${port}/_emulator/health`), { what: "the emulator", timeoutMs: BOOT_MS, gone })
  }

  async function startStore(port, env) {
    const { gone } = run("store", [MEDUSA_CLI, "start", "--port", String(port)], env)
    await waitFor(() => answers(`http://localhost:${port}/health`), { what: "the store", timeoutMs: BOOT_MS, gone })
  }

  /**
   * Vite prepares the admin's packages at the first request for them and keeps the store busy meanwhile.
   * Asked for now, the person's first page comes at once.
   */
  async function warmAdmin(url) {
    try {
      const page = await (await fetch(`${url}/app`, { headers: { accept: "text/html" } })).text()
      const [, entry] = /src="([^"]*entry\.jsx[^"]*)"/.exec(page) ?? []
      const source = await (await fetch(new URL(entry ?? "/app/entry.jsx", url))).text()
      const imports = [...source.matchAll(/(?:from|import)\s*"([^"]+)"/g)].map(([, path]) => path)
      await Promise.all(imports.map(async (path) => (await fetch(new URL(path, url))).arrayBuffer()))
    } catch {
      // the person's browser will ask again
    }
  }

  /** @returns {Promise<object>} everything a person or a script needs to use the demo */
  async function start() {
    await prepareFolder()
    const ports = await choosePorts()
    const urls = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `http://localhost:${port}`]))
    const begun = performance.now()
    const database = await step(given ? "Postgres of DATABASE_URL" : "Postgres (embedded)", startDatabase)
    closers.push(children.stopAll)
    const env = {
      ...process.env, ...MEDUSA_ENV, ...database.env,
      REDIS_URL: "", PORT: String(ports.store), JWT_SECRET, COOKIE_SECRET: JWT_SECRET,
      APLAZAME_API_BASE_URL: urls.emulator, APLAZAME_PRIVATE_KEY: KEYS.private, APLAZAME_PUBLIC_KEY: KEYS.public, APLAZAME_SANDBOX: "true",
      MEDUSA_BACKEND_URL: urls.store, STOREFRONT_URL: urls.storefront, ADMIN_DISABLED: String(!options.admin),
      APLAZAME_OPTIONS: JSON.stringify({ linkEmailTemplate: "payment-link" }),
      // A script reads the log afterwards: the more there is in it, the more it proves.
      ...(options.scripted ? { LOG_LEVEL: "debug" } : {}),
    }
    const migrating = isMigrated(database) ? undefined : migrate(database, env)
    migrating?.catch(() => {}) // awaited below; a failure before that must not count as unhandled
    const since = performance.now()
    await step("Aplazame emulator", () => startEmulator(ports.emulator))
    const emulator = createApi(urls.emulator)
    await emulator.post("/_emulator/seed-campaigns", {})
    await emulator.patch("/_emulator/settings", { shop_name: "Tienda Demo" })
    if (migrating) await step("migrations", () => migrating, { note: "about 15 s, only when something is new", since })
    await step(options.admin ? "Medusa store and admin" : "Medusa store", () => startStore(ports.store, env))
    const seeded = await step("seed", () => seedStore(createApi(urls.store), urls.storefront))
    if (options.admin) await step("admin pages", () => warmAdmin(urls.store))
    const storefront = await step("storefront", () => startStorefront({ port: ports.storefront, storeUrl: urls.store, seeded }))
    closers.push(storefront.stop)
    const ready = { urls, ports, seeded, seconds: (performance.now() - begun) / 1000 }
    fs.writeFileSync(path.join(data, "ready.json"), JSON.stringify(ready, null, 2))
    return ready
  }

  /** What a script may look at from inside: the store's database and its log so far. */
  const inside = () => ({ databaseUrl, log: path.join(data, "logs", "store.log") })

  return { start, stop, inside, kill: children.killAll }
}
