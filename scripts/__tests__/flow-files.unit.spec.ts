import { existsSync, readFileSync } from "node:fs"
import { join, posix } from "node:path"
import { codesOf, rowsOf } from "../../src/config/__tests__/options-page/tables"

const ROOT = join(__dirname, "..", "..")
const rows = rowsOf(readFileSync(join(ROOT, "docs/architecture.md"), "utf8"), "flow")

/** The files that a cell names, below `src`. A name without a folder is in the folder of the name before it. */
function filesOf(cell = ""): string[] {
  const found: string[] = []
  for (const name of codesOf(cell)) found.push(name.includes("/") ? name : posix.join(posix.dirname(found.at(-1) ?? ""), name))
  return found
}

describe("the files of the flows", () => {
  it("are listed for each flow", () => expect(rows.length).toBeGreaterThanOrEqual(8))

  it.each(rows.map((row) => [row["flow"], row] as const))("exist, each once, and are as many as the row says: %s", (_flow, row) => {
    const [steps, decisions] = [filesOf(row["steps and calls"]), filesOf(row["decisions"])]
    const files = [...steps, ...decisions]
    expect(files.filter((file) => !existsSync(join(ROOT, "src", file)))).toEqual([])
    expect([...new Set(files)]).toEqual(files)
    expect(row["files"]).toBe(`${steps.length} + ${decisions.length}`)
  })
})
