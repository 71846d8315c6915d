import type { ServerResponse } from "node:http"
import { cents } from "../cents"
import { clientFor, failureOf, FakeApi, sendJson } from "./support/fake-api"
import { checkoutPayload, orderBody } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

const waiting: (() => void)[] = []
/** Answers nothing until it is told to. */
const hang = (): void => {
  waiting.length = 0
  api.on((_call, response) => void waiting.push(() => sendJson(response, orderBody)))
}
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(setImmediate)
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 30))
const paths = () => api.calls.map((call) => call.path)

describe("calls in flight", () => {
  it("are no more than maxConcurrentCalls, and shoppers go before work in the background", async () => {
    hang()
    const client = clientFor(api.url, { maxConcurrentCalls: 2 })
    const all = [client.retrieveOrder("a"), client.retrieveOrder("b")]
    await until(() => api.calls.length === 2)
    all.push(client.inBackground(() => client.retrieveOrder("late")), client.retrieveOrder("shopper"))
    await quiet()
    expect(paths()).toEqual(["/orders/a", "/orders/b"])
    for (const seen of [3, 4]) {
      waiting.shift()!()
      await until(() => api.calls.length === seen)
    }
    expect(paths().slice(2)).toEqual(["/orders/shopper", "/orders/late"])
    for (const answer of waiting) answer()
    await Promise.all(all)
  })

  it("leave a quarter of the places to shoppers, however many calls of the background hang", async () => {
    hang()
    const client = clientFor(api.url, { maxConcurrentCalls: 4 })
    const all = [1, 2, 3, 4, 5].map((n) => client.inBackground(() => client.pushHistory(`h${n}`, []).catch(() => undefined)))
    await until(() => api.calls.length === 3)
    all.push(client.retrieveOrder("shopper").then(() => undefined))
    await until(() => paths().includes("/orders/shopper"))
    expect(api.calls).toHaveLength(4)
    while (api.calls.length < 6 || waiting.length > 0) {
      waiting.shift()?.()
      await new Promise(setImmediate)
    }
    await Promise.all(all)
  })

  it("that get no place in time are not sent, and it is known that they were not", async () => {
    hang()
    const client = clientFor(api.url, { maxConcurrentCalls: 1, timeoutMs: 300 })
    const first = failureOf(client.retrieveOrder("a"))
    await until(() => api.calls.length === 1)
    const refund = client.refund("b", cents(1))
    // It waits from a later moment on than the first, which has its place until its own time-out: that is its turn, or none.
    await Promise.all([first, refund.catch(() => undefined)])
    hang()
    const held = client.holdPlace(() => new Promise<void>((resolve) => waiting.push(resolve)))
    await until(() => waiting.length === 1)
    await expect(failureOf(client.refund("b", cents(1)))).resolves.toMatchObject({ kind: "not_sent", code: "aplazame_not_sent", effect: "none" })
    expect(api.calls).toHaveLength(0)
    waiting.shift()!()
    await held
  })

  it("give their place back between two tries", async () => {
    let failures = 0
    api.on((call, response: ServerResponse) => {
      if (call.path === "/orders/a" && failures++ === 0) response.writeHead(503, { "Retry-After": "0.2" }).end()
      else sendJson(response, orderBody)
    })
    const client = clientFor(api.url, { maxConcurrentCalls: 1 })
    const retried = client.retrieveOrder("a")
    await until(() => api.calls.length === 1)
    await client.retrieveOrder("b")
    await retried
    expect(paths()).toEqual(["/orders/a", "/orders/b", "/orders/a"])
  })

  it("give it back when the answer is refused, broken or cut off, and when nothing could be sent", async () => {
    const client = clientFor(api.url, { maxConcurrentCalls: 1, getRetries: 0 })
    for (const fail of [
      (response: ServerResponse) => void response.writeHead(404).end(),
      (response: ServerResponse) => void response.socket?.destroy(),
      (response: ServerResponse) => void response.writeHead(200, { "Content-Length": "9" }).write("{", () => response.socket?.destroy()),
    ]) {
      api.on((_call, response) => fail(response))
      for (let n = 0; n < 2; n++) await failureOf(client.createCheckout(checkoutPayload))
      expect(api.calls).toHaveLength(2)
    }
    await client.refund("o1", cents(0)).catch(() => undefined)
    api.json(orderBody)
    await client.retrieveOrder("a")
  })
})

describe("work that holds its place", () => {
  it("begins when it has one, and its call waits for no other", async () => {
    hang()
    const client = clientFor(api.url, { maxConcurrentCalls: 1 })
    const other = client.retrieveOrder("a")
    await until(() => api.calls.length === 1)
    const noted: string[] = []
    const held = client.holdPlace(async () => {
      noted.push("marked")
      return client.retrieveOrder("b")
    })
    const shopper = client.retrieveOrder("c")
    await quiet()
    expect(noted).toEqual([])
    waiting.shift()!()
    await until(() => api.calls.length === 2)
    expect([noted, paths()]).toEqual([["marked"], ["/orders/a", "/orders/b"]])
    waiting.shift()!()
    await until(() => api.calls.length === 3)
    waiting.shift()!()
    await Promise.all([other, held, shopper])
  })

  it("has it no longer when it has ended, whatever it left behind", async () => {
    hang()
    const client = clientFor(api.url, { maxConcurrentCalls: 1 })
    let leave: () => void = () => undefined
    const left: Promise<unknown>[] = []
    await client.holdPlace(async () => void left.push(new Promise<void>((resolve) => (leave = resolve)).then(() => client.retrieveOrder("b"))))
    const first = client.retrieveOrder("a")
    await until(() => api.calls.length === 1)
    leave()
    await quiet()
    expect(paths()).toEqual(["/orders/a"])
    waiting.shift()!()
    await until(() => api.calls.length === 2)
    waiting.shift()!()
    await Promise.all([first, ...left])
  })
})
