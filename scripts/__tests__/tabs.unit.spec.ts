import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { runModule } from "./run-module"

async function tabbed(code: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "tabs-"))
  writeFileSync(path.join(folder, "a.mjs"), code)
  await runModule(`import { indentByTabs } from "LIB/tabs.mjs"
    indentByTabs(${JSON.stringify(folder)})
    console.log("null")`)
  return readFileSync(path.join(folder, "a.mjs"), "utf8")
}

describe("the indentation of the packed code", () => {
  it("is a tab for each level, by the file's own width", async () => {
    expect(await tabbed("function a() {\n  if (b)\n    c();\n}\n")).toBe("function a() {\n\tif (b)\n\t\tc();\n}\n")
    expect(await tabbed("function a() {\n    if (b)\n        c();\n      d();\n}\n")).toBe("function a() {\n\tif (b)\n\t\tc();\n\t  d();\n}\n")
  })

  it("is not told by the stars of a comment, which keep their space", async () => {
    expect(await tabbed("/**\n * a\n */\ninterface A {\n    /**\n     * b\n     */\n    b: 1;\n}\n")).toBe("/**\n * a\n */\ninterface A {\n\t/**\n\t * b\n\t */\n\tb: 1;\n}\n")
  })

  it("leaves a text that goes over several lines as it is", async () => {
    const text = "const sql = `\n  SELECT 1\n    ${a(`\n  b`)}\n  FROM c`;\n"
    expect(await tabbed(`{\n  ${text}  run(sql);\n}\n`)).toBe(`{\n\t${text}\trun(sql);\n}\n`)
  })
})
