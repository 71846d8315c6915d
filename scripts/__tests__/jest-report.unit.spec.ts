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

  it("adds the stages up to the line that closes a run", async () => {
    const line = await runModule<string>(`import { countsLine, crashedStage } from "LIB/jest-report.mjs"
      console.log(JSON.stringify(countsLine([{ passed: 3, failed: 0 }, { passed: 4, failed: 1 }, crashedStage("http", 1, "")])))`)
    expect(line).toBe("7 passed, 2 failed")
  })
})
