#!/usr/bin/env node
// Runs a command with a Postgres: the one DATABASE_URL names, else an embedded one.
//   node scripts/with-db.mjs [--db NAME] [--data DIR] [--port N] [--fast] -- medusa develop
// Without a command: prints the address and waits for Ctrl-C.
import { spawn } from "node:child_process"
import os from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import { openDatabase } from "./lib/database.mjs"

const argv = process.argv.slice(2)
const cut = argv.indexOf("--")
const command = cut < 0 ? [] : argv.slice(cut + 1)
const { values } = parseArgs({
  args: cut < 0 ? argv : argv.slice(0, cut),
  options: {
    db: { type: "string", default: "medusa" },
    data: { type: "string", default: ".pgdata" },
    port: { type: "string", default: "0" },
    fast: { type: "boolean", default: false },
  },
})

const begun = performance.now()
const database = await openDatabase({ dataDir: values.data, name: values.db, fast: values.fast, port: Number(values.port) }).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
if (database.embedded) console.error(`with-db: embedded Postgres, pid ${database.pid}, port ${database.port}, ready in ${Math.round(performance.now() - begun)} ms`)

let code = 0
if (command.length) {
  const env = { ...process.env, ...database.env, PATH: `${path.resolve("node_modules/.bin")}${path.delimiter}${process.env.PATH}` }
  // its own process group, signalled as a whole: `medusa develop` leaves its server child behind otherwise
  const child = spawn(command[0], command.slice(1), { stdio: "inherit", env, detached: true })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      try {
        process.kill(-child.pid, signal)
      } catch {
        // gone already
      }
    })
  }
  code = await new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message)
      resolve(127)
    })
    child.once("exit", (exitCode, signal) => resolve(exitCode ?? 128 + (os.constants.signals[signal] ?? 0)))
  })
} else {
  console.log(database.url)
  await new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve)
  })
}
await database.stop()
process.exit(code)
