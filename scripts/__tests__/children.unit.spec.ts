import { mkdtempSync, rmSync } from "node:fs"
import { createServer, type Server } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runModule, startModule } from "./run-module"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "children-spec-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
/** A killed process that nobody has waited for still has its pid: only its state tells. */
const runs = (pid: number): Promise<boolean> => runModule(`import { startedAt } from "LIB/process-identity.mjs"; console.log(startedAt(${pid}) !== null)`)

describe("the programs of a run", () => {
  it("end with everything that they have started themselves", async () => {
    const result = await runModule<{ code: number; child: number }>(`import { createChildren } from "LIB/children.mjs"
      const children = createChildren()
      const program = children.start("sh", ["-c", "sleep 300 & echo $!; wait"])
      while (!program.tail().includes("\\n")) await new Promise((resolve) => setTimeout(resolve, 20))
      await children.stopAll()
      console.log(JSON.stringify({ code: await program.exited, child: Number(program.tail().trim()) }))`)
    expect(result.child).toBeGreaterThan(1)
    expect(isAlive(result.child) && (await runs(result.child))).toBe(false)
  })

  it("that a killed run left behind are ended by the next one, by the ledger", async () => {
    const ledger = join(folder, "children.json")
    // PATH without setpriv: nothing but the ledger can help
    const run = await startModule(`process.env.PATH = ""
      import { createChildren } from "LIB/children.mjs"
      const children = createChildren({ ledger: ${JSON.stringify(ledger)} })
      console.log(children.start(process.execPath, ["-e", "setInterval(() => {}, 1000)"]).pid)`)
    const left = Number(run.line)
    run.child.kill("SIGKILL")
    await run.gone
    expect(await runs(left)).toBe(true)
    await runModule(`import { endLeftovers } from "LIB/children.mjs"; await endLeftovers(${JSON.stringify(ledger)}); console.log(1)`)
    expect(await runs(left)).toBe(false)
  })
})

describe("a wanted port", () => {
  const listen = (): Promise<{ server: Server; port: number }> =>
    new Promise((resolve) => {
      const server = createServer()
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resolve({ server, port: typeof address === "object" && address ? address.port : 0 })
      })
    })
  const choose = (port: number): Promise<number> => runModule(`import { portOrOther } from "LIB/free-port.mjs"; console.log(await portOrOther(${port}))`)

  it("is kept when it is free and another one is taken when it is not", async () => {
    const { server, port } = await listen()
    expect(await choose(port)).not.toBe(port)
    await new Promise((resolve) => server.close(resolve))
    expect(await choose(port)).toBe(port)
  })
})
