#!/usr/bin/env node
// npm test [-- STAGE...] [--medusa VERSION] [jest options]: the stages of jest.config.js, those that need a store together, on an
// embedded Postgres of their own. Jest's output goes to .test-results/<run>.log; here: a table, the failures in
// full, and as the very last line "N passed, N failed". With another Medusa: the same in a copy of this checkout.
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { countsLine, crashedStage, filesToRunAgain, readReport, skippedStage, table, withSecondRun } from "./lib/jest-report.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { checkoutWith } from "./lib/other-medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"
import { redisServer } from "./lib/redis-server.mjs"

/**
 * Runs of jest. A store waits for its Postgres two fifths of the time: three at once keep two cores busy, and the
 * stages share the three, since each by itself would end with a file that runs alone.
 */
const RUNS = [
  { stages: ["unit"], database: false, args: ["--maxWorkers=2"] },
  { stages: ["modules", "http", "faults"], database: true, args: ["--maxWorkers=3", "--forceExit"] },
  // Four stores and a Redis of their own: nothing else beside them.
  { stages: ["cluster"], database: true, redis: true, args: ["--runInBand", "--forceExit"] },
  { stages: ["browser"], database: false, args: ["--maxWorkers=2", "--forceExit"] },
]
const STAGES = RUNS.flatMap((run) => run.stages)
/** Stages in which a file that failed is run once more, by itself. */
const RUN_AGAIN = ["http", "cluster", "browser"]
/** A run that hangs is ended and counts as failed. Long enough for a machine half as fast as ours. */
const RUN_LIMIT_MS = 60 * 60_000
const SLOWEST_SHOWN = 8
const RESULTS = path.join(ROOT, ".test-results")
const JEST = path.join(ROOT, "node_modules", "jest", "bin", "jest.js")

process.chdir(ROOT)
const words = process.argv.slice(2)
const other = words.indexOf("--medusa")
const [, medusa] = other < 0 ? [] : words.splice(other, 2)
const asked = words.filter((word) => STAGES.includes(word))
const jestArgs = words.filter((word) => !STAGES.includes(word))
const wanted = asked.length ? asked : STAGES
const runs = RUNS.map((run) => ({ ...run, stages: run.stages.filter((stage) => wanted.includes(stage)) })).filter((run) => run.stages.length)

const given = process.env.DATABASE_URL
const { children, open, end } = ownPostgres("test")
let database
/** Tests that failed at first and passed when their file ran once more by itself. */
const unsteady = []

/** @returns {Promise<import("./lib/jest-report.mjs").StageResult[]>} one for each stage that has test files */
async function runJest({ stages, database: needsDatabase, redis: needsRedis, args }) {
  const name = stages.join("-")
  const redis = needsRedis ? redisServer() : {}
  if (redis.missing) return stages.map((stage) => skippedStage(stage, redis.missing))
  const begun = performance.now()
  const crashed = (message) => [crashedStage(name, (performance.now() - begun) / 1000, message)]
  try {
    if (needsDatabase) database = await open({ given })
  } catch (error) {
    return crashed(error.message)
  }
  // A colour code in a message would survive into CI logs.
  const env = jestEnvironment(stages.join(","), {
    ...(needsDatabase ? database.env : {}),
    ...(needsRedis ? { REDIS_SERVER: redis.program } : {}),
    FORCE_COLOR: "0",
  })
  const first = await jestReport(name, env, [...args, ...jestArgs])
  if (first.crash) return crashed(first.crash)
  let { report, exitCode } = first
  // Somebody who asks for a file or a test watches it, and wants its first answer.
  const again = jestArgs.length ? [] : filesToRunAgain(report, RUN_AGAIN)
  if (again.length) {
    console.log(`… once more, by themselves: ${again.map((file) => path.relative(ROOT, file)).join(", ")}`)
    const second = await jestReport(`${name}-again`, env, ["--runInBand", "--forceExit", "--runTestsByPath", ...again])
    if (second.crash) return crashed(second.crash)
    const both = withSecondRun(report, second.report, ROOT)
    unsteady.push(...both.unsteady)
    ;({ report, exitCode } = both)
  }
  return readReport({ stages, seconds: (performance.now() - begun) / 1000, exitCode, report, root: ROOT })
}

/** One run of jest and what it wrote; `crash` says why there is nothing. Its output stays in .test-results/<name>.log. */
async function jestReport(name, env, args) {
  const output = path.join(RESULTS, `${name}.json`)
  fs.rmSync(output, { force: true })
  const jest = children.start(process.execPath, [JEST, "--json", `--outputFile=${output}`, "--passWithNoTests", ...args], { env, log: path.join(RESULTS, `${name}.log`) })
  const exitCode = await Promise.race([jest.exited, sleep(RUN_LIMIT_MS, undefined, { ref: false })])
  if (exitCode === undefined) {
    await jest.stop()
    return { crash: `still running after ${RUN_LIMIT_MS / 60_000} minutes\n${jest.tail()}` }
  }
  try {
    return { report: JSON.parse(fs.readFileSync(output, "utf8")), exitCode }
  } catch {
    return { crash: `jest ended with ${exitCode} and wrote no report\n${jest.tail()}` }
  }
}

/** The same stages, where another Medusa is installed. */
async function elsewhere() {
  if (!medusa) throw new Error("--medusa needs a version, or a tag such as preview")
  const { folder, version } = checkoutWith(medusa)
  console.log(`\nMedusa ${version}, in ${folder}\n`)
  return end(await children.start(process.execPath, ["scripts/test.mjs", ...words], { cwd: folder, inherit: true, env: process.env }).exited)
}

async function main() {
  if (other >= 0) return elsewhere()
  fs.mkdirSync(RESULTS, { recursive: true })
  const results = []
  const broken = []
  for (const run of runs) {
    const read = await runJest(run)
    results.push(...read)
    for (const { stage, passed, failed, seconds, missing } of read) {
      if (missing) console.log(`– ${stage}: skipped, ${missing}`)
      else console.log(`${failed ? "✘" : "✔"} ${stage}: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`)
    }
    if (read.some((result) => result.failed)) broken.push(run.stages.join("-"))
  }
  const failures = results.flatMap((result) => result.failures)
  for (const { where, message } of failures) console.log(`\n✘ ${where}\n${message.trimEnd()}`)
  for (const name of broken) console.log(`\nThe whole output: .test-results/${name}.log`)
  if (results.length) console.log(`\n${table(results).join("\n")}`)
  const slowest = results.flatMap((result) => result.slowest).sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN)
  if (slowest.length) console.log(`\nslowest files\n${slowest.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`).join("\n")}`)
  if (unsteady.length) console.log(`\nfailed beside others, and passed once more by themselves (${unsteady.length}):\n${unsteady.map((name) => `  ${name}`).join("\n")}`)
  if (!results.length) console.log(`no test files for ${wanted.join(", ")}`)
  console.log(`\n${countsLine(results)}`)
  return end(failures.length || !results.length ? 1 : 0)
}

main().catch((error) => {
  console.log(`${error.stack}\n\n0 passed, 1 failed`)
  return end(1)
})
