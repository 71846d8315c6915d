// Reads what `jest --json` wrote. Pure: no file, no clock.

/**
 * @typedef {{ stage: string, files: number, passed: number, failed: number, skipped: number, seconds: number,
 *   failures: { where: string, message: string }[], slowest: { file: string, seconds: number }[] }} StageResult
 */

/**
 * A run that did not come to its end: one failure. What had passed by then is counted beside it.
 * @param {string} stage
 * @param {number} seconds
 * @param {string} message
 * @returns {StageResult}
 */
export function crashedStage(stage, seconds, message) {
  return { stage, files: 0, passed: 0, failed: 1, skipped: 0, seconds, failures: [{ where: `${stage} crashed`, message }], slowest: [] }
}

/**
 * A stage that cannot run on this machine: one skipped, none passed.
 * @param {string} stage
 * @param {string} missing what it would need
 * @returns {StageResult & { missing: string }}
 */
export function skippedStage(stage, missing) {
  return { stage, files: 0, passed: 0, failed: 0, skipped: 1, seconds: 0, failures: [], slowest: [], missing }
}

/**
 * The test files that had ended when a run was ended early, from what the reporter in finished-files.cjs wrote. A line that was cut off is left out.
 * @param {string} lines
 * @returns {{ testResults: any[] }}
 */
export function finishedFiles(lines) {
  const testResults = lines.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line)]
    } catch {
      return []
    }
  })
  return { testResults }
}

/**
 * A run of jest, by its stages. A run of several stages names the files of each by its folder, and the stage's time is
 * from its first file's beginning to its last one's end: stages that share their workers run at the same time.
 * @param {{ stages: string[], seconds: number, exitCode: number, report: unknown, root: string, crash?: string }} run crash: why the run
 *   came to no end; the report then has the files that had ended before
 * @returns {StageResult[]} without the stages that have no test files
 */
export function readReport({ stages, seconds, exitCode, report, root, crash }) {
  const suites = report?.testResults
  if (!Array.isArray(suites)) return [crashedStage(stages.join("-"), seconds, "jest wrote no readable report")]
  const alone = stages.length === 1
  const read = (stage) => {
    const own = alone ? suites : suites.filter((suite) => suite.name.includes(`/integration-tests/${stage}/`))
    return readStage(stage, own, alone ? seconds : spanOf(own), root)
  }
  const results = stages.map(read).filter((result) => result.files > 0)
  const crashed = (message) => results.push(crashedStage(stages.join("-"), seconds, message))
  if (results.reduce((sum, result) => sum + result.files, 0) !== suites.length) crashed("jest ran files that belong to none of its stages, or to two")
  if (crash) crashed(crash)
  else if (exitCode !== 0 && results.every((result) => result.failed === 0)) crashed(`jest ended with ${exitCode} although no test failed`)
  return results
}

/** A fault of the code shows in few files; where more fail, the machine or the change is at fault, and a second run tells nothing. */
const AGAIN_AT_MOST = 3

/**
 * What of a run is run once more, by itself: a whole store or a browser beside two others can fail by the machine. What
 * fails twice is a failure. The other stages draw from fixed seeds: their failures are the code's.
 * @param {unknown} report
 * @param {{ whole: readonly string[], single: readonly string[] }} stages whose files may be run again: the whole file, or its failed tests alone
 * @returns {{ files: string[], only?: string }[]} the runs, none where more than a few files failed. only: a pattern for `-t`, of the failed tests
 */
export function runsAgain(report, { whole, single }) {
  const failed = (report?.testResults ?? []).filter((suite) => suite.status === "failed")
  if (failed.length > AGAIN_AT_MOST) return []
  const of = (stages) => failed.filter((suite) => stages.some((stage) => suite.name.includes(`/integration-tests/${stage}/`)))
  const names = (suite) => (suite.assertionResults ?? []).filter((test) => test.status === "failed").map((test) => test.fullName)
  // A file that could not be loaded has no failed test to name.
  const alone = of(single).filter((suite) => names(suite).length > 0)
  const files = [...of(whole), ...of(single).filter((suite) => !alone.includes(suite))].map((suite) => suite.name)
  return [...(files.length ? [{ files }] : []), ...alone.map((suite) => ({ files: [suite.name], only: `^(${names(suite).map(escaped).join("|")})$` }))]
}

const escaped = (name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")

/**
 * The report with the second answer of each test that was run again in the place of its first. A test that the second run left out keeps its first.
 * @param {{ testResults: any[] }} report
 * @param {{ testResults: any[] }} second
 * @returns {{ report: { testResults: any[] }, unsteady: string[], exitCode: number }} unsteady: what failed first and passed then, by file and name
 */
export function withSecondRun(report, second, root) {
  const anew = new Map(second.testResults.map((suite) => [suite.name, suite]))
  const testsOf = (suite) => suite?.assertionResults ?? []
  const unsteady = report.testResults.flatMap((suite) => {
    const passed = new Set(testsOf(anew.get(suite.name)).filter((test) => test.status === "passed").map((test) => test.fullName))
    return testsOf(suite).filter((test) => test.status === "failed" && passed.has(test.fullName)).map((test) => `${shortened(suite.name, root)} › ${test.fullName}`)
  })
  const merged = (suite) => {
    const again = anew.get(suite.name)
    if (!again) return suite
    const ran = new Map(testsOf(again).filter((test) => test.status === "passed" || test.status === "failed").map((test) => [test.fullName, test]))
    const first = testsOf(suite).map((test) => ran.get(test.fullName) ?? test)
    const assertionResults = [...first, ...[...ran.values()].filter((test) => !first.includes(test))]
    const broken = assertionResults.some((test) => test.status === "failed")
    return { ...again, assertionResults, status: broken ? "failed" : again.status, startTime: suite.startTime, endTime: suite.endTime }
  }
  const testResults = report.testResults.map(merged)
  return { report: { testResults }, unsteady, exitCode: testResults.some((suite) => suite.status === "failed") ? 1 : 0 }
}

const shortened = (file, root) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file)
const spanOf = (suites) => Math.max(0, Math.max(...suites.map((suite) => suite.endTime)) - Math.min(...suites.map((suite) => suite.startTime))) / 1000

/** @returns {StageResult} */
function readStage(stage, suites, seconds, root) {
  const short = (file) => shortened(file, root)
  const failures = []
  let passed = 0
  let failed = 0
  let skipped = 0
  for (const suite of suites) {
    const tests = suite.assertionResults ?? []
    for (const test of tests) {
      if (test.status === "passed") passed++
      else if (test.status === "failed") {
        failed++
        failures.push({ where: `${short(suite.name)} › ${test.fullName}`, message: (test.failureMessages ?? []).join("\n") })
      } else skipped++
    }
    // a file that cannot be loaded, or whose beforeAll fails outside a test, has no failed test to show for it
    if (suite.status === "failed" && !tests.some((test) => test.status === "failed")) {
      failed++
      failures.push({ where: short(suite.name), message: suite.message ?? "" })
    }
  }
  const slowest = suites
    .map((suite) => ({ file: short(suite.name), seconds: Math.max(0, (suite.endTime - suite.startTime) / 1000) }))
    .sort((a, b) => b.seconds - a.seconds)
  return { stage, files: suites.length, passed, failed, skipped, seconds, failures, slowest }
}

const COLUMNS = ["stage", "files", "passed", "failed", "skipped", "seconds"]

/** The stages as lines of an aligned table. */
export function table(results) {
  const rows = [COLUMNS, ...results.map((r) => [r.stage, r.files, r.passed, r.failed, r.skipped, r.seconds.toFixed(1)].map(String))]
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i].length)))
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "))
}

/** @param {StageResult[]} results */
export function countsLine(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  return `${sum("passed")} passed, ${sum("failed")} failed`
}
