import { createServer as createTcpServer, type AddressInfo } from "node:net"
import { cents } from "../cents"
import { APLAZAME_ERROR_KINDS } from "../errors"
import { ERROR_CLASS } from "../errors/classes"
import { LARGEST_ANSWER_BYTES } from "../http/transport"
import { clientFor, failureOf, FakeApi, type Handler } from "./support/fake-api"
import { orderEdit } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

const MARK = { "X-Aplazame-Media-Type": "aplazame.v1" }
const failuresWithin = ({ timeoutMs }: { timeoutMs: number }) => ({
  refund: () => failureOf(clientFor(api.url, { timeoutMs }).refund("mid_7", cents(100))),
  check: () => failureOf(clientFor(api.url, { timeoutMs, getRetries: 0 }).checkRefund("mid_7")),
})
/** Where an answer comes, a busy machine is no reason to stop waiting for it. */
const { refund, check } = failuresWithin({ timeoutMs: 10_000 })
/** Where none comes. */
const hurried = failuresWithin({ timeoutMs: 150 })

describe("an error status", () => {
  it.each([
    [400, "validation", "none"],
    [401, "unauthorized", "none"],
    [403, "forbidden", "none"],
    [404, "not_found", "none"],
    [405, "rejected", "none"],
    [406, "rejected", "none"],
    [408, "timeout", "possible"],
    [409, "conflict", "none"],
    [415, "rejected", "none"],
    [429, "rate_limited", "none"],
    [500, "server", "possible"],
    [503, "server", "possible"],
    [504, "server", "possible"],
  ])("%i on a POST is %s with effect %s, and none on a GET", async (status, kind, effect) => {
    api.json({ error: { type: "X", message: "Something" } }, status)
    const error = await refund()
    expect(error).toMatchObject({ status, kind, effect, code: `aplazame_${kind}`, operation: "POST /orders/:id/refund" })
    expect(error.message).toBe(`POST /orders/:id/refund was answered ${status} by Aplazame: Something`)
    await expect(check()).resolves.toMatchObject({ status, kind, effect: "none", operation: "GET /orders/:id/refund" })
  })

  it("tells the fields of a 400, nested ones by their path", async () => {
    api.json({ error: { type: "ApiValidationException", message: "API validation error", fields: { amount: ["Too much."], articles: [{ price: ["Required."] }] } } }, 400)
    await expect(refund()).resolves.toMatchObject({ fields: { amount: ["Too much."], "articles.0.price": ["Required."] } })
  })

  it("tells what a 404 searched for", async () => {
    api.json({ error: { type: "ObjectNotFoundException", message: "Object not found", fields: { order__id: "buh" } } }, 404)
    await expect(refund()).resolves.toMatchObject({ kind: "not_found", fields: { order__id: ["buh"] } })
  })

  it.each(["", "<html>", "[]", "null", '{"error":"x"}', '{"error":{"fields":7}}'])("is kept with the body %p", async (body) => {
    api.on((_call, response) => void response.writeHead(400).end(body))
    const error = await refund()
    expect(error).toMatchObject({ kind: "validation", status: 400, effect: "none" })
    expect(error.fields).toBeUndefined()
  })

  it("has one class per kind", () => {
    for (const kind of APLAZAME_ERROR_KINDS) {
      const error = new ERROR_CLASS[kind]({ operation: "x", effect: "none", message: "m" })
      expect(error).toMatchObject({ kind, code: `aplazame_${kind}`, name: ERROR_CLASS[kind].name })
      expect(error).toBeInstanceOf(ERROR_CLASS[kind])
    }
  })
})

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("%i is not followed and not believed", async (status) => {
    api.on((_call, response) => void response.writeHead(status, { Location: `${api.url}/elsewhere`, ...MARK }).end())
    await expect(refund()).resolves.toMatchObject({ kind: "unreadable", status, effect: "possible" })
    expect(api.calls).toHaveLength(1)
  })
})

describe("an answer that cannot be read", () => {
  const BODIES: [string, Handler][] = [
    ["empty", (_call, response) => void response.writeHead(200, MARK).end()],
    ["a 204", (_call, response) => void response.writeHead(204, MARK).end()],
    ["no JSON", (_call, response) => void response.writeHead(200, MARK).end("<html>")],
    ["cut JSON", (_call, response) => void response.writeHead(200, MARK).end('{"remaining_am')],
    ["without the field", (_call, response) => void response.writeHead(200, MARK).end('{"remaining":1}')],
    ["with a fraction", (_call, response) => void response.writeHead(200, MARK).end('{"remaining_amount":10.5}')],
    ["an error inside a 200", (_call, response) => void response.writeHead(200, MARK).end('{"error":{"message":"x"}}')],
    ["too large", (_call, response) => void response.writeHead(200, MARK).end('{"remaining_amount":1}' + " ".repeat(LARGEST_ANSWER_BYTES))],
    ["broken compression", (_call, response) => void response.writeHead(200, { ...MARK, "Content-Encoding": "gzip" }).end("no gzip")],
    ["broken off", (_call, response) => void response.writeHead(200, { ...MARK, "Content-Length": "99" }).write("{", () => response.socket?.destroy())],
  ]

  it.each(BODIES)("(%s) from Aplazame means that it was done", async (_name, handler) => {
    api.on(handler)
    await expect(refund()).resolves.toMatchObject({ kind: "unreadable", effect: "done" })
    api.on(handler)
    await expect(check()).resolves.toMatchObject({ kind: "unreadable", effect: "none" })
  })

  it.each([
    [{ "X-Aplazame-Media-Type": "aplazame.v1" }, "done"],
    [{ "Content-Type": "application/vnd.aplazame.v1+json" }, "done"],
    [{ "Content-Type": "application/vnd.aplazame.sandbox.v1+json; charset=utf-8" }, "done"],
    [{ "Content-Type": "application/json" }, "possible"],
    [{ "Content-Type": "text/html" }, "possible"],
    [{}, "possible"],
  ])("with the headers %j has effect %s", async (headers, effect) => {
    api.on((_call, response) => void response.writeHead(200, headers).end("?"))
    await expect(refund()).resolves.toMatchObject({ kind: "unreadable", effect })
  })

  it("names the fields and not their values", async () => {
    api.json({ remaining_amount: "ana@example.com" })
    const error = await refund()
    expect(error.fields).toEqual({ remaining_amount: ["not as documented"] })
    expect(JSON.stringify(error)).not.toContain("ana@")
  })

  it("does not matter where none is expected", async () => {
    api.on((_call, response) => void response.writeHead(200).end("<html>"))
    await expect(clientFor(api.url).updateOrder("o1", orderEdit)).resolves.toBeUndefined()
    await expect(clientFor(api.url).refundExtended("o1", cents(5))).resolves.toBeUndefined()
  })
})

describe("no answer", () => {
  it("in time, from a server that only listens", async () => {
    api.on(() => undefined)
    await expect(hurried.refund()).resolves.toMatchObject({ kind: "timeout", effect: "possible", code: "aplazame_timeout" })
  })

  it("in time, from a server that never stops sending", async () => {
    const timers: NodeJS.Timeout[] = []
    api.on((_call, response) => {
      response.writeHead(200, MARK)
      timers.push(setInterval(() => void response.write(" "), 20))
    })
    await expect(hurried.refund()).resolves.toMatchObject({ kind: "timeout", effect: "possible" })
    timers.forEach(clearInterval)
  })

  it("because the connection was reset, before and after the call was read", async () => {
    const reset = createTcpServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => reset.listen(0, "127.0.0.1", resolve))
    const { port } = reset.address() as AddressInfo
    const before = await failureOf(clientFor(`http://127.0.0.1:${port}`).refund("o1", cents(1)))
    reset.close()
    expect(before).toMatchObject({ kind: "network", effect: "possible", networkCode: "ECONNRESET" })

    api.on((_call, response) => void response.socket?.destroy())
    await expect(refund()).resolves.toMatchObject({ kind: "network", effect: "possible", networkCode: "ECONNRESET" })
  })

  it("because nobody listens: nothing happened", async () => {
    const gone = createTcpServer()
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    await expect(failureOf(clientFor(`http://127.0.0.1:${port}`).refund("o1", cents(1)))).resolves.toMatchObject({
      kind: "network", effect: "none", networkCode: "ECONNREFUSED",
    })
  })

  it("because the name does not exist: nothing happened", async () => {
    const error = await failureOf(clientFor("http://aplazame.invalid").refund("o1", cents(1)))
    expect(error).toMatchObject({ kind: "network", effect: "none" })
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(error.networkCode)
  })

  it("but something that is no HTTP", async () => {
    const odd = createTcpServer((socket) => void socket.end("SSH-2.0-OpenSSH\r\n"))
    await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve))
    const { port } = odd.address() as AddressInfo
    const error = await failureOf(clientFor(`http://127.0.0.1:${port}`).refund("o1", cents(1)))
    odd.close()
    expect(error).toMatchObject({ kind: "unreadable", effect: "possible" })
  })
})
