// The starter from its files to a running shop, by the commands that a newcomer types and without a hand edit.
import fs from "node:fs"
import path from "node:path"
import { createApi, bearer } from "../../demo/lib/api.mjs"
import { mintAdminToken } from "../../demo/lib/admin-token.mjs"
import { JWT_SECRET } from "../../demo/lib/settings.mjs"
import { expectThat } from "../install/checks.mjs"
import { cleanEnv, commandsIn } from "../install/commands.mjs"
import { freePort } from "../lib/free-port.mjs"
import { runSql } from "../lib/postgres.mjs"
import { answers, waitFor } from "../lib/wait-for.mjs"

const BOOT_MS = 4 * 60_000
const PNPM = "pnpm@10.11.1"
/** What is committed of a project: everything that `init` may change. */
const CODE = /\.(tsx?|jsx?|mjs|json|template)$/

/** The files of a folder, without what is installed or built. */
function codeOf(folder) {
  const skipped = /(^|\/)(node_modules|\.next|\.medusa|\.turbo|pnpm-lock\.yaml)(\/|$)/
  return Object.fromEntries(
    fs.readdirSync(folder, { recursive: true }).map(String).filter((file) => !skipped.test(file) && CODE.test(file) && fs.statSync(path.join(folder, file)).isFile())
      .map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")])
  )
}

/**
 * @param {{ check: Function, children: object, databaseUrl: string, folder: string, tarballs: { main: string, storefront: string } }} life
 * @returns what a shopper and an operator have of it
 */
export async function startStarter({ check, children, databaseUrl, folder, tarballs }) {
  const backend = path.join(folder, "apps", "backend")
  const shop = path.join(folder, "apps", "storefront")
  const base = cleanEnv()
  const { succeed, run } = commandsIn(children, folder, base)
  const pnpm = (args, options) => succeed("npx", ["--yes", PNPM, ...args], options)
  const init = (...args) => succeed("npx", ["--yes", "--package", tarballs.main, "medusa-payment-aplazame", "init", ...args, "--package", `file:${tarballs.main}`, "--storefront-package", `file:${tarballs.storefront}`])

  await check("init --demo --yes puts everything in and installs, with no hand edit", async () => {
    const said = await init("--demo", "--yes")
    const left = said.split("\n").filter((line) => line.startsWith("! "))
    expectThat(left.length === 0, `left for a person:\n${left.join("\n")}`)
    return `${said.split("\n").filter((line) => line.startsWith("✔ ")).length} places`
  }, { needed: true })
  const after = codeOf(folder)
  await check("init a second time changes nothing", async () => {
    const said = await init("--demo", "--yes")
    expectThat(said.includes("Nothing to change."), said.slice(-2_000))
    const now = codeOf(folder)
    expectThat(JSON.stringify(now) === JSON.stringify(after), "files have changed")
  })

  for (const [name, dir] of [["backend", backend], ["storefront", shop]]) {
    await check(`the ${name} typechecks`, async () => {
      // the route types that Next writes are read when they are there
      const { code, output } = await run("npx", ["--yes", PNPM, "exec", "tsc", "--noEmit"], { cwd: dir })
      expectThat(code === 0, output.slice(-3_000))
    })
  }

  const ports = { store: await freePort(), shop: await freePort(), emulator: await freePort() }
  const urls = { store: `http://localhost:${ports.store}`, storefront: `http://localhost:${ports.shop}`, emulator: `http://localhost:${ports.emulator}` }
  // The variables of .env, where this machine's are others than the starter's: its database, and ports that are free.
  const env = {
    ...base, DATABASE_URL: databaseUrl, JWT_SECRET, COOKIE_SECRET: JWT_SECRET, REDIS_URL: "", STORE_CORS: urls.storefront, ADMIN_CORS: urls.store, AUTH_CORS: `${urls.store},${urls.storefront}`,
    MEDUSA_BACKEND_URL: urls.store, STOREFRONT_URL: urls.storefront, APLAZAME_API_BASE_URL: urls.emulator, LC_ALL: "C.UTF-8",
  }

  await check("the script of init starts the emulator", async () => {
    const emulator = children.start("npx", ["--yes", PNPM, "run", "aplazame:emulator", "--port", String(ports.emulator)], { cwd: backend, env })
    await waitFor(() => answers(`${urls.emulator}/_emulator/health`), { what: "the emulator", timeoutMs: 60_000, gone: () => (emulator.hasExited() ? emulator.tail() : undefined) })
  }, { needed: true })
  await check("medusa db:migrate makes the tables and the starter's goods", () => pnpm(["exec", "medusa", "db:migrate", "--execute-safe-links"], { cwd: backend, env }).then(() => undefined), { needed: true })
  await check("the backend builds", () => pnpm(["exec", "medusa", "build"], { cwd: backend, env }).then(() => undefined), { needed: true })

  await check("the backend starts", async () => {
    fs.copyFileSync(path.join(backend, ".env"), path.join(backend, ".medusa", "server", ".env")) // as the README says
    const store = children.start(path.join(backend, "node_modules", ".bin", "medusa"), ["start", "--port", String(ports.store)], { cwd: path.join(backend, ".medusa", "server"), env: { ...env, NODE_ENV: "production" }, log: path.join(folder, "backend.log") })
    await waitFor(() => answers(`${urls.store}/health`), { what: "the store", timeoutMs: BOOT_MS, gone: () => (store.hasExited() ? store.tail() : undefined) })
  }, { needed: true })
  await check("doctor --fix adds Aplazame to the region, and finds no error", async () => {
    const { code, out, output } = await run("npx", ["--yes", PNPM, "exec", "medusa-payment-aplazame", "doctor", "--fix", "--json"], { cwd: backend, env })
    expectThat(code === 0, output.slice(-3_000))
    const { fixed } = JSON.parse(out)
    expectThat(fixed.length === 1, `regions: ${fixed.join(", ")}`)
    return fixed[0]
  }, { needed: true })

  const { rows: [{ token }] } = await runSql(databaseUrl, "select token from api_key where type = 'publishable' limit 1")
  const shopEnv = {
    ...base, NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: token, NEXT_PUBLIC_MEDUSA_BACKEND_URL: urls.store, NEXT_PUBLIC_DEFAULT_REGION: "es",
    NEXT_PUBLIC_BASE_URL: urls.storefront, NEXT_TELEMETRY_DISABLED: "1",
  }
  await check("the storefront builds", () => pnpm(["exec", "next", "build"], { cwd: shop, env: shopEnv }).then(() => undefined), { needed: true })
  await check("the storefront starts", async () => {
    const next = children.start("npx", ["--yes", PNPM, "exec", "next", "start", "-p", String(ports.shop)], { cwd: shop, env: shopEnv, log: path.join(folder, "storefront.log") })
    await waitFor(() => answers(`${urls.storefront}/es`), { what: "the storefront", timeoutMs: BOOT_MS, gone: () => (next.hasExited() ? next.tail() : undefined) })
  }, { needed: true })

  return {
    urls,
    admin: createApi(urls.store, bearer(mintAdminToken(JWT_SECRET))),
    store: createApi(urls.store, { "x-publishable-api-key": token }),
    emulator: createApi(`${urls.emulator}/_emulator`),
  }
}
