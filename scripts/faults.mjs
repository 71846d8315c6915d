#!/usr/bin/env node
// npm run test:faults: the long form of the fault suite, with its progress on the screen. Random schedules of money and
// of purchases, a thousand notifications, kill -9 at each named step, the proof that the suite finds double refunds once
// the ledger's settle step is switched off, and the memory of a reconciliation of 100,000 orders.
import { randomInt } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"
import { redisServer } from "./lib/redis-server.mjs"
import { isCount, scriptOptions } from "./lib/script-options.mjs"

const PARTS = {
  schedules: "faults/schedules.spec.ts",
  purchases: "faults/purchases.spec.ts",
  notifications: "faults/notifications.spec.ts",
  kill: "faults/kill.long.ts",
  mutation: "faults/mutation.long.ts",
  reconcile: "faults/reconcile-memory.long.ts",
}
/** Each with a cluster of its own. */
const CLUSTER_PARTS = {
  "cluster-schedules": "cluster/schedules.long.ts",
  machines: "cluster/machines.long.ts",
  versions: "cluster/versions.long.ts",
}
const RUNS = 500
const CLUSTER_RUNS = 300
const MUTATION_RUNS = 200
const USAGE = `npm run test:faults [-- options]

  --only PART    one of ${Object.keys(PARTS).join(", ")}; may be given again
  --cluster      on several processes and a real redis-server; its parts are ${Object.keys(CLUSTER_PARTS).join(", ")}
  --runs N       so many random schedules of money, and of purchases (${RUNS}; with --cluster ${CLUSTER_RUNS}); 10000 is the long run
  --seed N       these schedules again; else others every time
  --path P       with --seed: one failing schedule again, as its report says
  --by-link      every schedule of money has an order with payments by link, instead of one in four
  --count        goes on after a failure and counts, instead of stopping and shrinking it
  --log FILE     every failing schedule in full
  --help         this text
`

process.chdir(ROOT)
const redis = redisServer()
const filesOf = ({ cluster }) => (cluster ? CLUSTER_PARTS : PARTS)
const partsOf = ({ only, path: failing, cluster }) => only ?? (failing ? [cluster ? "cluster-schedules" : "schedules"] : Object.keys(filesOf({ cluster })))
const values = scriptOptions(
  USAGE,
  {
    runs: { type: "string" },
    seed: { type: "string" },
    path: { type: "string" },
    count: { type: "boolean", default: false },
    "by-link": { type: "boolean", default: false },
    cluster: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    log: { type: "string" },
  },
  (given) => {
    const files = filesOf(given)
    const unknown = partsOf(given).find((part) => !(part in files))
    if (unknown !== undefined) return `--only must be one of ${Object.keys(files).join(", ")}, not ${unknown}`
    if (given.cluster && redis.missing) return redis.missing
    return isCount(given.runs) ? undefined : "--runs must be a whole number above zero"
  }
)
const parts = partsOf(values)

const { children, open, end } = ownPostgres("faults")
let database

/** The environment of one part; see integration-tests/faults/campaign.ts for the FAULTS_ words. */
function environment(part) {
  const runs = values.runs ?? String(values.cluster ? CLUSTER_RUNS : RUNS)
  return jestEnvironment("faults", {
    ...database.env,
    ...(values.cluster ? { REDIS_SERVER: redis.program } : {}),
    FAULTS_RUNS: part === "mutation" ? String(Math.min(Number(runs), MUTATION_RUNS)) : runs,
    FAULTS_SEED: values.seed ?? String(randomInt(2 ** 31)),
    ...(values.path ? { FAULTS_PATH: values.path } : {}),
    ...(values.log ? { FAULTS_LOG: path.resolve(`${values.log}.${part}`) } : {}),
    FAULTS_COUNT: String(values.count),
    FAULTS_BY_LINK: String(values["by-link"]),
  })
}

async function main() {
  database = await open()
  const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js")
  const results = []
  for (const part of parts) {
    const begun = performance.now()
    const args = [jest, "--runInBand", "--forceExit", "--silent", "--testMatch", `**/integration-tests/${filesOf(values)[part]}`]
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
