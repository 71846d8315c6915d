import { cents } from "../cents"
import type { AplazameClient } from "../client"
import { clientFor, failureOf, FakeApi, sendJson } from "./support/fake-api"
import { checkoutPayload, historyEntries, orderBody, orderEdit } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

/** Fails a number of times in a way, then answers. */
function failing(times: number, fail: (response: import("node:http").ServerResponse) => void): void {
  api.on((_call, response) => {
    if (api.calls.length <= times) fail(response)
    else sendJson(response, orderBody)
  })
}

describe("a GET", () => {
  it.each([429, 500, 502, 503])("is tried again after %i until it works", async (status) => {
    failing(2, (response) => void response.writeHead(status).end())
    await expect(clientFor(api.url).retrieveOrder("o1")).resolves.toMatchObject({ mid: "mid_1" })
    expect(api.calls).toHaveLength(3)
    expect(new Set(api.calls.map((call) => call.headers.authorization)).size).toBe(1)
  })

  it("is tried again after a reset, and after a body that broke off", async () => {
    failing(1, (response) => void response.socket?.destroy())
    await expect(clientFor(api.url).retrieveOrder("o1")).resolves.toMatchObject({ mid: "mid_1" })
    failing(1, (response) => {
      response.writeHead(200, { "Content-Length": "1000" }).write("{", () => response.socket?.destroy())
    })
    await expect(clientFor(api.url).retrieveOrder("o1")).resolves.toMatchObject({ mid: "mid_1" })
    expect(api.calls).toHaveLength(2)
  })

  it("gives up after the tries it was given, with the last error", async () => {
    failing(99, (response) => void response.writeHead(503).end())
    await expect(failureOf(clientFor(api.url).retrieveOrder("o1"))).resolves.toMatchObject({ kind: "server", status: 503, effect: "none" })
    expect(api.calls).toHaveLength(4)
    failing(99, (response) => void response.writeHead(503).end())
    await failureOf(clientFor(api.url, { getRetries: 0 }).retrieveOrder("o1"))
    expect(api.calls).toHaveLength(1)
  })

  it.each([400, 401, 403, 404, 409, 418])("is not tried again after %i", async (status) => {
    failing(99, (response) => void response.writeHead(status).end())
    await failureOf(clientFor(api.url).retrieveOrder("o1"))
    expect(api.calls).toHaveLength(1)
  })

  it("is not tried again after a time-out, nor after an answer that is no order", async () => {
    api.on(() => undefined)
    await expect(failureOf(clientFor(api.url, { timeoutMs: 50 }).retrieveOrder("o1"))).resolves.toMatchObject({ kind: "timeout", effect: "none" })
    expect(api.calls).toHaveLength(1)
    api.json({ hello: 1 })
    await expect(failureOf(clientFor(api.url).retrieveOrder("o1"))).resolves.toMatchObject({ kind: "unreadable", effect: "none" })
    expect(api.calls).toHaveLength(1)
  })

  it("waits as long as Retry-After says, though the time of the try that failed runs out meanwhile", async () => {
    let last = 0
    const gaps: number[] = []
    failing(1, (response) => void response.writeHead(429, { "Retry-After": "1" }).end())
    const inner = api.handler
    api.handler = (call, response, request) => {
      if (last > 0) gaps.push(Date.now() - last)
      last = Date.now()
      inner(call, response, request)
    }
    await clientFor(api.url, { timeoutMs: 900 }).retrieveOrder("o1")
    expect(gaps).toHaveLength(1)
    expect(gaps[0]).toBeGreaterThanOrEqual(990)
  })

  it("gives each try its own time, waiting not counted", async () => {
    // Three answers take longer than one time-out; a slow machine has more than half a second to spare for each.
    failing(3, (response) => setTimeout(() => response.writeHead(503).end(), 400))
    await expect(clientFor(api.url, { timeoutMs: 1_000, retryBaseMs: 80 }).retrieveOrder("o1")).resolves.toMatchObject({ mid: "mid_1" })
    expect(api.calls).toHaveLength(4)
  })

  it("counts its tries apart from those of other calls in flight", async () => {
    const seen = new Map<string, number>()
    api.on((call, response) => {
      const n = (seen.get(call.path) ?? 0) + 1
      seen.set(call.path, n)
      if (n <= 3) response.writeHead(503).end()
      else sendJson(response, orderBody)
    })
    const client = clientFor(api.url)
    const all = await Promise.all(Array.from({ length: 10 }, (_unused, i) => client.retrieveOrder(`o${i}`)))
    expect(all).toHaveLength(10)
    expect([...seen.values()]).toEqual(Array.from({ length: 10 }, () => 4))
  })
})

describe("anything but a GET", () => {
  const WRITES: [string, (c: AplazameClient) => Promise<unknown>][] = [
    ["updateOrder", (c) => c.updateOrder("o1", orderEdit)],
    ["patchOrder", (c) => c.patchOrder("o1", {})],
    ["pushHistory", (c) => c.pushHistory("o1", historyEntries)],
    ["createCapture", (c) => c.createCapture("o1", cents(1))],
    ["refundCapture", (c) => c.refundCapture("o1", "c1", cents(1))],
    ["refund", (c) => c.refund("o1", cents(1))],
    ["refundExtended", (c) => c.refundExtended("o1", cents(1))],
    ["voidAmount", (c) => c.voidAmount("o1", cents(1))],
    ["cancelOrder", (c) => c.cancelOrder("o1")],
    ["createCheckout", (c) => c.createCheckout(checkoutPayload)],
  ]

  it.each(WRITES)("%s is sent once, whatever happens", async (_name, run) => {
    for (const fail of [
      (response: import("node:http").ServerResponse) => void response.writeHead(503, { "Retry-After": "0" }).end(),
      (response: import("node:http").ServerResponse) => void response.writeHead(429).end(),
      (response: import("node:http").ServerResponse) => void response.socket?.destroy(),
    ]) {
      failing(99, fail)
      await failureOf(run(clientFor(api.url)))
      expect(api.calls).toHaveLength(1)
    }
  })
})
