import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { runModule } from "./run-module"

type Failure = { where: string; message: string }
type Result = { passed: number; failed: number; failures: Failure[] }

const read = (run: { exitCode: number; report: unknown; stages?: string[] }): Promise<Result[]> =>
  runModule(`import { readReport } from "LIB/jest-report.mjs"
    console.log(JSON.stringify(readReport({ stages: ["unit"], seconds: 1, root: "/repo", ...${JSON.stringify(run)} })))`)

const suite = (status: string, tests: { status: string; fullName?: string; failureMessages?: string[] }[], message = "", name = "src/a.spec.ts") => ({
  name: `/repo/${name}`, status, message, startTime: 0, endTime: 1500, assertionResults: tests,
})

describe("the counts of a test stage", () => {
  it("counts passed and failed tests and gives each failure with its file", async () => {
    const tests = [{ status: "passed" }, { status: "failed", fullName: "adds up", failureMessages: ["1 is not 2"] }]
    const result = await read({ exitCode: 1, report: { testResults: [suite("failed", tests)] } })
    expect(result).toMatchObject([{ passed: 1, failed: 1, failures: [{ where: "src/a.spec.ts › adds up", message: "1 is not 2" }] }])
  })

  it("counts a file that cannot be loaded as a failure", async () => {
    const result = await read({ exitCode: 1, report: { testResults: [suite("failed", [], "Cannot find module")] } })
    expect(result).toMatchObject([{ passed: 0, failed: 1, failures: [{ where: "src/a.spec.ts", message: "Cannot find module" }] }])
  })

  it("counts a failing exit as a failure even when every test passed", async () => {
    const result = await read({ exitCode: 1, report: { testResults: [suite("passed", [{ status: "passed" }])] } })
    expect(result).toMatchObject([{ passed: 1, failed: 0 }, { passed: 0, failed: 1 }])
  })

  it("counts an unreadable report as a failure", async () => {
    expect(await read({ exitCode: 0, report: {} })).toMatchObject([{ passed: 0, failed: 1 }])
  })

  it("leaves out a stage without test files", async () => {
    expect(await read({ exitCode: 0, report: { testResults: [] } })).toEqual([])
  })

  it("tells the stages of one run apart by their folders, each with its own time", async () => {
    const testResults = [
      suite("passed", [{ status: "passed" }], "", "integration-tests/modules/a.spec.ts"),
      { ...suite("passed", [{ status: "passed" }, { status: "passed" }], "", "integration-tests/http/b.spec.ts"), endTime: 4000 },
      { ...suite("failed", [{ status: "failed", fullName: "sells" }], "", "integration-tests/http/c.spec.ts"), startTime: 1000, endTime: 6000 },
    ]
    const result = await read({ exitCode: 1, report: { testResults }, stages: ["modules", "http", "faults"] })
    expect(result).toMatchObject([
      { stage: "modules", files: 1, passed: 1, failed: 0, seconds: 1.5 },
      { stage: "http", files: 2, passed: 2, failed: 1, seconds: 6, failures: [{ where: "integration-tests/http/c.spec.ts › sells" }] },
    ])
  })

  it("loses no file of a run of several stages: one that belongs to none of them is a failure", async () => {
    const testResults = [suite("passed", [{ status: "passed" }], "", "integration-tests/elsewhere/a.spec.ts")]
    expect(await read({ exitCode: 0, report: { testResults }, stages: ["modules", "http"] })).toMatchObject([{ passed: 0, failed: 1 }])
  })

  describe("a file that failed is run once more", () => {
    const http = (status: string, tests: { status: string; fullName: string }[], name = "b") => suite(status, tests, "", `integration-tests/http/${name}.spec.ts`)
    const merged = (first: unknown[], second: unknown[]) =>
      runModule<{ report: unknown; unsteady: string[]; exitCode: number }>(`import { withSecondRun } from "LIB/jest-report.mjs"
        console.log(JSON.stringify(withSecondRun(${JSON.stringify({ testResults: first })}, ${JSON.stringify({ testResults: second })}, "/repo")))`)
    const again = (testResults: unknown[]) =>
      runModule<{ files: string[]; only?: string }[]>(`import { runsAgain } from "LIB/jest-report.mjs"
        console.log(JSON.stringify(runsAgain(${JSON.stringify({ testResults })}, { whole: ["browser"], single: ["http"] })))`)

    it("only where a few files of a whole store failed", async () => {
      const failed = (name: string) => http("failed", [], name)
      expect(await again([failed("a"), http("passed", [], "b"), suite("failed", [], "", "integration-tests/faults/a.spec.ts")])).toEqual([{ files: ["/repo/integration-tests/http/a.spec.ts"] }])
      expect(await again(["a", "b", "c", "d"].map(failed))).toEqual([])
    })

    it("by its failed tests alone, where the tests of a stage stand alone", async () => {
      const tests = [{ status: "failed", fullName: "sells (1.50)  twice" }, { status: "passed", fullName: "refunds" }, { status: "failed", fullName: "voids" }]
      const browser = suite("failed", tests, "", "integration-tests/browser/a.spec.ts")
      expect(await again([browser, http("failed", tests)])).toEqual([
        { files: ["/repo/integration-tests/browser/a.spec.ts"] },
        { files: ["/repo/integration-tests/http/b.spec.ts"], only: "^(sells \\(1\\.50\\)  twice|voids)$" },
      ])
    })

    it("keeps the first answer of what the second run left out", async () => {
      const first = http("failed", [{ status: "failed", fullName: "sells" }, { status: "passed", fullName: "refunds" }, { status: "failed", fullName: "voids" }])
      const second = http("passed", [{ status: "passed", fullName: "sells" }, { status: "pending", fullName: "refunds" }, { status: "pending", fullName: "voids" }])
      const statuses = [{ status: "passed" }, { status: "passed" }, { status: "failed" }]
      expect(await merged([first], [second])).toMatchObject({ exitCode: 1, report: { testResults: [{ status: "failed", assertionResults: statuses }] } })
      const mended = { ...second, assertionResults: [second.assertionResults[0]!, second.assertionResults[1]!, { status: "passed", fullName: "voids" }] }
      expect(await merged([first], [mended])).toMatchObject({ exitCode: 0, report: { testResults: [{ status: "passed", assertionResults: [{}, {}, {}] }] } })
    })

    it("counts its second answer, and names what was unsteady", async () => {
      const first = http("failed", [{ status: "failed", fullName: "sells" }, { status: "passed", fullName: "refunds" }])
      const second = http("passed", [{ status: "passed", fullName: "sells" }, { status: "passed", fullName: "refunds" }])
      const both = await merged([first, http("passed", [], "c")], [second])
      expect(both).toMatchObject({ exitCode: 0, unsteady: ["integration-tests/http/b.spec.ts › sells"] })
      expect(both.report).toMatchObject({ testResults: [{ status: "passed" }, { status: "passed" }] })
    })

    it("is a failure when it fails again, also in another test", async () => {
      const first = http("failed", [{ status: "failed", fullName: "sells" }, { status: "passed", fullName: "refunds" }])
      const second = http("failed", [{ status: "passed", fullName: "sells" }, { status: "failed", fullName: "refunds" }])
      expect(await merged([first], [second])).toMatchObject({ exitCode: 1, report: { testResults: [{ status: "failed", assertionResults: second.assertionResults }] } })
    })

    it("leaves what failed in a file that was not run again", async () => {
      const modules = suite("failed", [{ status: "failed", fullName: "stores" }], "", "integration-tests/modules/a.spec.ts")
      expect(await merged([modules], [])).toMatchObject({ exitCode: 1, unsteady: [], report: { testResults: [{ status: "failed" }] } })
    })
  })

  it("counts a stage that this machine cannot run as skipped, never as passed", async () => {
    const told = await runModule<{ lines: string[]; line: string }>(`import { countsLine, skippedStage, table } from "LIB/jest-report.mjs"
      const stages = [skippedStage("cluster", "there is no redis-server")]
      console.log(JSON.stringify({ lines: table(stages), line: countsLine(stages) }))`)
    expect(told).toEqual({ lines: [expect.anything(), expect.stringMatching(/^cluster +0 +0 +0 +1 +0\.0$/)], line: "0 passed, 0 failed" })
  })

  it("counts what had passed when a run was ended early, and the end as one failure", async () => {
    const [done, broken] = [suite("passed", [{ status: "passed" }, { status: "passed" }]), suite("failed", [{ status: "failed", fullName: "adds up" }])]
    const lines = `${JSON.stringify(done)}\n${JSON.stringify(broken)}\n${JSON.stringify(done).slice(0, 20)}`
    const results = await runModule<Result[]>(`import { finishedFiles, readReport } from "LIB/jest-report.mjs"
      const report = finishedFiles(${JSON.stringify(lines)})
      console.log(JSON.stringify(readReport({ stages: ["unit"], seconds: 1, root: "/repo", report, crash: "still running after 60 minutes" })))`)
    expect(results).toMatchObject([
      { passed: 2, failed: 1, failures: [{ where: "src/a.spec.ts › adds up" }] },
      { passed: 0, failed: 1, failures: [{ where: "unit crashed", message: "still running after 60 minutes" }] },
    ])
  })

  it("has the file of each test written down as it ends, as jest's own report has it", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "finished-")), "finished.jsonl")
    const Reporter = jest.requireActual<new () => { onTestResult(test: unknown, result: unknown): void }>("../lib/finished-files.cjs")
    process.env.FINISHED_FILES = file
    const tests = [{ status: "failed", fullName: "adds up", failureMessages: ["1 is not 2"], duration: 3 }]
    const result = { testFilePath: "/repo/src/a.spec.ts", perfStats: { start: 0, end: 1500 }, numFailingTests: 1, failureMessage: "", testResults: tests }
    new Reporter().onTestResult({}, result)
    new Reporter().onTestResult({}, { ...result, numFailingTests: 0, testResults: [], testExecError: new Error("no") })
    delete process.env.FINISHED_FILES
    const [first, second] = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line))
    expect(first).toEqual(suite("failed", [{ status: "failed", fullName: "adds up", failureMessages: ["1 is not 2"] }]))
    expect(second).toMatchObject({ status: "failed", assertionResults: [] })
  })

  it("adds the stages up to the line that closes a run", async () => {
    const line = await runModule<string>(`import { countsLine, crashedStage } from "LIB/jest-report.mjs"
      console.log(JSON.stringify(countsLine([{ passed: 3, failed: 0 }, { passed: 4, failed: 1 }, crashedStage("http", 1, "")])))`)
    expect(line).toBe("7 passed, 2 failed")
  })
})
