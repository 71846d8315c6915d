import { cents } from "../cents"
import { createAgents } from "../http/agents"
import { clientFor, FakeApi, sendJson } from "./support/fake-api"
import { orderBody } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

describe("connections", () => {
  it("are kept: calls one after the other share one socket", async () => {
    api.on((call, response) => sendJson(response, call.method === "GET" ? orderBody : { remaining_amount: 1 }))
    const client = clientFor(api.url)
    for (let i = 0; i < 5; i++) await client.retrieveOrder("o1")
    await client.refund("o1", cents(1))
    expect(api.calls).toHaveLength(6)
    expect(api.sockets.size).toBe(1)
  })

  it("belong to one client, and idle ones go before a server's usual 5 seconds", async () => {
    api.json(orderBody)
    await clientFor(api.url).retrieveOrder("o1")
    await clientFor(api.url).retrieveOrder("o1")
    expect(api.sockets.size).toBe(2)
    const { httpAgent, httpsAgent } = createAgents()
    for (const agent of [httpAgent, httpsAgent]) expect(agent).toMatchObject({ options: { keepAlive: true, timeout: 4_000 } })
  })

  it("are kept after refusals too", async () => {
    api.json({ error: { message: "no" } }, 404)
    const client = clientFor(api.url)
    for (let i = 0; i < 3; i++) await client.retrieveOrder("o1").catch(() => undefined)
    expect(api.sockets.size).toBe(1)
  })

  it("serve calls in parallel without mixing their answers", async () => {
    api.on((call, response) => {
      const id = call.path.split("/")[2]
      setTimeout(() => sendJson(response, { ...orderBody, id }), Math.random() * 10)
    })
    const client = clientFor(api.url)
    const ids = Array.from({ length: 30 }, (_unused, i) => `o${i}`)
    const found = await Promise.all(ids.map((id) => client.retrieveOrder(id)))
    expect(found.map((order) => order.id)).toEqual(ids)
  })
})
