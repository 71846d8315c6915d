import { runModule } from "./run-module"

type Failure = { where: string; message: string }
type Result = { passed: number; failed: number; failures: Failure[] }

const read = (run: { exitCode: number; report: unknown }): Promise<Result | null> =>
  runModule(`import { readReport } from "LIB/jest-report.mjs"
    console.log(JSON.stringify(readReport({ stage: "unit", seconds: 1, root: "/repo", ...${JSON.stringify(run)} }) ?? null))`)

const suite = (status: string, tests: { status: string; fullName?: string; failureMessages?: string[] }[], message = "") => ({
  name: "/repo/src/a.spec.ts", status, message, startTime: 0, endTime: 1500, assertionResults: tests,
})

describe("the counts of a test stage", () => {
  it("counts passed and failed tests and gives each failure with its file", async () => {
    const tests = [{ status: "passed" }, { status: "failed", fullName: "adds up", failureMessages: ["1 is not 2"] }]
    const result = await read({ exitCode: 1, report: { testResults: [suite("failed", tests)] } })
    expect(result).toMatchObject({ passed: 1, failed: 1, failures: [{ where: "src/a.spec.ts › adds up", message: "1 is not 2" }] })
  })

  it("counts a file that cannot be loaded as a failure", async () => {
    const result = await read({ exitCode: 1, report: { testResults: [suite("failed", [], "Cannot find module")] } })
    expect(result).toMatchObject({ passed: 0, failed: 1, failures: [{ where: "src/a.spec.ts", message: "Cannot find module" }] })
  })

  it("counts a failing exit as a failure even when every test passed", async () => {
    const result = await read({ exitCode: 1, report: { testResults: [suite("passed", [{ status: "passed" }])] } })
    expect(result).toMatchObject({ passed: 1, failed: 1 })
  })

  it("counts an unreadable report as a failure", async () => {
    expect(await read({ exitCode: 0, report: {} })).toMatchObject({ passed: 0, failed: 1 })
  })

  it("leaves out a stage without test files", async () => {
    expect(await read({ exitCode: 0, report: { testResults: [] } })).toBeNull()
  })

  it("adds the stages up to the line that closes a run", async () => {
    const line = await runModule<string>(`import { countsLine, crashedStage } from "LIB/jest-report.mjs"
      console.log(JSON.stringify(countsLine([{ passed: 3, failed: 0 }, { passed: 4, failed: 1 }, crashedStage("http", 1, "")])))`)
    expect(line).toBe("7 passed, 2 failed")
  })
})
