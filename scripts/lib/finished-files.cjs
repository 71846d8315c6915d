// A jest reporter: writes each test file to FINISHED_FILES as it ends, a line of JSON each, in the shape of `jest --json`.
// So a run that is ended early, or that crashes, still tells what had passed by then.
const fs = require("node:fs")

module.exports = class {
  onTestResult(_test, { testFilePath, perfStats, failureMessage, testExecError, numFailingTests, testResults }) {
    const suite = {
      name: testFilePath,
      startTime: perfStats.start,
      endTime: perfStats.end,
      status: numFailingTests > 0 || testExecError ? "failed" : "passed",
      message: failureMessage ?? "",
      assertionResults: testResults.map(({ status, fullName, failureMessages }) => ({ status, fullName, failureMessages })),
    }
    fs.appendFileSync(process.env.FINISHED_FILES, `${JSON.stringify(suite)}\n`)
  }
}
