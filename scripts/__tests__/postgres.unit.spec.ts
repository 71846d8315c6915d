import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runModule, startModule } from "./run-module"

jest.setTimeout(60_000)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "postgres-spec-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const dataDir = (): string => join(folder, "data")
/** Holds the database open until it is ended. */
const hold = (): string => `import { startPostgres } from "LIB/postgres.mjs"
  const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir())}, fast: true })
  console.log(server.pid)
  setInterval(() => {}, 1000)`
/** Starts it, asks it something, and stops it again. */
const ask = (): Promise<number> => runModule(`import { runSql, startPostgres } from "LIB/postgres.mjs"
  const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir())}, fast: true })
  const { rows } = await runSql(server.url("postgres"), "select 6 * 7 as answer")
  await server.stop()
  console.log(rows[0].answer)`)

describe("the embedded Postgres", () => {
  it("starts in an empty folder, answers, and gives the folder back", async () => {
    expect(await ask()).toBe(42)
    expect(existsSync(`${dataDir()}.owner`)).toBe(false)
    expect(existsSync(join(dataDir(), "postmaster.pid"))).toBe(false)
  })

  it("refuses a folder that a running process holds, and says which process it is", async () => {
    const holder = await startModule(hold())
    await expect(ask()).rejects.toThrow(`is in use by process ${holder.child.pid}`)
    holder.child.kill("SIGKILL")
    await holder.gone
  })

  it("starts again after a run was killed with its Postgres still running", async () => {
    const holder = await startModule(hold())
    holder.child.kill("SIGKILL")
    await holder.gone
    expect(await ask()).toBe(42)
  })

  it("starts again when the lock that a crash left names another running program", async () => {
    const holder = await startModule(hold())
    const lock = readFileSync(join(dataDir(), "postmaster.pid"), "utf8")
    process.kill(Number(holder.line), "SIGKILL")
    holder.child.kill("SIGKILL")
    await holder.gone
    writeFileSync(join(dataDir(), "postmaster.pid"), lock.replace(/^\d+/, String(process.pid)))
    expect(await ask()).toBe(42)
  })
})
