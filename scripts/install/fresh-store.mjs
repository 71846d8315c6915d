// The life of one fresh store: installed, its exports tried, built, migrated, started, sold from, looked at.
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { runSql } from "../lib/postgres.mjs"
import { freePort } from "../lib/free-port.mjs"
import { checkAdminClasses } from "./admin-classes.mjs"
import { expectThat } from "./checks.mjs"
import { cleanEnv } from "./commands.mjs"
import { compileUse, loadExports, TYPE_WAYS } from "./exports.mjs"
import { checkShop } from "./fresh-shop.mjs"
import { MANAGERS } from "./managers.mjs"
import { callRoutes } from "./routes.mjs"
import { dashboardDependencies } from "./medusa-versions.mjs"
import { checkStacks } from "./stacks.mjs"
import { sell } from "./sell.mjs"
import { writeStore, writeWorkspace } from "./store-files.mjs"
import { storeIn } from "./store-life.mjs"
import { goOn, leaveOpen } from "./upgrade.mjs"

/** A database that a given server keeps no longer than the next run of the same version; an embedded one goes with its server. */
async function ownDatabase({ url }, medusa) {
  const name = `aplazame_fresh_${medusa.replaceAll(/\W/g, "_")}`
  await runSql(url, `drop database if exists "${name}" with (force)`)
  await runSql(url, `create database "${name}"`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.toString()
}

/** The file that the dashboard's bundler takes in. */
function adminCode(store) {
  const root = path.join(store, "node_modules", "medusa-payment-aplazame")
  return path.join(root, JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).exports["./admin"].import)
}

/** Whether the installed package says that it is made for a Medusa. */
const isSupported = (store, medusa) => createRequire(path.join(store, "package.json"))("./node_modules/medusa-payment-aplazame/.medusa/server/src/config/supported-medusa.js").isSupportedMedusa(medusa)

/**
 * @param {{ check: Function, children: object, database: { url: string }, folder: string, medusa: string, tarballs: { main: string, storefront: string }, outside: boolean, manager: "npm" | "pnpm" | "yarn", leave?: boolean, earlier?: object }} life
 *   outside: Medusa's version may be outside of the range of the peers; manager: pnpm in a workspace with a shop, the others in a folder;
 *   leave: ends with things open, for a later one; earlier: what one that ended so has given back, to go on with
 */
export async function tryFreshStore({ check, children, database, folder: root, medusa, tarballs, outside, manager, leave = false, earlier }) {
  const base = { ...cleanEnv(), ...MANAGERS[manager].env() }
  const { backend: folder, storefront } = manager === "pnpm" ? writeWorkspace({ root, medusa, tarballs, dashboard: dashboardDependencies(medusa) }) : { backend: root }
  if (manager !== "pnpm") writeStore({ folder, medusa, tarball: tarballs.main })
  const installed = storeIn({ children, folder, root, base, manager })
  const { run, succeed, built } = installed

  await check(`Medusa ${medusa} and the package are installed by ${manager}`, () => installed.install(medusa, { force: outside }), { needed: true })

  const ports = earlier?.ports ?? { store: await freePort(), shop: await freePort() }
  const urls = earlier?.urls ?? { store: `http://localhost:${ports.store}`, storefront: `http://localhost:${ports.shop}`, emulator: "" }
  const databaseUrl = earlier?.databaseUrl ?? (await ownDatabase(database, medusa))

  if (!earlier) await check("npx medusa-payment-aplazame emulator starts and says where it is", async () => {
    urls.emulator = await installed.startEmulator()
  }, { needed: true })

  const env = installed.env(urls, databaseUrl)

  // two at once: one of them mostly waits for the other's disk or for the database
  const exportsTried = (async () => {
    if (leave) return
    const node = (args) => succeed(process.execPath, args)
    const names = await check("every export loads, with the same names for require and import", () => loadExports(folder, "medusa-payment-aplazame", node))
    for (const way of names ? TYPE_WAYS : []) await check(`every export has its types (${way})`, () => compileUse(folder, "medusa-payment-aplazame", names, way, node))
    await check("an error in the server's code names a line that can be read", () => checkStacks(folder, node))
    if (storefront) await checkShop({ check, children, folder: storefront, where: "the workspace's shop" })
  })()
  try {
    await check("npx medusa db:migrate makes the tables", async () => {
      await installed.migrate(env)
    }, { needed: true })
    await check("npx medusa build compiles the store and the admin pages", async () => {
      await installed.build(env)
      const assets = path.join(built, "public", "admin", "assets")
      const code = fs.readdirSync(assets).filter((file) => file.endsWith(".js")).map((file) => fs.readFileSync(path.join(assets, file), "utf8"))
      for (const mark of ["/settings/aplazame", "/admin/aplazame", "order.details.side.after", "pp_aplazame"]) expectThat(code.some((text) => text.includes(mark)), `"${mark}" is nowhere in the admin's code`)
    }, { needed: true })
    await check("every CSS class of the plugin's pages is in the store's CSS", () => checkAdminClasses(adminCode(folder), path.join(built, "public", "admin", "assets")))
  } finally {
    await exportsTried
  }

  let store
  await check("npx medusa start serves the shop and the admin", async () => {
    store = await installed.start(urls, env)
  }, { needed: true })

  const supported = isSupported(folder, medusa)
  await check(`the store's log says ${supported ? "nothing against this Medusa" : "that this Medusa is not supported"}`, () => {
    const told = store.tail().split("\n").filter((text) => text.includes("is not supported: this release"))
    expectThat(told.length === (supported ? 0 : 1), `it says ${told.length} times that Medusa ${medusa} is not supported`)
    return told[0]
  })

  // An unknown error is known to the store's log alone.
  const withLog = (prove) => async () => {
    try {
      return await prove()
    } catch (error) {
      throw new Error(`${error.message}\n${store.tail().slice(-3_000)}`, { cause: error })
    }
  }
  const checkWithLog = (name, prove, options) => check(name, withLog(prove), options)
  if (leave) {
    const left = await leaveOpen(checkWithLog, urls)
    await store.stop()
    return { ports, urls, databaseUrl, left }
  }
  const { publishableKey } = earlier ? await goOn(checkWithLog, urls, earlier.left) : await sell(checkWithLog, urls)

  const cli = async (args, changed = {}) => {
    const { code, out, output } = await run("npx", ["medusa-payment-aplazame", ...args], { env: { ...env, ...changed } })
    try {
      return { code, answer: JSON.parse(out) }
    } catch {
      throw new Error(`stdout is not JSON, exit code ${code}:\n${output.slice(-3_000)}`)
    }
  }
  await Promise.all([
    check(`npx medusa-payment-aplazame doctor ${supported ? "finds no error and exits 0" : "finds that this Medusa is not supported and exits 1"}`, async () => {
      const { code, answer } = await cli(["doctor", "--json"])
      const wrong = answer.findings.filter(({ level }) => level === "error").map(({ id }) => id)
      expectThat(code === (supported ? 0 : 1) && String(wrong) === (supported ? "" : "medusa"), `exit code ${code}, ${JSON.stringify(answer.findings.filter(({ level }) => level === "error"))}`)
      return `${answer.findings.length} findings, ${answer.warnings} warnings`
    }),
    check("… with a wrong key it says so and exits 1", async () => {
      const { code, answer } = await cli(["doctor", "--json"], { APLAZAME_PRIVATE_KEY: "not-the-key" })
      expectThat(code === 1 && answer.findings.some(({ id, level }) => id === "keys" && level === "error"), `exit code ${code}, ${answer.errors} errors`)
    }),
  ])
  await check("npx medusa-payment-aplazame reconcile --dry-run finds no difference and exits 0", async () => {
    const { code, answer } = await cli(["reconcile", "--dry-run", "--json"])
    expectThat(code === 0 && answer.differences === 0 && answer.dry_run && answer.orders >= 2, `exit code ${code}, ${JSON.stringify(answer)}`)
    return `${answer.orders} orders`
  })
  await check("npx medusa-payment-aplazame health finds that nothing stands still and exits 0", async () => {
    const { code, answer } = await cli(["health", "--json"])
    expectThat(code === 0 && answer.status !== "failing" && answer.checks.length > 1, `exit code ${code}, ${JSON.stringify(answer)}`)
    return answer.status
  })
  await check("npx medusa-payment-aplazame support-bundle writes a file without the key", async () => {
    const file = path.join(folder, "support.json")
    const { code, output } = await run("npx", ["medusa-payment-aplazame", "support-bundle", "--out", file], { env })
    expectThat(code === 0 && fs.existsSync(file), `exit code ${code}:\n${output.slice(-3_000)}`)
    const text = fs.readFileSync(file, "utf8")
    const { ledger, doctor } = JSON.parse(text)
    expectThat(ledger.length > 0 && doctor.length > 0 && !text.includes(env.APLAZAME_PRIVATE_KEY), `${ledger.length} operations, ${doctor.length} findings`)
  })
  await check("… with an option that is none it exits 2", async () => {
    const { code } = await run("npx", ["medusa-payment-aplazame", "reconcile", "--dry"])
    expectThat(code === 2, `exit code ${code}`)
  })
  await check("every route of the source answers", () => callRoutes(urls.store, publishableKey))
  return undefined
}
