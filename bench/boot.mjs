#!/usr/bin/env node
// The boot of a store with the built plugin beside the boot of the same store without it: from the start of the process
// to the first answer of /health, in turns, each with a database of its own that is migrated before.
//   npm run bench -- --only boot
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { createChildren } from "../scripts/lib/children.mjs"
import { freePort } from "../scripts/lib/free-port.mjs"
import { MEDUSA_CLI, MEDUSA_ENV, ROOT } from "../scripts/lib/medusa.mjs"
import { runSql } from "../scripts/lib/postgres.mjs"
import { answers, waitFor } from "../scripts/lib/wait-for.mjs"

const require = createRequire(import.meta.url)
process.chdir(ROOT)
require("ts-node").register({ transpileOnly: true, swc: true })
const { contender, turns } = require("./support/measure.ts")
const { ratio, record } = require("./support/record.ts")

const ROUNDS = Math.min(12, Number(process.env.BENCH_ROUNDS ?? 12))
const LONGEST_MS = 120_000
/** Below the repository, so that both stores find the same Medusa; the plugin is found by its own name. */
const FOLDER = path.join(ROOT, ".test-results", "boot")

const CONFIG = `const { defineConfig } = require("@medusajs/framework/utils")
const store = defineConfig({ admin: { disable: true }, projectConfig: { databaseUrl: process.env.DATABASE_URL, http: { storeCors: "*", adminCors: "*", authCors: "*", jwtSecret: "s", cookieSecret: "s" } } })
`
const WITH = `const { withAplazame } = require("medusa-payment-aplazame/config")
module.exports = withAplazame(store, { privateKey: "key", publicKey: "key", sandbox: true, backendUrl: "http://localhost:9000", storefrontUrl: "http://localhost:8000" })
`

const children = createChildren()

/** A store of its own in a folder and a database of its own. */
async function makeStore(name, config) {
  const folder = path.join(FOLDER, name)
  fs.mkdirSync(path.join(folder, "node_modules"), { recursive: true })
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: `boot-${name}`, version: "1.0.0", private: true, dependencies: { "@medusajs/medusa": "*" } }))
  fs.writeFileSync(path.join(folder, "medusa-config.js"), config)
  fs.symlinkSync(ROOT, path.join(folder, "node_modules", "medusa-payment-aplazame"), "dir")
  const database = new URL(process.env.DATABASE_URL)
  database.pathname = `/boot_${name}`
  await runSql(process.env.DATABASE_URL, `drop database if exists "boot_${name}" with (force)`)
  await runSql(process.env.DATABASE_URL, `create database "boot_${name}"`)
  const port = await freePort()
  const env = { ...process.env, ...MEDUSA_ENV, NODE_ENV: "production", NODE_OPTIONS: "", DATABASE_URL: database.toString(), PORT: String(port), LOG_LEVEL: "error" }
  const medusa = (...args) => children.start(process.execPath, [MEDUSA_CLI, ...args], { cwd: folder, env })
  const migrated = medusa("db:migrate", "--skip-scripts")
  if ((await migrated.exited) !== 0) throw new Error(migrated.tail())
  return contender(
    // One store at a time: the one before has ended.
    () => children.stopAll(),
    () => {
      const store = medusa("start")
      return waitFor(() => answers(`http://127.0.0.1:${port}/health`), { what: `the store ${name}`, timeoutMs: LONGEST_MS, everyMs: 10, gone: () => (store.hasExited() ? store.tail() : undefined) })
    }
  )
}

try {
  const build = spawnSync(process.execPath, [path.join(ROOT, "scripts", "build.mjs")], { cwd: ROOT, encoding: "utf8" })
  if (build.status !== 0) throw new Error(`${build.stdout}\n${build.stderr}`)
  fs.rmSync(FOLDER, { recursive: true, force: true })
  const bare = await makeStore("without", `${CONFIG}module.exports = store\n`)
  const whole = await makeStore("with", `${CONFIG}${WITH}`)
  const result = await turns(ROUNDS, { ours: whole, floor: bare })
  record({ group: "boot", what: "boot of a store with the plugin ÷ without", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.03 }, ...result })
} catch (error) {
  console.error(error instanceof Error ? error.stack : error)
  process.exitCode = 1
} finally {
  await children.stopAll()
  fs.rmSync(FOLDER, { recursive: true, force: true })
}
process.exit()
