import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"

const ROOT = join(__dirname, "..", "..")
const COMPILER = join(ROOT, "node_modules", "@medusajs", "framework", "dist", "build-tools")
/** Our own tests, which the package leaves out too, and the dashboard's part, which another compiler takes. */
const NOT_COMPILED = /\/__tests__\/|^src\/admin\//
/** Medusa's loader of routes passes over folders and files that begin so. */
const NOT_A_ROUTE = /^src\/api\/(.*\/)?_/

/** What Medusa's compiler leaves out; the list is private to it. */
function ignoredByCompiler(): string[] {
  const [, list] = /_Compiler_backendIgnoreFiles, \[([^\]]*)\]/.exec(readFileSync(join(COMPILER, "compiler.js"), "utf8")) ?? []
  return [...(list ?? "").matchAll(/"([^"]+)"/g)].map(([, name]) => name!)
}

/* eslint-disable-next-line @typescript-eslint/no-require-imports -- not among the framework's exports */
const { isFileIgnored } = require(join(COMPILER, "compiler-utils.js")) as { isFileIgnored: (file: string, ignored: string[]) => boolean }

describe("Medusa's compiler", () => {
  const ignored = ignoredByCompiler()
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).map((file) => relative(ROOT, join(ROOT, "src", file))).filter((file) => /\.tsx?$/.test(file) && !NOT_COMPILED.test(file))

  it("leaves out what it did when this was written", () => {
    expect(ignored).toEqual(["integration-tests", "test", "unit-tests", "src/admin"])
    expect(isFileIgnored("src/api/admin/aplazame/settings/test/route.ts", ignored)).toBe(true)
  })

  it("leaves out none of our sources, so that the package has every route", () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter((file) => isFileIgnored(file, ignored) || NOT_A_ROUTE.test(file))).toEqual([])
  })
})
