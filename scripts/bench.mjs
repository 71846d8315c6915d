#!/usr/bin/env node
// npm run bench: what the plugin costs, each figure as a ratio to a named floor that was measured in the same run, in
// turns with it. Embedded Postgres, the emulator at zero delay unless a row says otherwise. Prints a table.
import fs from "node:fs"
import path from "node:path"
import { chart, markdown, table } from "./lib/bench-report.mjs"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"
import { isCount, scriptOptions } from "./lib/script-options.mjs"

const JEST = ["calls", "checkout", "confirmation", "telemetry", "hooks", "outage", "history", "resume", "reconcile", "lists", "figures"]
/** Parts that are processes of their own. */
const SCRIPTS = ["boot"]
const PARTS = [...JEST, ...SCRIPTS]
const RESULTS = path.join(ROOT, ".test-results", "bench.jsonl")
const DOCS = path.join(ROOT, "docs")
const USAGE = `npm run bench [-- options]

  --only PARTS   some of ${PARTS.join(", ")}, with commas between
  --rounds N     so many turns of each contender
  --full         reconciles 100,000 orders as well as 10,000
  --write        keeps the figures in docs/ (benchmarks.json, the table of benchmarks.md, the chart); with --only in
                 place of the same rows
  --help         this text
`
const MARKS = ["<!-- figures -->", "<!-- /figures -->"]

process.chdir(ROOT)
const partsOf = ({ only }) => only?.split(",") ?? PARTS
const values = scriptOptions(
  USAGE,
  { only: { type: "string" }, rounds: { type: "string" }, full: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  (given) => {
    const unknown = partsOf(given).find((part) => !PARTS.includes(part))
    if (unknown !== undefined) return `--only must be of ${PARTS.join(", ")}, not ${unknown}`
    return isCount(given.rounds) ? undefined : "--rounds must be a whole number above zero"
  }
)
const parts = partsOf(values)

const { children, open, end } = ownPostgres("bench")

async function main() {
  const database = await open()
  fs.mkdirSync(path.dirname(RESULTS), { recursive: true })
  fs.rmSync(RESULTS, { force: true })
  const env = jestEnvironment("http", { ...database.env, BENCH_RESULTS: RESULTS, BENCH_FULL: String(values.full), ...(values.rounds ? { BENCH_ROUNDS: values.rounds } : {}) })
  const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js")
  let broken = 0
  for (const part of parts) {
    console.log(`… ${part}`)
    const args = SCRIPTS.includes(part) ? [path.join(ROOT, "bench", `${part}.mjs`)] : [jest, "--runInBand", "--forceExit", "--silent", "--testMatch", `**/bench/${part}.bench.ts`]
    if ((await children.start(process.execPath, args, { env, inherit: true }).exited) !== 0) broken++
  }
  const rows = fs.existsSync(RESULTS) ? fs.readFileSync(RESULTS, "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line)) : []
  console.log(`\n${table(rows).join("\n")}\n`)
  if (values.write) write(rows)
  const met = rows.filter((row) => row.met).length
  console.log(`bench: ${met} targets met, ${rows.length - met} missed${broken ? `, ${broken} parts broken` : ""}`)
  return end(broken ? 1 : 0)
}

/** What was measured now takes the place of what is kept of the same groups. */
function withKept(rows) {
  const kept = JSON.parse(fs.readFileSync(path.join(DOCS, "benchmarks.json"), "utf8")).rows
  const measured = new Set(rows.map((row) => row.group))
  const groups = new Set([...kept, ...rows].map((row) => row.group))
  return [...groups].flatMap((group) => (measured.has(group) ? rows : kept).filter((row) => row.group === group))
}

function write(measured) {
  const rows = withKept(measured)
  fs.writeFileSync(path.join(DOCS, "benchmarks.json"), `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), node: process.version, rows }, null, 2)}\n`)
  fs.writeFileSync(path.join(DOCS, "images", "benchmarks.svg"), chart(rows))
  const file = path.join(DOCS, "benchmarks.md")
  const text = fs.readFileSync(file, "utf8")
  const [before, after] = [text.split(MARKS[0])[0], text.split(MARKS[1])[1]]
  fs.writeFileSync(file, `${before}${MARKS[0]}\n\n${markdown(rows)}\n\n${MARKS[1]}${after}`)
}

main().catch((error) => {
  console.error(error.stack)
  return end(1)
})
