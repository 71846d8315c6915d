import type { AddressInfo } from "node:net"
import type { Server } from "node:http"
import express from "express"
import type { MedusaRequest } from "@medusajs/framework/http"
import { hideAccessToken, isAuthentic } from "../hooks/aplazame/shared/access-token"

const KEY = "private-key-ñ"
const PREVIOUS = "private-key-of-last-year"
const KEYS = [KEY, PREVIOUS]

describe("the key of a notification", () => {
  let server: Server
  let base: string
  const seen: { url: string; originalUrl: string; query: unknown }[] = []

  beforeAll(async () => {
    const app = express()
    app.use(hideAccessToken as unknown as express.RequestHandler)
    app.use((req, res) => {
      seen.push({ url: req.url, originalUrl: req.originalUrl, query: req.query })
      res.json(isAuthentic(req as unknown as MedusaRequest, KEYS))
    })
    server = await new Promise((resolve) => {
      const listening = app.listen(0, () => resolve(listening))
    })
    base = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const ask = async (query: string, authorization?: string): Promise<boolean> =>
    (await fetch(`${base}/hooks${query}`, { headers: authorization ? { authorization } : {} })).json() as Promise<boolean>

  it.each([
    [`?access_token=${encodeURIComponent(KEY)}`, undefined, true],
    [`?shop=1&access_token=${encodeURIComponent(KEY)}`, "Bearer wrong", true],
    [`?access_token=${PREVIOUS}`, undefined, true],
    [`?access_token=${PREVIOUS}`, "Bearer wrong", true],
    ["?access_token=wrong", `Bearer ${PREVIOUS}`, true],
    ["?access_token=wrong", undefined, false],
    ["?access_token=", undefined, false],
    [`?access_token=${encodeURIComponent(KEY)}&access_token=x`, undefined, false],
    [`?access_token[]=${encodeURIComponent(KEY)}`, undefined, false],
    ["", "Bearer wrong", false],
    ["", "Basic abc", false],
    ["", "Bearer", false],
    ["", undefined, false],
  ])("in the address %s with the header %s: %s", async (query, header, authentic) => {
    expect(await ask(query, header)).toBe(authentic)
  })

  it("is taken as a bearer header, in any case of the word", () => {
    const request = (authorization: string) => ({ headers: { authorization }, query: {} }) as unknown as MedusaRequest
    for (const header of [`Bearer ${KEY}`, `bearer ${KEY}`, `BEARER   ${KEY} `]) expect(isAuthentic(request(header), KEYS)).toBe(true)
    for (const header of [KEY, `Token ${KEY}`, `Bearer ${KEY}x`, `Bearer ${KEY.slice(1)}`]) expect(isAuthentic(request(header), KEYS)).toBe(false)
  })

  it("is one that was replaced only while it is configured, and nothing fits no key at all", () => {
    const request = { headers: { authorization: `Bearer ${PREVIOUS}` }, query: {} } as unknown as MedusaRequest
    expect([KEYS, [KEY], []].map((keys) => isAuthentic(request, keys))).toEqual([true, false, false])
  })

  it("is gone from everything that a log may print", () => {
    expect(seen.length).toBeGreaterThan(5)
    for (const { url, originalUrl, query } of seen) {
      expect([url, originalUrl]).toEqual(["/hooks", "/hooks"])
      expect(query).not.toHaveProperty("access_token")
    }
  })
})
