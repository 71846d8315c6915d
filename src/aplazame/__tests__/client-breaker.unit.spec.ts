import type { ServerResponse } from "node:http"
import { cents } from "../cents"
import type { AplazameClient } from "../client"
import { FAILURES_TO_OPEN } from "../http/breaker"
import { clientFor, failureOf, FakeApi, sendJson } from "./support/fake-api"
import { checkoutPayload, historyEntries, orderBody, orderEdit } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

const NEVER_MS = 600_000
const seen = () => api.calls.map((call) => `${call.method} ${call.path}`)
const PROBE = "GET /merchants/api-keys"
const unanswered: [string, (response: ServerResponse) => void][] = [
  ["503", (response) => void response.writeHead(503).end()],
  ["a reset", (response) => void response.socket?.destroy()],
  ["no answer in time", () => undefined],
]
const fail = (with_: (response: ServerResponse) => void = unanswered[0]![1]) => api.on((_call, response) => with_(response))
const answer = () => api.on((call, response) => sendJson(response, call.path === "/merchants/api-keys" ? { public_api_key: "p" } : orderBody))

async function opened(client: AplazameClient, times = FAILURES_TO_OPEN): Promise<void> {
  for (let n = 0; n < times; n++) await failureOf(client.refund("o1", cents(1)))
}

describe("a client that has no answers", () => {
  it.each(unanswered)("sends nothing more after %s five times, and says that it did not", async (name, how) => {
    fail(how)
    // Where an answer comes, a busy machine is no reason to stop waiting for it.
    const answers = name !== "no answer in time"
    const client = clientFor(api.url, { timeoutMs: answers ? 10_000 : 200, probeAfterMs: NEVER_MS })
    await opened(client, FAILURES_TO_OPEN - 1)
    expect(client.awaySince).toBeNull()
    await opened(client, 1)
    expect(client.awaySince).not.toBeNull()
    const sent = api.calls.length
    if (answers) expect(sent).toBe(FAILURES_TO_OPEN)
    const work = jest.fn()
    for (const call of [client.refund("o1", cents(1)), client.retrieveOrder("o1"), client.createCheckout(checkoutPayload), client.holdPlace(work)]) {
      await expect(failureOf(call)).resolves.toMatchObject({ kind: "not_sent", code: "aplazame_not_sent", effect: "none" })
    }
    expect(work).not.toHaveBeenCalled()
    expect(api.calls).toHaveLength(sent)
  })

  it.each([400, 401, 403, 404, 408, 409, 422, 429])("goes on after any number of answers %i", async (status) => {
    api.on((_call, response) => void response.writeHead(status).end())
    const client = clientFor(api.url, { probeAfterMs: NEVER_MS })
    await opened(client, 8)
    expect(api.calls).toHaveLength(8)
    expect(client.awaySince).toBeNull()
  })

  it("goes on when only the history fails, which nothing that a shopper waits for depends on", async () => {
    fail()
    const client = clientFor(api.url, { probeAfterMs: NEVER_MS })
    for (let n = 0; n < 8; n++) await failureOf(client.pushHistory("o1", historyEntries))
    expect(client.awaySince).toBeNull()
  })

  it("looks with one GET, never with a call that moves money, and stays as it is when that has no answer", async () => {
    fail()
    const client = clientFor(api.url, { probeAfterMs: 0 })
    await opened(client)
    const since = client.awaySince
    api.calls.length = 0
    await expect(failureOf(client.refund("o1", cents(1)))).resolves.toMatchObject({ kind: "not_sent" })
    await client.lookAgain()
    expect(seen()).toEqual([PROBE, PROBE])
    expect(client.awaySince).toBe(since)
  })

  it("sends the call itself, once, when the look was answered", async () => {
    fail()
    const client = clientFor(api.url, { probeAfterMs: 0 })
    await opened(client)
    answer()
    await client.holdPlace(() => client.cancelOrder("o1"))
    await client.retrieveOrder("o1")
    expect(seen()).toEqual([PROBE, "POST /orders/o1/cancel", "GET /orders/o1"])
    expect(client.awaySince).toBeNull()
  })

  it("takes a refusal of the look for an answer", async () => {
    fail()
    const client = clientFor(api.url, { probeAfterMs: 0 })
    await opened(client)
    api.on((_call, response) => void response.writeHead(401).end())
    await client.lookAgain()
    expect(client.awaySince).toBeNull()
  })

  it("has one that looks at a time; the others do not wait for it", async () => {
    fail()
    const client = clientFor(api.url, { probeAfterMs: 0 })
    await opened(client)
    let letAnswer: () => void = () => undefined
    api.on((call, response) => void (letAnswer = () => sendJson(response, call.path === "/merchants/api-keys" ? { public_api_key: "p" } : orderBody)))
    const looking = client.retrieveOrder("o1")
    while (api.calls.length === 0) await new Promise(setImmediate)
    for (let n = 0; n < 5; n++) await expect(failureOf(client.retrieveOrder("o2"))).resolves.toMatchObject({ kind: "not_sent" })
    expect(seen()).toEqual([PROBE])
    letAnswer()
    while (api.calls.length === 1) await new Promise(setImmediate)
    letAnswer()
    await looking
    expect(seen()).toEqual([PROBE, "GET /orders/o1"])
  })

  // Of many operations that are due when Aplazame is back, all go out, not only the one that has looked.
  it("lets work in the background wait for the end of a probe, and sends it then", async () => {
    fail()
    const client = clientFor(api.url, { probeAfterMs: 0 })
    await opened(client)
    let letAnswer: () => void = () => undefined
    api.on((call, response) => {
      const send = () => sendJson(response, call.path === "/merchants/api-keys" ? { public_api_key: "p" } : orderBody)
      if (call.path === "/merchants/api-keys") letAnswer = send
      else send()
    })
    const due = client.inBackground(() => Promise.all(["o1", "o2", "o3", "o4"].map((id) => client.retrieveOrder(id))))
    while (api.calls.length === 0) await new Promise(setImmediate)
    letAnswer()
    expect(await due).toHaveLength(4)
    expect(seen()[0]).toBe(PROBE)
    expect(seen().slice(1).sort()).toEqual(["GET /orders/o1", "GET /orders/o2", "GET /orders/o3", "GET /orders/o4"])
  })

  it("does not send what waited for its place when it opened", async () => {
    let letFail: () => void = () => undefined
    api.on((call, response) => {
      if (call.path === "/orders/hangs") letFail = () => void response.writeHead(404).end()
      else response.writeHead(503).end()
    })
    // Of two places background work holds one.
    const client = clientFor(api.url, { maxConcurrentCalls: 2, probeAfterMs: NEVER_MS })
    const hanging = client.inBackground(() => failureOf(client.updateOrder("hangs", orderEdit)))
    while (api.calls.length === 0) await new Promise(setImmediate)
    const work = jest.fn()
    const waiting = client.inBackground(() => failureOf(client.holdPlace(work)))
    await opened(client)
    const before = api.calls.length
    // It gives its place back before it is known how it ended.
    letFail()
    await expect(waiting).resolves.toMatchObject({ kind: "not_sent" })
    await hanging
    expect(work).not.toHaveBeenCalled()
    expect(api.calls).toHaveLength(before)
  })
})
