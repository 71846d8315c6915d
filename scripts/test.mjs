#!/usr/bin/env node
// npm test [-- STAGE...] [--medusa VERSION] [jest options]: the stages of jest.config.js, those that need a store together, on an
// embedded Postgres of their own. Jest's output goes to .test-results/<run>.log; here: a table, the failures in
// full, and as the very last line "N passed, N failed". With another Medusa: the same in a copy of this checkout.
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { countsLine, crashedStage, finishedFiles, readReport, runsAgain, skippedStage, table, withSecondRun } from "./lib/jest-report.mjs"
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
/** Stages in which what failed is run once more, by itself: a test of the http stage stands alone, those of the others follow one another. */
const RUN_AGAIN = { whole: ["cluster", "browser"], single: ["http"] }
/** A run that hangs is ended, and counts as one failure beside what had passed by then. */
const RUN_LIMIT_MS = 60 * 60_000
/** A file that took longer is told at once. */
const LONG_SECONDS = 30
const TOLD_EVERY_MS = 5_000
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
  const { crash } = first
  let { report, exitCode } = first
  // Somebody who asks for a file or a test watches it, and wants its first answer.
  const again = jestArgs.length || crash ? [] : runsAgain(report, RUN_AGAIN)
  if (again.length) console.log(`… once more, by themselves: ${again.flatMap(({ files }) => files.map((file) => path.relative(ROOT, file))).join(", ")}`)
  for (const { files, only } of again) {
    const second = await jestReport(`${name}-again`, env, ["--runInBand", "--forceExit", ...(only ? ["-t", only] : []), "--runTestsByPath", ...files])
    // A file whose second run came to no end keeps its first failure.
    const both = withSecondRun(report, second.report, ROOT)
    unsteady.push(...both.unsteady)
    ;({ report, exitCode } = both)
  }
  return readReport({ stages, seconds: (performance.now() - begun) / 1000, exitCode, report, root: ROOT, crash })
}

/**
 * One run of jest and what it wrote. Where it came to no end, `crash` says why, and the report has the files that had ended by
 * then. Its output stays in .test-results/<name>.log.
 */
async function jestReport(name, env, args) {
  const output = path.join(RESULTS, `${name}.json`)
  const finished = path.join(RESULTS, `${name}.finished.jsonl`)
  fs.rmSync(output, { force: true })
  fs.writeFileSync(finished, "")
  const reporters = ["--reporters=default", `--reporters=${path.join(ROOT, "scripts", "lib", "finished-files.cjs")}`]
  const jest = children.start(process.execPath, [JEST, "--json", `--outputFile=${output}`, "--passWithNoTests", ...reporters, ...args], {
    env: { ...env, FINISHED_FILES: finished },
    log: path.join(RESULTS, `${name}.log`),
  })
  const telling = tellLongFiles(finished)
  const exitCode = await Promise.race([jest.exited, sleep(RUN_LIMIT_MS, undefined, { ref: false })])
  if (exitCode === undefined) await jest.stop()
  telling.end()
  try {
    if (exitCode !== undefined) return { report: JSON.parse(fs.readFileSync(output, "utf8")), exitCode }
  } catch {
    // It wrote none.
  }
  const why = exitCode === undefined ? `still running after ${RUN_LIMIT_MS / 60_000} minutes` : `jest ended with ${exitCode} and wrote no report`
  return { report: finishedFiles(fs.readFileSync(finished, "utf8")), exitCode, crash: `${why}\n${jest.tail()}` }
}

/** Says of each long file, when it has ended, how it went: a stage can take half an hour. */
function tellLongFiles(finished) {
  let told = 0
  const tell = () => {
    const { testResults } = finishedFiles(fs.readFileSync(finished, "utf8"))
    for (const suite of testResults.slice(told)) {
      const seconds = (suite.endTime - suite.startTime) / 1000
      const of = (status) => suite.assertionResults.filter((test) => test.status === status).length
      if (seconds > LONG_SECONDS) console.log(`  ${path.relative(ROOT, suite.name)}: ${of("passed")} passed, ${of("failed")} failed in ${seconds.toFixed(0)} s`)
    }
    told = testResults.length
  }
  const timer = setInterval(tell, TOLD_EVERY_MS)
  return {
    end: () => {
      clearInterval(timer)
      tell()
    },
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
