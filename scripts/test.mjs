#!/usr/bin/env node
// npm test [-- STAGE...] [jest options]: the stages of jest.config.js one after the other, on an embedded
// Postgres of their own. Jest's output goes to .test-results/<stage>.log; here: a table, the failures in
// full, and as the very last line "N passed, N failed".
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { countsLine, crashedStage, readReport, table } from "./lib/jest-report.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"

/** A store waits for its Postgres two fifths of the time: three at once keep two cores busy. */
const STAGES = {
  unit: { database: false, args: ["--maxWorkers=2"] },
  modules: { database: true, args: ["--runInBand", "--forceExit"] },
  http: { database: true, args: ["--maxWorkers=3", "--forceExit"] },
  faults: { database: true, args: ["--maxWorkers=3", "--forceExit"] },
  browser: { database: false, args: ["--maxWorkers=2", "--forceExit"] },
}
/** A stage that hangs is ended and counts as failed. */
const STAGE_LIMIT_MS = 15 * 60_000
const SLOWEST_SHOWN = 8
const RESULTS = path.join(ROOT, ".test-results")
const JEST = path.join(ROOT, "node_modules", "jest", "bin", "jest.js")

process.chdir(ROOT)
const words = process.argv.slice(2)
const asked = words.filter((word) => word in STAGES)
const jestArgs = words.filter((word) => !(word in STAGES))
const stages = asked.length ? asked : Object.keys(STAGES)

const given = process.env.DATABASE_URL
const { children, open, end } = ownPostgres("test")
let database

/** A colour code in a message would survive into CI logs. */
const environment = (stage) => jestEnvironment(stage, { ...(STAGES[stage].database ? database.env : {}), FORCE_COLOR: "0" })

async function runStage(stage) {
  const begun = performance.now()
  const seconds = () => (performance.now() - begun) / 1000
  const output = path.join(RESULTS, `${stage}.json`)
  const log = path.join(RESULTS, `${stage}.log`)
  fs.rmSync(output, { force: true })
  try {
    if (STAGES[stage].database) database = await open({ given })
  } catch (error) {
    return crashedStage(stage, seconds(), error.message)
  }
  const args = [JEST, "--json", `--outputFile=${output}`, "--passWithNoTests", ...STAGES[stage].args, ...jestArgs]
  const jest = children.start(process.execPath, args, { env: environment(stage), log })
  const exitCode = await Promise.race([jest.exited, sleep(STAGE_LIMIT_MS, undefined, { ref: false })])
  if (exitCode === undefined) {
    await jest.stop()
    return crashedStage(stage, seconds(), `still running after ${STAGE_LIMIT_MS / 60_000} minutes\n${jest.tail()}`)
  }
  let report
  try {
    report = JSON.parse(fs.readFileSync(output, "utf8"))
  } catch {
    return crashedStage(stage, seconds(), `jest ended with ${exitCode} and wrote no report\n${jest.tail()}`)
  }
  return readReport({ stage, seconds: seconds(), exitCode, report, root: ROOT })
}

async function main() {
  fs.mkdirSync(RESULTS, { recursive: true })
  const results = []
  for (const stage of stages) {
    const result = await runStage(stage)
    if (!result) continue
    results.push(result)
    console.log(`${result.failed ? "✘" : "✔"} ${stage}: ${result.passed} passed, ${result.failed} failed in ${result.seconds.toFixed(1)} s`)
  }
  const failures = results.flatMap((result) => result.failures)
  for (const { where, message } of failures) console.log(`\n✘ ${where}\n${message.trimEnd()}`)
  for (const { stage, failed } of results) if (failed) console.log(`\nThe whole output of ${stage}: .test-results/${stage}.log`)
  if (results.length) console.log(`\n${table(results).join("\n")}`)
  const slowest = results.flatMap((result) => result.slowest).sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN)
  if (slowest.length) console.log(`\nslowest files\n${slowest.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`).join("\n")}`)
  if (!results.length) console.log(`no test files for ${stages.join(", ")}`)
  console.log(`\n${countsLine(results)}`)
  return end(failures.length || !results.length ? 1 : 0)
}

main().catch((error) => {
  console.log(`${error.stack}\n\n0 passed, 1 failed`)
  return end(1)
})
