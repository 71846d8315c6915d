import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runModule } from "./run-module"

describe("the class names in compiled code", () => {
  const folder = mkdtempSync(join(tmpdir(), "aplazame-classes-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  const classesOf = (code: string): Promise<string[]> => {
    const file = join(folder, "index.js")
    writeFileSync(file, code)
    return runModule<string[]>(`import { classesIn } from "LIB/../install/admin-classes.mjs"; console.log(JSON.stringify([...classesIn(${JSON.stringify(file)})].sort()))`)
  }

  it("are those of a className, through constants, choices and functions", async () => {
    await expect(classesOf(`const a = "p-4"; const f = (x) => { if (x) return "m-1"; return "m-2" }; n("div", { className: y ? a : f(1) + " flex" })`)).resolves.toEqual(["flex", "m-1", "m-2", "p-4"])
  })

  // A bundler gives our own functions the shortest names that are free, and these are among them.
  it("are those of a joiner by its name in its package, not by the bundler's", async () => {
    const code = `import { clx as e } from "@medusajs/ui"; function cn(names) { return names } cn({ row: t("page.rowActions") }); e("grid", open && "hidden")`
    await expect(classesOf(code)).resolves.toEqual(["grid", "hidden"])
  })
})
