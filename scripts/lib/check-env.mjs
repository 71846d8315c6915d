import { createRequire } from "node:module"
import path from "node:path"
import { ROOT } from "./medusa.mjs"

/** Loads `.env` of the checkout, as medusa-config.ts does; what is set already wins. */
export function loadDotEnv() {
  try {
    process.loadEnvFile(path.join(ROOT, ".env"))
  } catch (error) {
    if (error.code !== "ENOENT") throw error
  }
}

/**
 * Asks the code that medusa-config.ts asks, before anything is started. The database may still be missing:
 * an embedded one is started for it afterwards.
 * @returns {{ port: number, backendUrl: string, apiBaseUrl: string, databaseUrl: string }}
 * @throws an error whose message is one sentence that names the variable
 */
export function checkStoreEnv(env = process.env) {
  const require = createRequire(import.meta.url)
  require("ts-node").register({ dir: ROOT, swc: true })
  const { readStoreEnv } = require("../../src/config/store-env.ts")
  return readStoreEnv({ ...env, DATABASE_URL: env.DATABASE_URL || "postgres://embedded" })
}
