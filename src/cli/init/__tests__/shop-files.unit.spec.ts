import { readFileSync } from "node:fs"
import path from "node:path"
import { actionsFile, returnPageFile, routeFile } from "../shop-files"

const ROOT = path.join(__dirname, "..", "..", "..", "..")
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8")

describe("what init puts into a shop", () => {
  it("stands in docs/storefront.md as it is written", () => {
    for (const text of [actionsFile(15), routeFile(), returnPageFile()]) expect(read("docs/storefront.md")).toContain(text.trimEnd())
  })

  it("fits the Next.js of the shop", () => {
    expect(actionsFile(16)).toContain('import { updateTag } from "next/cache"')
    expect(actionsFile(16)).not.toContain("revalidateTag")
  })
})

describe("the variables of the README", () => {
  it("are those that init writes", () => {
    const variables = read("src/cli/init/plan.ts").match(/name: "([A-Z_]+)"/g) ?? []
    expect(variables).toHaveLength(6)
    for (const variable of variables) expect(read("README.md")).toContain(`\n${variable.slice(7, -1)}=`)
  })
})
