#!/usr/bin/env node
// npm run test:faults -- [--runs N] [--seed N] [--path P] [--count] [--only schedules|purchases|notifications|kill|mutation|reconcile] [--log FILE]
//
// The long form of the fault suite, with its progress on the screen: random schedules of money and of
// purchases (N each, 500 unless told), a thousand notifications, kill -9 at each named step, and the proof
// that the suite finds double refunds once the ledger's settle step is switched off, and the memory of a
// reconciliation of 100,000 orders.
//
//   --runs 10000          the long run
//   --seed S              these schedules again; else others every time
//   --seed S --path P     one failing schedule again, as its report says
//   --count               goes on after a failure and counts, instead of stopping and shrinking it
//   --log FILE            every failing schedule in full
import { randomInt } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"

const PARTS = {
  schedules: "schedules.spec.ts",
  purchases: "purchases.spec.ts",
  notifications: "notifications.spec.ts",
  kill: "kill.long.ts",
  mutation: "mutation.long.ts",
  reconcile: "reconcile-memory.long.ts",
}
const RUNS = 500
const MUTATION_RUNS = 200

process.chdir(ROOT)
const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seed: { type: "string" },
    path: { type: "string" },
    count: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    log: { type: "string" },
  },
})
const parts = values.only ?? (values.path ? ["schedules"] : Object.keys(PARTS))
const unknown = parts.find((part) => !(part in PARTS))
if (unknown !== undefined || (values.runs !== undefined && !/^[1-9]\d*$/.test(values.runs))) {
  console.error(unknown === undefined ? "--runs must be a whole number above zero" : `--only must be one of ${Object.keys(PARTS).join(", ")}, not ${unknown}`)
  process.exit(2)
}

const { children, open, end } = ownPostgres("faults")
let database

/** The environment of one part; see integration-tests/faults/campaign.ts for the FAULTS_ words. */
function environment(part) {
  const runs = values.runs ?? String(RUNS)
  return jestEnvironment("faults", {
    ...database.env,
    FAULTS_RUNS: part === "mutation" ? String(Math.min(Number(runs), MUTATION_RUNS)) : runs,
    FAULTS_SEED: values.seed ?? String(randomInt(2 ** 31)),
    ...(values.path ? { FAULTS_PATH: values.path } : {}),
    ...(values.log ? { FAULTS_LOG: path.resolve(`${values.log}.${part}`) } : {}),
    FAULTS_COUNT: String(values.count),
  })
}

async function main() {
  database = await open()
  const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js")
  const results = []
  for (const part of parts) {
    const begun = performance.now()
    const args = [jest, "--runInBand", "--forceExit", "--silent", "--testMatch", `**/integration-tests/faults/${PARTS[part]}`]
    const code = await children.start(process.execPath, args, { env: environment(part), inherit: true }).exited
    results.push({ part, code, seconds: (performance.now() - begun) / 1000 })
  }
  console.log("")
  for (const { part, code, seconds } of results) console.log(`${code === 0 ? "✔" : "✘"} ${part.padEnd(14)} ${seconds.toFixed(0).padStart(6)} s`)
  return end(results.some(({ code }) => code !== 0) ? 1 : 0)
}

main().catch((error) => {
  console.error(error.stack)
  return end(1)
})
