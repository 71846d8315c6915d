import { Bench } from "../../src/emulator/__tests__/support"
import { LOOKUP_QUERIES } from "./facts"
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
    expect(text).toMatch(/POST \/checkout again, the same\n +sandbox: +409 .*\n +emulator: +201 \{ id: text \}/)
    for (const asked of ["a blank name of an article", "a phone that is none", "quantity 0"]) expect(text).toContain(`differs  POST /checkout: ${asked}`)
    expect(text).not.toContain(KEY)
  })

  it("says that the key was refused, and nothing else", async () => {
    const lines = await compareWithSandbox({ url: sandbox.emulator.url, privateKey: "sk_of-somebody/else=" })
    expect(lines).toEqual([expect.stringContaining("The key was refused (401)")])
  })

  it("tells an amount that is a text from one that is a number, and shows neither", async () => {
    await sandbox.control.setFaults({ route: "/orders/:id/refund", method: "GET", status: 200, error_body: { remaining_amount: "98765" } })
    const text = (await compare()).join("\n")
    expect(text).toMatch(/GET \/orders\/:id\/refund of it\n +sandbox: +200 \{ remaining_amount: text \}\n +emulator: +200 \{ remaining_amount: whole number \}/)
    expect(text).not.toContain("98765")
  })

  it("asks every field with every lookup, countries in small letters, and bodies as curl sends them", async () => {
    await compare()
    const calls = await sandbox.control.calls()
    const asked = new Set(calls.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`))
    for (const query of LOOKUP_QUERIES) expect(asked).toContain(`GET /orders?${query}`)
    expect(asked).toContain("GET /instalment-plan-simulator?amount=12100&currency=EUR&country=es")
  })

  it("shows no key that an answer repeats, and says so where nobody answers", async () => {
    await sandbox.control.setFaults({ route: "^/merchants/api-keys$", status: 500, error_body: { error: { [KEY]: KEY } } })
    expect((await compare()).join("\n")).not.toContain(KEY)
    await expect(compareWithSandbox({ url: "http://127.0.0.1:9", privateKey: KEY })).resolves.toEqual([expect.stringContaining("no answer")])
  })
})
