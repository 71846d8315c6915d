import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { withRequestId, type CallObserver } from ".."
import { ENDPOINTS } from "../http/endpoints"
import { clientFor, failureOf, FakeApi, PRIVATE_KEY, sendJson } from "./support/fake-api"
import { checkoutPayload } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

const told: unknown[] = []
const observer: CallObserver = (call) => {
  told.push(call)
  return ({ seconds, ...ended }) => void told.push({ ...ended, timed: seconds >= 0 })
}
beforeEach(() => void (told.length = 0))

const idsSent = (): (string | undefined)[] => api.calls.map(({ headers }) => headers["x-request-id"] as string | undefined)

describe("the id of a request", () => {
  it("is the one of the work that makes it, in every try, in the header, the log and what the observer is told", async () => {
    const lines: string[] = []
    api.on((_call, response) => (api.calls.length === 1 ? sendJson(response, {}, 503) : sendJson(response, { results: [], cursor: {} })))
    const logger = { debug: (m: string) => void lines.push(m), warn: (m: string) => void lines.push(m) }
    await withRequestId("aplop_01", () => clientFor(api.url, { observer, logger }).apiKeys().catch(() => undefined))
    expect(idsSent()).toEqual(["aplop_01", "aplop_01"])
    expect(lines.at(-1)).toMatch(/^aplazame: GET \/merchants\/api-keys 200 in \d+ ms, request aplop_01$/)
    expect(told).toEqual([
      { endpoint: "GET /merchants/api-keys", requestId: "aplop_01" },
      { outcome: "ok", status: 200, tries: 2, timed: true },
    ])
  })

  it("of an inner work goes before that of the outer one, and is over with it", async () => {
    api.json({ id: "x" })
    const client = clientFor(api.url)
    await withRequestId("apnot_1", async () => {
      await withRequestId("aplop_2", () => client.createCheckout(checkoutPayload))
      await client.createCheckout(checkoutPayload)
    })
    expect(idsSent()).toEqual(["aplop_2", "apnot_1"])
  })

  it.each([["without one", (work: () => Promise<unknown>) => work()], ["with one that no header can hold", (work: () => Promise<unknown>) => withRequestId("a\r\nX-Evil: 1", work)]])("is by chance %s, and another one for each", async (_, run) => {
    api.json({ id: "x" })
    const client = clientFor(api.url)
    await run(() => client.createCheckout(checkoutPayload))
    await run(() => client.createCheckout(checkoutPayload))
    const [first, second] = idsSent()
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).not.toBe(first)
  })
})

describe("the observer", () => {
  it("is told how a call failed, and nothing of what was sent", async () => {
    api.json({ error: { message: `no ${PRIVATE_KEY}` } }, 403)
    await failureOf(clientFor(api.url, { observer }).retrieveOrder("secret-mid"))
    expect(told).toEqual([
      { endpoint: "GET /orders/:id", requestId: expect.any(String) },
      { outcome: "forbidden", status: 403, tries: 1, timed: true },
    ])
    expect(JSON.stringify(told)).not.toContain("secret")
  })

  it("is told of a call that was held back", async () => {
    api.on((_call, response) => void response.socket?.destroy())
    const client = clientFor(api.url, { observer, getRetries: 0, probeAfterMs: 60_000 })
    for (let call = 0; call < 6; call++) await failureOf(client.retrieveOrder("o"))
    expect(told.filter((one) => typeof one === "object" && one !== null && "outcome" in one)).toEqual([
      ...Array.from({ length: 5 }, () => ({ outcome: "network", tries: 1, timed: true })),
      { outcome: "not_sent", timed: true },
    ])
  })

  it.each([
    ["when told of the call", () => { throw new Error("meter") }],
    ["when told of its end", () => () => { throw new Error("meter") }],
  ] as [string, CallObserver][])("that throws %s changes nothing", async (_, broken) => {
    const client = clientFor(api.url, { observer: broken })
    api.json({ id: "chk_1" })
    await expect(client.createCheckout(checkoutPayload)).resolves.toEqual({ id: "chk_1" })
    expect(api.calls).toHaveLength(1)
    api.json({}, 403)
    expect((await failureOf(client.createCheckout(checkoutPayload))).kind).toBe("forbidden")
    expect(api.calls).toHaveLength(1)
  })
})

it("every call of the client has its endpoint in the list, and the list no other", () => {
  const folder = join(__dirname, "../resources")
  const source = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8")).join("\n")
  const named = [...source.matchAll(/"((?:GET|POST|PUT|PATCH|DELETE) \/[^"]*)"/g)].map(([, name]) => name)
  const ofRefunds = ["GET /orders/:id/refund", "POST /orders/:id/refund", "POST /orders/:id/refund-extended", "GET /orders/:id/void", "POST /orders/:id/void"]
  expect([...new Set([...named, ...ofRefunds])].sort()).toEqual([...ENDPOINTS].sort())
})
