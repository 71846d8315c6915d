import { Bench } from "../../src/emulator/__tests__/support"
import { compareWithSandbox } from "./live"

const KEY = "a-private-key-of-somebody"

describe("the comparison with a sandbox", () => {
  let sandbox: Bench
  beforeAll(async () => {
    sandbox = await Bench.start({ privateKey: KEY })
  })
  afterAll(() => sandbox.close())
  beforeEach(() => sandbox.control.reset())

  const compare = (): Promise<string[]> => compareWithSandbox({ url: sandbox.emulator.url, privateKey: KEY })

  it("finds nothing where the sandbox is as the emulator, and leaves no order that moves", async () => {
    const lines = await compare()
    expect(lines).toEqual([expect.stringMatching(/^\d+ questions, 0 answered otherwise/)])
    const { orders } = await sandbox.control.orders(1000)
    expect(orders.length).toBeGreaterThan(5)
    expect(orders.filter((order) => order.confirmed !== null || !order.sandbox)).toEqual([])
  })

  it("names what differs and shows no key", async () => {
    await sandbox.control.patchSettings({ profile: "strict", repeated_checkout: "refuse" })
    const text = (await compare()).join("\n")
    expect(text).toContain("POST /checkout: a blank street")
    expect(text).toMatch(/POST \/checkout again, the same\n +sandbox: +409 .*\n +emulator: +201 \{ id \}/)
    expect(text).not.toContain(KEY)
  })

  it("shows no key that an answer repeats, and says so where nobody answers", async () => {
    await sandbox.control.setFaults({ route: "^/merchants/api-keys$", status: 500, error_body: { error: { [KEY]: KEY } } })
    expect((await compare()).join("\n")).not.toContain(KEY)
    await expect(compareWithSandbox({ url: "http://127.0.0.1:9", privateKey: KEY })).resolves.toContainEqual(expect.stringContaining("no answer"))
  })
})
