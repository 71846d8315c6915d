import { inspect } from "node:util"
import { cents } from "../cents"
import { AplazameClient } from "../client"
import { personalValues } from "../errors/personal-values"
import { scrub } from "../errors/scrub"
import { clientFor, failureOf, FakeApi, PRIVATE_KEY, PUBLIC_KEY, type Handler } from "./support/fake-api"
import { checkoutPayload } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

const EMAIL = "ana@example.com"
const SECRETS = [PRIVATE_KEY, EMAIL, encodeURIComponent(EMAIL), "Ana", "Calle Mayor", "28013", "612345678", "12345678Z"]

/** An error body that repeats everything that it must not. */
const echo: Handler = (call, response) =>
  void response.writeHead(400, { "Content-Type": "application/json" }).end(
    JSON.stringify({
      error: {
        type: "X",
        message: `bad key ${PRIVATE_KEY} for ${call.method === "POST" ? "Ana, CALLE MAYOR 1, 28013," : ""} ${EMAIL}, tel. 612345678, dni 12345678Z, ${call.headers.authorization ?? ""}`,
        fields: { "customer.email": [`${EMAIL} is taken`], [EMAIL]: ["x"], token: `access_token=${PRIVATE_KEY}` },
      },
    })
  )

const FAULTS: [string, Handler][] = [
  ["an error that repeats the request", echo],
  ["a reset", (_call, response) => void response.socket?.destroy()],
  ["a time-out", () => undefined],
  ["a body that is no JSON", (call, response) => void response.writeHead(200).end(call.body + PRIVATE_KEY)],
  ["a redirect", (_call, response) => void response.writeHead(302, { Location: `/?access_token=${PRIVATE_KEY}` }).end()],
  ["too much", (_call, response) => void response.writeHead(200).end(PRIVATE_KEY.repeat(400_000))],
]

describe("what leaves the client", () => {
  it.each(FAULTS)("after %s holds no key and nothing of the shopper", async (_name, fault) => {
    api.on(fault)
    const lines: string[] = []
    const logger = { debug: (m: string) => void lines.push(m), warn: (m: string) => void lines.push(m) }
    const client = clientFor(api.url, { timeoutMs: 200, getRetries: 1, logger })

    const errors = [
      await failureOf(client.createCheckout(checkoutPayload)),
      await failureOf(client.listOrders({ q: EMAIL, filters: { "customer-phone-number": "612345678" } })),
      await failureOf(client.retrieveOrder(EMAIL)),
      await failureOf(client.checkAvailability({ amount: cents(1), currency: "EUR" }, PUBLIC_KEY)),
    ]

    for (const error of errors) {
      const seen = [JSON.stringify(error), inspect(error, { depth: 10, showHidden: true }), String(error.stack), inspect(error.cause, { depth: 10 })].join("\n")
      for (const secret of SECRETS) expect(seen).not.toContain(secret)
      expect(error.cause).toBeUndefined()
    }
    expect(lines.length).toBeGreaterThanOrEqual(errors.length)
    for (const secret of [...SECRETS, "?", api.url]) expect(lines.join("\n")).not.toContain(secret)
  })

  it("is not the public key either, when that was used", async () => {
    api.on((call, response) => void response.writeHead(401).end(JSON.stringify({ error: { message: `no ${call.headers.authorization?.slice(7)}` } })))
    const error = await failureOf(clientFor(api.url).checkAvailability({ amount: cents(1), currency: "EUR" }, PUBLIC_KEY))
    expect(inspect(error, { depth: 10 })).not.toContain(PUBLIC_KEY)
    expect(error.message).toContain("no [redacted]")
  })

  it("is no key that was replaced, and none is ever sent", async () => {
    const previous = "priv-of-last-year"
    api.on((_call, response) => void response.writeHead(401).end(JSON.stringify({ error: { message: `no ${previous}, ${PRIVATE_KEY}` } })))
    const error = await failureOf(clientFor(api.url, { previousPrivateKeys: [previous] }).apiKeys())
    expect(error.message).toContain("no [redacted], [redacted]")
    expect(JSON.stringify(api.call.headers) + api.call.rawUrl).not.toContain(previous)
    expect(api.call.headers.authorization).toBe(`Bearer ${PRIVATE_KEY}`)
  })

  it("is no key when the client itself is printed", () => {
    const client = clientFor(api.url, { previousPrivateKeys: ["priv-of-last-year"] })
    const printed = inspect(client, { depth: 20, showHidden: true }) + JSON.stringify(client)
    for (const key of [PRIVATE_KEY, "priv-of-last-year"]) expect(printed).not.toContain(key)
  })

  it("still says what was wrong", async () => {
    api.json({ error: { message: "API validation error", fields: { "order.articles": ["This field is required."] } } }, 400)
    await expect(failureOf(clientFor(api.url).createCheckout(checkoutPayload))).resolves.toMatchObject({
      fields: { "order.articles": ["This field is required."] },
    })
  })
})

describe("scrubbing", () => {
  it.each([
    "ana@example.com",
    "Ana <ana.sol+x@mail.example.com>",
    "ana%40example.com",
    "Bearer abc.def",
    "https://x.test/?access_token=abc&x=1",
    '{"private_api_key":"abc"}',
    "+34 612 345 678",
    "612345678",
    "ES91 2100 0418 4502 0005 1332",
    "4111 1111 1111 1111",
    "X1234567L",
    "99999998T",
    "12345678",
    "dni 12.345.678-Z",
    "12345678 Z",
  ])("takes out %p", (text) => {
    const clean = scrub(text)
    expect(clean).toContain("[redacted]")
    expect(clean).not.toMatch(/ana[.@%]|abc|612|1332|4111|1234567|345|99999998/)
  })

  it.each(["This field is required.", "amount: 5443 is more than 5000", "at most 1500000 hundredths", "2015-12-22", "2015-12-22T10:11:12Z", "1.234.567,89", "order 0123456789abcdef0123456789abcdef", "max. 255 characters"])(
    "leaves %p as it is",
    (text) => {
      expect(scrub(text)).toBe(text)
    }
  )

  it("cuts long texts and takes out given secrets wherever they are", () => {
    expect(scrub("x".repeat(1_000))).toHaveLength(300)
    expect(scrub("a-s3cr3t-b", { secrets: ["s3cr3t"] })).toBe("a-[redacted]-b")
    expect(scrub("x=k%2F1%2B2&y=k/1+2", { secrets: ["k/1+2"] })).toBe("x=[redacted]&y=[redacted]")
  })
})

describe("scrubbing what was sent", () => {
  it("takes out whole words only, in any case, whatever signs they hold", () => {
    expect(scrub("ANA, Anabel and C/ Mayor 1 (2.º)", { personal: ["Ana", "C/ Mayor 1 (2.º)"] })).toBe("[redacted], Anabel and [redacted]")
  })

  it("knows the data of customer, addresses and searches", () => {
    expect(personalValues({ body: checkoutPayload }).sort()).toEqual(["28013", "Ana", "Calle Mayor 1", "Madrid", "Sol", "ana@example.com"])
    expect(personalValues({ query: new URLSearchParams("q=Eva,Sol&customer-id=c99&total_amount=5000&page=200") })).toEqual(["Eva,Sol", "Eva", "Sol", "c99"])
  })
})

describe("options that cannot work", () => {
  const base = { privateKey: PRIVATE_KEY, sandbox: true }
  it.each([
    ["privateKey", { ...base, privateKey: "" }],
    ["privateKey", { ...base, privateKey: `${PRIVATE_KEY}\n` }],
    ["sandbox", { ...base, sandbox: "true" as unknown as boolean }],
    ["baseUrl", { ...base, baseUrl: "api.aplazame.com" }],
    ["baseUrl", { ...base, baseUrl: "ftp://x.test" }],
    ["baseUrl", { ...base, baseUrl: `https://user:${PRIVATE_KEY}@x.test` }],
    ["baseUrl", { ...base, baseUrl: "https://x.test/?a=1" }],
    ["timeoutMs", { ...base, timeoutMs: 0 }],
    ["timeoutMs", { ...base, timeoutMs: Infinity }],
    ["getRetries", { ...base, getRetries: -1 }],
    ["retryBaseMs", { ...base, retryBaseMs: 0.5 }],
    ["userAgent", { ...base, userAgent: "a\r\nX: y" }],
  ])("name %s and hide its value", (option, options) => {
    expect(() => new AplazameClient(options)).toThrow(expect.objectContaining({ message: expect.stringContaining(option) }))
    expect(() => new AplazameClient(options)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(PRIVATE_KEY) }))
  })

  it("include a public key that is none", async () => {
    await expect(clientFor(api.url).checkAvailability({ amount: cents(1), currency: "EUR" }, "a b")).rejects.toThrow(TypeError)
  })
})
