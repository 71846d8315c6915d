import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runModule } from "./run-module"

const found = (env: Record<string, string>) =>
  runModule<{ program?: string; missing?: string }>(`import { redisServer } from "LIB/redis-server.mjs"
    console.log(JSON.stringify(redisServer(${JSON.stringify(env)})))`)

describe("the redis-server of the cluster stage", () => {
  const folder = mkdtempSync(join(tmpdir(), "redis-server-"))
  const program = join(folder, "redis-server")
  beforeAll(() => {
    writeFileSync(program, "")
    chmodSync(program, 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("is the one of PATH, or the one that REDIS_SERVER names", async () => {
    expect(await found({ PATH: `/nowhere:${folder}` })).toEqual({ program })
    expect(await found({ PATH: "/nowhere", REDIS_SERVER: program })).toEqual({ program })
  })

  it("is missing in one sentence that says what to do", async () => {
    expect(await found({ PATH: "/nowhere" })).toEqual({ missing: expect.stringContaining("name it in REDIS_SERVER") })
    expect(await found({ PATH: folder, REDIS_SERVER: "/nowhere/redis-server" })).toEqual({ missing: "REDIS_SERVER names no program: /nowhere/redis-server" })
  })
})
