// One store of an installed package, command by command as somebody types them: install, emulator, migrate, build, start.
import fs from "node:fs"
import path from "node:path"
import { answers, waitFor } from "../lib/wait-for.mjs"
import { JWT_SECRET, KEYS } from "../../demo/lib/settings.mjs"
import { expectThat } from "./checks.mjs"
import { commandsIn } from "./commands.mjs"
import { MANAGERS } from "./managers.mjs"

const BOOT_MS = 3 * 60_000

/**
 * @param {{ children: object, folder: string, root?: string, base: Record<string, string>, manager?: keyof typeof MANAGERS }} store
 *   folder: the store's own; root: of the workspace that it is part of; base: the environment of every command
 */
export function storeIn({ children, folder, root = folder, base, manager = "npm" }) {
  const { run, succeed } = commandsIn(children, folder, base)
  const bin = (name) => path.join(folder, "node_modules", ".bin", name)
  const built = path.join(folder, ".medusa", "server")

  return {
    run, succeed, built,

    /** Installs what the package.json names. @param {{ force?: boolean }} [options] force: npm takes a Medusa outside of the peers' range */
    async install(medusa, { force = false } = {}) {
      const { command, install } = MANAGERS[manager]
      await succeed(command, [...install, ...(force && manager === "npm" ? ["--force"] : [])], { cwd: root })
      const { version } = JSON.parse(fs.readFileSync(path.join(folder, "node_modules/@medusajs/medusa/package.json"), "utf8"))
      expectThat(version === medusa, `${version} was installed`)
      const own = fs.realpathSync(path.join(folder, "node_modules/medusa-payment-aplazame"))
      expectThat(own.startsWith(`${fs.realpathSync(root)}${path.sep}`), "the package is a link into this repository")
    },

    /** The installed package's emulator. @param {string[]} [more] options of it @returns {Promise<string>} its address */
    async startEmulator(more = []) {
      const emulator = children.start("npx", ["medusa-payment-aplazame", "emulator", "--port", "0", "--json", ...more], { cwd: folder, env: { ...base, APLAZAME_PRIVATE_KEY: KEYS.private, APLAZAME_PUBLIC_KEY: KEYS.public } })
      const gone = () => (emulator.hasExited() ? emulator.tail() : undefined)
      const line = await waitFor(async () => emulator.out().includes("\n") && emulator.out(), { what: "the emulator", timeoutMs: 60_000, gone })
      const { url } = JSON.parse(line)
      expectThat(await answers(`${url}/_emulator/health`), "the emulator does not answer")
      return url
    },

    /** What the store's medusa-config reads. @param {{ store: string, storefront: string, emulator: string }} urls */
    env: (urls, databaseUrl) => ({
      ...base, DATABASE_URL: databaseUrl, JWT_SECRET, COOKIE_SECRET: JWT_SECRET,
      STORE_CORS: urls.storefront, ADMIN_CORS: urls.store, AUTH_CORS: `${urls.store},${urls.storefront}`, MEDUSA_BACKEND_URL: urls.store, STOREFRONT_URL: urls.storefront,
      APLAZAME_API_BASE_URL: urls.emulator, APLAZAME_PRIVATE_KEY: KEYS.private, APLAZAME_PUBLIC_KEY: KEYS.public, LC_ALL: "C.UTF-8",
    }),

    migrate: (env) => succeed(bin("medusa"), ["db:migrate", "--execute-safe-links"], { env }),

    /** The store's code and the admin's pages. */
    build: (env) => succeed(bin("medusa"), ["build"], { env }),

    /** @param {{ store: string }} urls @param {{ log?: string }} [options] log: a file for its output @returns what runs, once it serves the shop and the admin */
    async start(urls, env, { log } = {}) {
      const store = children.start(bin("medusa"), ["start", "--port", new URL(urls.store).port], { cwd: built, env: { ...env, NODE_ENV: "production" }, log })
      const gone = () => (store.hasExited() ? store.tail() : undefined)
      await waitFor(() => answers(`${urls.store}/health`), { what: "the store", timeoutMs: BOOT_MS, gone }).catch((error) => {
        throw new Error(`${error.message}\n${store.tail().slice(-3_000)}`)
      })
      expectThat(await answers(`${urls.store}/app`), "the admin's page does not answer")
      return store
    },
  }
}
