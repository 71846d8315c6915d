#!/usr/bin/env node
// npm run installed: a Medusa store that knows this package only as npm installs it, with its admin built and orders in
// every state, to be looked at in a browser. Serves the store, the emulator and the demo's shop until Ctrl-C.
import { createHash } from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { createApi } from "../demo/lib/api.mjs"
import { step } from "../demo/lib/progress.mjs"
import { ADMIN, PORTS } from "../demo/lib/settings.mjs"
import { seedStore } from "../demo/seed/index.mjs"
import { startStorefront } from "../demo/storefront/server.mjs"
import { cleanEnv } from "./install/commands.mjs"
import { chooseVersions } from "./install/medusa-versions.mjs"
import { writeStore } from "./install/store-files.mjs"
import { storeIn } from "./install/store-life.mjs"
import { makeOrders } from "./installed/orders.mjs"
import { createChildren, endLeftovers } from "./lib/children.mjs"
import { openDatabase } from "./lib/database.mjs"
import { endWith } from "./lib/ending.mjs"
import { claimFolder } from "./lib/folder-owner.mjs"
import { portOrOther } from "./lib/free-port.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { MAIN, packed } from "./lib/packages.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run installed [-- options]

Packs the package, installs it in a Medusa store of its own, builds the admin, makes orders in every state, and
serves the store, the emulator and the demo's shop. A second start goes on with what is there.

  --built        packs what npm run build has made already
  --fresh        forgets the store, its orders and what is installed
  --folder DIR   where all of it lies (default: aplazame-installed in the folder for temporary files)
  --help         this text

DATABASE_URL names a Postgres to use instead of the embedded one.
`
const { built, fresh, folder: given } = scriptOptions(USAGE, { built: { type: "boolean", default: false }, fresh: { type: "boolean", default: false }, folder: { type: "string" } })
const home = path.resolve(given ?? path.join(os.tmpdir(), "aplazame-installed"))
const inside = (...names) => path.join(home, ...names)
const MADE = inside("made.json")
/** Of what the folder holds: the package and Medusa that the store was built with, and the orders. */
const made = () => (fs.existsSync(MADE) ? JSON.parse(fs.readFileSync(MADE, "utf8")) : {})
const remember = (more) => fs.writeFileSync(MADE, JSON.stringify({ ...made(), ...more }, null, 2))

const children = createChildren({ ledger: inside("children.json") })
let [release, database, storefront] = []
const { end, ending } = endWith(
  async () => {
    await storefront?.stop()
    await children.stopAll()
    await database?.stop()
    release?.()
  },
  { force: children.killAll, onSignal: () => console.log("\nstopping …"), code: 0 }
)

async function prepareFolder() {
  fs.mkdirSync(home, { recursive: true })
  // the embedded Postgres may have to run as another user
  fs.chmodSync(home, 0o755)
  release = await claimFolder(inside("installed"))
  await endLeftovers(inside("children.json"))
  if (fresh) for (const name of fs.readdirSync(home)) if (!name.endsWith(".owner")) fs.rmSync(inside(name), { recursive: true, force: true })
}

/** Named by what is in it, so that npm sees whether it is another one. @returns {Promise<string>} the tarball */
async function pack() {
  if (!built) {
    const build = children.start(process.execPath, [path.join(ROOT, "scripts", "build.mjs")], { cwd: ROOT })
    if ((await build.exited) !== 0) throw new Error(build.tail())
  }
  const { filename } = packed(MAIN, home)
  const hash = createHash("sha256").update(fs.readFileSync(inside(filename))).digest("hex").slice(0, 12)
  const tarball = inside(`package-${hash}.tgz`)
  fs.renameSync(inside(filename), tarball)
  return tarball
}

/** @returns {string} the newest Medusa that the peers allow */
const newest = () => chooseVersions(JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")).peerDependencies["@medusajs/medusa"], {})[0]

async function choosePorts() {
  const taken = new Set()
  return { store: await portOrOther(PORTS.store, taken), storefront: await portOrOther(PORTS.storefront, taken) }
}

function welcome(urls, orders) {
  const line = (label, text) => `  ${label.padEnd(12)} ${text}`
  return [
    "",
    "Ready.",
    "",
    line("admin", `${urls.store}/app     ${ADMIN.email} / ${ADMIN.password}`),
    line("shop", urls.storefront),
    line("Aplazame", `${urls.emulator}/_emulator`),
    line("folder", home),
    "",
    "Orders",
    ...orders.map(({ what, display_id, order_id }) => line(display_id ? `#${display_id}` : "–", `${what}${order_id ? `\n${" ".repeat(15)}${urls.store}/app/orders/${order_id}` : ""}`)),
    "",
    "Ctrl-C ends everything; the folder stays for the next start.",
    "",
  ].join("\n")
}

async function main() {
  await prepareFolder()
  const tarball = await step(built ? "package" : "package, built", pack)
  const medusa = made().medusa ?? newest()
  const folder = inside("store")
  const store = storeIn({ children, folder, base: cleanEnv() })
  const as = `${path.basename(tarball)} ${medusa}`
  const isBuilt = made().as === as
  if (!isBuilt) {
    await step(`Medusa ${medusa} and the package`, async () => {
      writeStore({ folder, medusa, tarball, lookedAt: true })
      await store.install(medusa)
    })
    for (const name of fs.readdirSync(home)) if (/^package-.*\.tgz$/.test(name) && inside(name) !== tarball) fs.rmSync(inside(name))
  }
  database = await step("Postgres", () => openDatabase({ dataDir: inside("postgres") }))
  const ports = await choosePorts()
  const urls = { store: `http://localhost:${ports.store}`, storefront: `http://localhost:${ports.storefront}`, emulator: "" }
  urls.emulator = await step("Aplazame emulator", () => store.startEmulator(["--data", inside("emulator.sqlite")]))
  await createApi(urls.emulator).patch("/_emulator/settings", { shop_name: "Tienda Demo" })
  const env = store.env(urls, database.url)
  if (!isBuilt) {
    await step("tables", () => store.migrate(env))
    await step("store and admin, built", () => store.build(env))
    remember({ as, medusa })
  }
  await step("store", () => store.start(urls, env, { log: inside("store.log") }))
  const seeded = await step("shop", () => seedStore(createApi(urls.store), urls.storefront))
  storefront = await startStorefront({ port: ports.storefront, storeUrl: urls.store, seeded })
  if (!made().orders) remember({ orders: await step("orders in every state", () => makeOrders({ urls, seeded })) })
  const { orders } = made()
  fs.writeFileSync(inside("ready.json"), JSON.stringify({ urls, seeded, orders }, null, 2))
  console.log(welcome(urls, orders))
}

main().catch((error) => {
  if (ending()) return undefined
  console.error(`\n${error.message}`)
  return end(1)
})
