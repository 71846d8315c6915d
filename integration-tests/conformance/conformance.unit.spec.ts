import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { ConformanceBench, type Outcome } from "./bench"
import { EXAMPLES } from "./examples"
import { conformancePage } from "./table"

const PAGE = join(__dirname, "..", "..", "docs", "conformance.md")
/** Endpoints that no document has any more are answered by a 404 that says so. */
const HISTORICAL = "Python SDK, no document since"

describe.each(["lenient", "strict"] as const)("Aplazame's own requests, with the %s profile", (profile) => {
  const outcomes: Outcome[] = []

  beforeAll(async () => {
    const bench = await ConformanceBench.start({ profile })
    try {
      for (const example of EXAMPLES) outcomes.push(await bench.play(example))
    } finally {
      await bench.close()
    }
  }, 240_000)

  it("are answered by the emulator as the documents say", () => {
    const wrong = outcomes.filter(({ example, emulator }) => emulator.length > 0 && example.source !== HISTORICAL)
    expect(wrong.map(({ example, emulator }) => [example.method, example.path, ...emulator])).toEqual([])
  })

  it("are what the client sends", () => {
    const wrong = outcomes.filter(({ client }) => client !== null && client.length > 0)
    expect(wrong.map(({ example, client }) => [example.method, example.path, ...(client ?? [])])).toEqual([])
  })

  it("give the table of docs/conformance.md", () => {
    const page = conformancePage(outcomes)
    if (process.env.APLAZAME_CONFORMANCE_WRITE === "1") writeFileSync(PAGE, page)
    expect(readFileSync(PAGE, "utf8")).toBe(page)
  })
})
