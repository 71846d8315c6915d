import fc from "fast-check"
import { cents } from "../cents"
import type { AplazameClient } from "../client"
import { clientFor, failureOf, FakeApi, sendJson } from "./support/fake-api"
import { checkoutPayload, orderBody, pageOf } from "./support/samples"

let api: FakeApi
/** A host that nobody configured. */
let other: FakeApi
beforeAll(async () => {
  ;[api, other] = await Promise.all([FakeApi.start(), FakeApi.start()])
  other.json({ id: "stolen" })
})
afterAll(() => Promise.all([api.close(), other.close()]))
afterEach(() => expect(other.calls).toHaveLength(0))

const CALLS: [string, (client: AplazameClient) => Promise<unknown>][] = [
  ["GET", (client) => client.retrieveOrder("o1")],
  ["GET with a query", (client) => client.listOrders({ page: 2 })],
  ["POST", (client) => client.refund("o1", cents(100))],
  ["POST of a checkout", (client) => client.createCheckout(checkoutPayload)],
]

describe("the client goes to no other host than its own", () => {
  it.each(CALLS)("when a %s is answered with a redirect", async (_name, call) => {
    for (const status of [301, 302, 303, 307, 308]) {
      api.on((_call, response) => void response.writeHead(status, { Location: `${other.url}/orders/o1` }).end())
      expect(await failureOf(call(clientFor(api.url)))).toMatchObject({ kind: "unreadable", status })
      expect(api.calls).toHaveLength(1)
    }
  })

  it("when a list names its next page there: the page's number is asked for here", async () => {
    api.on((call, response) => {
      const page = Number(call.query.get("page") ?? 1)
      sendJson(response, { ...(pageOf([orderBody], page === 1 ? 2 : null) as object), paging: { count: 2, next: `${other.url}/orders?page=2`, previous: null } })
    })
    const seen: string[] = []
    for await (const order of clientFor(api.url).iterateOrders()) seen.push(order.mid)
    expect(seen).toHaveLength(2)
    expect(api.calls.map((call) => call.rawUrl)).toEqual(["/orders", "/orders?page=2"])
  })

  it("when the new checkout's Location is there: only the id is taken out of it", async () => {
    api.on((_call, response) => void response.writeHead(201, { Location: `${other.url}/checkout/c%2F1` }).end())
    await expect(clientFor(api.url).createCheckout(checkoutPayload)).resolves.toEqual({ id: "c/1" })
    api.json({ status: "ok" })
    await clientFor(api.url).checkoutStatus("c/1").catch(() => undefined)
    expect(api.call.rawUrl).toBe("/checkout/c%2F1/status")
  })

  it("whatever an id says: it stays one part of the path below the base", async () => {
    api.json(orderBody)
    const tricky = fc.oneof(fc.string({ minLength: 1 }), fc.webUrl(), fc.constantFrom(`${other.url}/x`, `//${other.url.slice(7)}/x`, "../../admin", "@evil.example", "\\\\evil.example", "x?access_token=1", "x#y", "%2e%2e", "..;/"))
    await fc.assert(
      fc.asyncProperty(tricky, async (ref) => {
        api.calls.length = 0
        await clientFor(`${api.url}/base`).retrieveOrder(ref).catch(() => undefined)
        for (const call of api.calls) expect(call.rawUrl).toMatch(/^\/base\/orders\/[^/?#]+$/)
      }),
      { numRuns: 150 }
    )
  })
})
