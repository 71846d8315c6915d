import { readFileSync } from "node:fs"
import { join } from "node:path"
import { redisModules } from "../../demo/redis-modules"

const page = readFileSync(join(__dirname, "..", "..", "docs", "production.md"), "utf8")

describe("Running on several machines", () => {
  it("shows the modules with which the cluster tests run", () => {
    const [, list] = /\n {4}modules: (\[\n.*?\n {4}\]),\n/s.exec(page) ?? []
    expect(list).toBeDefined()
    const shown: unknown = new Function("redisUrl", `return ${list}`)("redis://redis:6379")
    expect(shown).toEqual(redisModules("redis://redis:6379"))
  })
})
