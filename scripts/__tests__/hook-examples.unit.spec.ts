import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const ROOT = join(__dirname, "../..")
const EXAMPLES = join(ROOT, "integration-tests/http/cases/hook-examples")

describe("docs/hooks.md", () => {
  const page = readFileSync(join(ROOT, "docs/hooks.md"), "utf8")

  it.each(readdirSync(EXAMPLES))("shows %s as it runs in a test on a whole store", (name) => {
    const source = readFileSync(join(EXAMPLES, name), "utf8").replace(/"(?:\.\.\/)+src\/workflows"/, '"medusa-payment-aplazame/workflows"')
    expect(page).toContain(source.trim())
  })

  it("shows no other example", () => {
    expect(page.match(/^```ts$/gm)).toHaveLength(readdirSync(EXAMPLES).length)
  })
})
