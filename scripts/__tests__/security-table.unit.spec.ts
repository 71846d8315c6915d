import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

const ROOT = join(__dirname, "..", "..")
const text = readFileSync(join(ROOT, "SECURITY.md"), "utf8")
const rows = text.split("\n").filter((line) => line.startsWith("| **"))

/** The tests of a row: `file` "name", as often as there are. */
const testsOf = (row: string): { file: string; name: string }[] => [...(row.split(" | ").at(-1) ?? "").matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file, name]) => ({ file: file!, name: name! }))
/** A test's title stands behind `it(` or behind the table of an `it.each`. */
const isTitled = (source: string, name: string): boolean => new RegExp(`(?:\\bit|\\))\\(\\s*"${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}"`).test(source)

describe("the threats of SECURITY.md", () => {
  it("are all there, each with what stops it and a test", () => {
    const threats = rows.map((row) => row.split(" | ")[0]!.toLowerCase())
    for (const word of ["forged notification", "tampered amount", "stranger's cart", "leaked key", "replay", "ssrf", "open redirect", "oversize", "malformed", "personal data"]) {
      expect(threats.filter((threat) => threat.includes(word)).length).toBeGreaterThan(0)
    }
    expect(rows.filter((row) => row.split(" | ").length !== 3 || testsOf(row).length === 0)).toEqual([])
  })

  it.each(rows.flatMap(testsOf).map(({ file, name }) => [file, name]))("are proved by %s: %s", (file, name) => {
    expect(existsSync(join(ROOT, file))).toBe(true)
    expect(isTitled(readFileSync(join(ROOT, file), "utf8"), name)).toBe(true)
  })

  it("would miss a test that is only spoken of", () => {
    expect(isTitled('it("is there", () => {})', "is there")).toBe(true)
    expect(isTitled('it.each([1])(\n  "is there %s", () => {})', "is there %s")).toBe(true)
    expect(isTitled('// "is there"', "is there")).toBe(false)
    expect(isTitled('it("is there no more", () => {})', "is there")).toBe(false)
  })
})
