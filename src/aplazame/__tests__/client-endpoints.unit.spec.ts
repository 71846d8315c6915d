import { readFileSync } from "node:fs"
import { join } from "node:path"
import { cents } from "../cents"
import type { AplazameClient } from "../client"
import { clientFor, FakeApi, PRIVATE_KEY, PUBLIC_KEY } from "./support/fake-api"
import { campaignArticle, campaignBody, campaignEdit, captureBody, checkoutPayload, historyEntries, orderBody, orderEdit, pageOf } from "./support/samples"

let api: FakeApi
let client: AplazameClient
beforeAll(async () => {
  api = await FakeApi.start()
  client = clientFor(api.url)
})
afterAll(() => api.close())

type Row = {
  name: string
  call: (c: AplazameClient) => Promise<unknown>
  sends: string
  body?: unknown
  answer?: unknown
  gives?: unknown
  version?: number
}

const remaining = { remaining_amount: 60020 }
const voids = { remaining_amount: "60020", results: [{ id: "v1", amount: 10050, created: "2020-10-01T10:00:00+02:00" }] }

const ROWS: Row[] = [
  { name: "lists orders", call: (c) => c.listOrders(), sends: "GET /orders", answer: pageOf([], null), gives: pageOf([], null) },
  { name: "retrieves an order", call: (c) => c.retrieveOrder("o1"), sends: "GET /orders/o1", answer: orderBody, gives: { mid: "mid_1" } },
  { name: "finds an order by mid", call: (c) => c.findOrderByMid("mid_1"), sends: "GET /orders?mid=mid_1", answer: pageOf([orderBody], null), gives: { id: orderBody.id } },
  { name: "updates an order", call: (c) => c.updateOrder("o1", orderEdit), sends: "PUT /orders/o1", body: { order: orderEdit } },
  { name: "patches an order", call: (c) => c.patchOrder("o1", { discount: cents(300) }), sends: "PATCH /orders/o1", body: { order: { discount: 300 } } },
  { name: "pushes history", call: (c) => c.pushHistory("o1", historyEntries), sends: "POST /orders/o1/history", body: historyEntries },
  { name: "lists captures", call: (c) => c.listCaptures("o1"), sends: "GET /orders/o1/captures", answer: { remaining_capture_amount: 49970, results: [captureBody] }, gives: { remaining_capture_amount: 49970, results: [captureBody] } },
  { name: "captures", call: (c) => c.createCapture("o1", cents(10050)), sends: "POST /orders/o1/captures", body: { amount: 10050 }, answer: { ...captureBody, remaining_capture_amount: 49970 }, gives: { id: captureBody.id, remaining_capture_amount: 49970 } },
  { name: "reads a capture's refunds", call: (c) => c.retrieveCaptureRefunds("o1", "c1"), sends: "GET /orders/o1/captures/c1/refunds", answer: captureBody, gives: captureBody },
  { name: "refunds a capture", call: (c) => c.refundCapture("o1", "c1", cents(50)), sends: "POST /orders/o1/captures/c1/refunds", body: { amount: 50 }, answer: captureBody, gives: { remaining_amount: 10000 } },
  { name: "checks refunds", call: (c) => c.checkRefund("o1"), sends: "GET /orders/o1/refund", answer: remaining, gives: remaining },
  { name: "refunds", call: (c) => c.refund("o1", cents(10050)), sends: "POST /orders/o1/refund", body: { amount: 10050 }, answer: remaining, gives: remaining },
  { name: "refunds the extended way", call: (c) => c.refundExtended("o1", cents(1)), sends: "POST /orders/o1/refund-extended", body: { amount: 1 } },
  { name: "checks voids", call: (c) => c.checkVoid("o1"), sends: "GET /orders/o1/void", answer: voids, gives: { remaining_amount: 60020, results: [{ id: "v1", amount: 10050 }] } },
  { name: "voids", call: (c) => c.voidAmount("o1", cents(10050)), sends: "POST /orders/o1/void", body: { amount: 10050 }, answer: voids, gives: { remaining_amount: 60020 } },
  { name: "cancels", call: (c) => c.cancelOrder("o1"), sends: "POST /orders/o1/cancel" },
  { name: "creates a checkout", call: (c) => c.createCheckout(checkoutPayload), sends: "POST /checkout", body: checkoutPayload, answer: { id: "chk_1" }, gives: { id: "chk_1" }, version: 4 },
  { name: "reads a checkout's status", call: (c) => c.checkoutStatus("chk_1"), sends: "GET /checkout/chk_1/status", answer: { id: "chk_1", mid: 7, total_amount: 100, currency: { code: "EUR" }, status: "ok", status_reason: "", sandbox: true }, gives: { id: "chk_1", mid: "7", status: "ok", currency_code: "EUR", total_amount: 100 }, version: 3 },
  { name: "lists campaigns", call: (c) => c.listCampaigns({ page: 2 }), sends: "GET /me/campaigns?page=2", answer: pageOf([campaignBody], null), gives: { results: [{ id: "c0ffee", interest: 2500, partial: true, min_order_amount: null }] } },
  { name: "lists the campaigns of an article", call: (c) => c.listCampaigns({ article: "variant_1" }), sends: "GET /me/campaigns?articles-mid=variant_1", answer: pageOf([], null), gives: { results: [] } },
  { name: "retrieves a campaign", call: (c) => c.retrieveCampaign("c/1"), sends: "GET /me/campaigns/c%2F1", answer: { ...campaignBody, end_date: undefined, partial: undefined, num_instalments: null }, gives: { name: "Verano", end_date: null, partial: false, num_instalments: [] } },
  { name: "creates a campaign", call: (c) => c.createCampaign(campaignEdit), sends: "POST /me/campaigns", body: campaignEdit, answer: campaignBody, gives: { id: "c0ffee" } },
  { name: "updates a campaign", call: (c) => c.updateCampaign("c1", campaignEdit), sends: "PUT /me/campaigns/c1", body: campaignEdit },
  { name: "patches a campaign", call: (c) => c.patchCampaign("c1", { interest: 100 }), sends: "PATCH /me/campaigns/c1", body: { interest: 100 } },
  { name: "deletes a campaign", call: (c) => c.deleteCampaign("c1"), sends: "DELETE /me/campaigns/c1" },
  { name: "lists a campaign's articles", call: (c) => c.listCampaignArticles("c1", 3), sends: "GET /me/campaigns/c1/articles?page=3", answer: pageOf([{ id: 7 }, campaignArticle], null), gives: { results: [{ id: "7", name: null }, campaignArticle] } },
  { name: "adds articles to a campaign", call: (c) => c.addCampaignArticles("c1", [campaignArticle]), sends: "POST /me/campaigns/c1/articles", body: [campaignArticle] },
  { name: "takes an article out of a campaign", call: (c) => c.removeCampaignArticle("c1", "a/1"), sends: "DELETE /me/campaigns/c1/articles/a%2F1" },
  { name: "takes articles out of a campaign", call: (c) => c.removeCampaignArticles("c1", ["a", "b"]), sends: "DELETE /me/campaigns/c1/articles?article-mid=a%2Cb" },
  { name: "takes every article out of a campaign", call: (c) => c.clearCampaignArticles("c1"), sends: "DELETE /me/campaigns/c1/articles" },
  { name: "reads the api keys", call: (c) => c.apiKeys(), sends: "GET /merchants/api-keys", answer: { public_api_key: PUBLIC_KEY, private_api_key: "x" }, gives: { public_api_key: PUBLIC_KEY } },
  { name: "reads the merchant", call: (c) => c.me(), sends: "GET /me", answer: { name: "Shop", account: { iban: null } }, gives: { name: "Shop" } },
]

describe("every endpoint", () => {
  it.each(ROWS)("$name: $sends", async ({ call, sends, body, answer, gives, version = 1 }) => {
    if (answer === undefined) api.on((_call, response) => void response.writeHead(204).end())
    else api.json(answer)

    const result = await call(client)

    expect(`${api.call.method} ${api.call.rawUrl}`).toBe(sends)
    expect(api.call.body === "" ? undefined : JSON.parse(api.call.body)).toEqual(body)
    expect(api.call.headers).toMatchObject({
      authorization: `Bearer ${PRIVATE_KEY}`,
      accept: `application/vnd.aplazame.sandbox.v${version}+json`,
      "accept-language": "es",
    })
    if (body !== undefined) expect(api.call.headers["content-type"]).toBe("application/json")
    if (gives === undefined) expect(result).toBeUndefined()
    else expect(result).toMatchObject(gives as object)
  })

  it("covers every public method of the client but the iterators, the availability check and what sends nothing itself", async () => {
    const source = readFileSync(join(__dirname, "../client.ts"), "utf8")
    const methods = [...source.matchAll(/^ {2}(?:async )?([a-zA-Z]+)\(/gm)].map((match) => match[1])
    const others = ["constructor", "iterateOrders", "iterateCampaigns", "iterateCampaignArticles", "checkAvailability", "lookAgain"]
    expect(methods).toEqual(expect.arrayContaining(others))
    // one method has two rows
    expect(methods).toHaveLength(ROWS.length - 1 + others.length)
  })
})

describe("headers", () => {
  it("asks for live orders by Accept alone", async () => {
    api.json(orderBody)
    await clientFor(api.url, { sandbox: false }).retrieveOrder("o1")
    expect(api.call.headers.accept).toBe("application/vnd.aplazame.v1+json")
  })

  it("says who we are, that we are not official, and adds the store's part", async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as { version: string }
    api.json(orderBody)
    await clientFor(api.url, { userAgent: "Medusa/2.21.2" }).retrieveOrder("o1")
    expect(api.call.headers["user-agent"]).toBe(
      `MedusaPaymentAplazame/${version} (community; not official), Node/${process.versions.node}, Medusa/2.21.2`
    )
  })

  it("creates checkouts with v3 when told", async () => {
    api.json({ id: "x" })
    await clientFor(api.url, { checkoutVersion: 3 }).createCheckout(checkoutPayload)
    expect(api.call.headers.accept).toBe("application/vnd.aplazame.sandbox.v3+json")
  })
})

describe("the api keys", () => {
  it("are read without the private one, whatever the answer holds", async () => {
    api.json({ public_api_key: PUBLIC_KEY, private_api_key: PRIVATE_KEY })
    await expect(client.apiKeys()).resolves.toEqual({ public_api_key: PUBLIC_KEY })
  })
})

describe("references in paths", () => {
  it.each([
    ["a/b?c#d", "/orders/a%2Fb%3Fc%23d"],
    ["ñ %41", "/orders/%C3%B1%20%2541"],
    ["../me", "/orders/..%2Fme"],
  ])("encodes %p once", async (ref, path) => {
    api.json(orderBody)
    await client.retrieveOrder(ref)
    expect(api.call.rawUrl).toBe(path)
  })

  it.each(["", " ", ".", ".."])("refuses %p without a call", async (ref) => {
    api.json(orderBody)
    await expect(client.cancelOrder(ref)).rejects.toMatchObject({ kind: "validation", effect: "none" })
    expect(api.calls).toHaveLength(0)
  })

  it("keeps a path of the base URL", async () => {
    api.json(orderBody)
    await clientFor(`${api.url}/v1/`).retrieveOrder("o1")
    expect(api.call.rawUrl).toBe("/v1/orders/o1")
  })
})

describe("checkout creation", () => {
  it.each([
    ["https://checkout.aplazame.com/?order=chk_9&public-key=p", "chk_9"],
    ["/checkout/chk%5F8", "chk_8"],
    ["https://checkout.aplazame.com/chk_7/", "chk_7"],
  ])("takes the id from Location %s when the body has none", async (location, id) => {
    api.on((_call, response) => void response.writeHead(201, { Location: location }).end())
    await expect(client.createCheckout(checkoutPayload)).resolves.toEqual({ id })
  })

  it("prefers the id of the body", async () => {
    api.json({ id: "body" }, 201, { Location: "/checkout/other" })
    await expect(client.createCheckout(checkoutPayload)).resolves.toEqual({ id: "body" })
  })

  it("is unreadable, but done, when Aplazame gives no id", async () => {
    api.json({}, 201)
    await expect(client.createCheckout(checkoutPayload)).rejects.toMatchObject({ kind: "unreadable", effect: "done", status: 201 })
  })

  it("is not sent with a broken payload", async () => {
    api.json({ id: "x" })
    const broken = { ...checkoutPayload, order: { ...checkoutPayload.order, total_amount: 54.43 as unknown as typeof checkoutPayload.order.total_amount } }
    await expect(client.createCheckout(broken)).rejects.toMatchObject({ kind: "validation", effect: "none", fields: { "order.total_amount": expect.any(Array) } })
    expect(api.calls).toHaveLength(0)
  })
})

describe("campaigns", () => {
  it.each([
    ["no article to take out, which would empty the campaign", () => client.removeCampaignArticles("c1", [])],
    ["an empty article to take out", () => client.removeCampaignArticles("c1", ["a", " "])],
    ["an article with a comma, which would be read as two", () => client.removeCampaignArticles("c1", ["a,b"])],
    ["an empty article in the path, which would empty the campaign", () => client.removeCampaignArticle("c1", "")],
    ["an empty article to filter by, which would not filter", () => client.listCampaigns({ article: "" })],
    ["no article to add", () => client.addCampaignArticles("c1", [])],
    ["an article with a relative address", () => client.addCampaignArticles("c1", [{ ...campaignArticle, url: "/products/x" }])],
    ["a campaign that begins nowhere", () => client.createCampaign({ ...campaignEdit, start_date: "tomorrow" })],
  ])("are not asked for with %s", async (_what, call) => {
    api.json({})
    await expect(call()).rejects.toMatchObject({ kind: "validation", effect: "none" })
    expect(api.calls).toHaveLength(0)
  })

  it("may have changed when Aplazame fails in the middle of it, and not when it refuses", async () => {
    api.json({}, 500)
    await expect(client.removeCampaignArticle("c1", "a")).rejects.toMatchObject({ kind: "server", effect: "possible" })
    expect(api.calls).toHaveLength(1)
    api.json({ error: { type: "ObjectNotFoundException", message: "Object not found" } }, 404)
    await expect(client.removeCampaignArticle("c1", "a")).rejects.toMatchObject({ kind: "not_found", effect: "none" })
  })
})

describe("amounts to move", () => {
  it.each([0, -1, 0.5, NaN])("refuses %p without a call", async (amount) => {
    api.json(remaining)
    const wrong = amount as ReturnType<typeof cents>
    for (const call of [
      () => client.refund("o1", wrong),
      () => client.refundExtended("o1", wrong),
      () => client.voidAmount("o1", wrong),
      () => client.createCapture("o1", wrong),
      () => client.refundCapture("o1", "c1", wrong),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "aplazame_validation", effect: "none", fields: { amount: expect.any(Array) } })
    }
    expect(api.calls).toHaveLength(0)
  })
})

describe("availability", () => {
  const ask = { amount: cents(10000), currency: "EUR", country: "ES" } as const

  it("asks with the public key and names the product", async () => {
    api.json({ allowed: true })
    await expect(client.checkAvailability({ ...ask, product: "pay_in_4" }, PUBLIC_KEY)).resolves.toEqual({ available: true })
    expect(api.call.path).toBe("/checkout/button")
    expect(Object.fromEntries(api.call.query)).toEqual({ amount: "10000", currency: "EUR", country: "ES", "product[type]": "pay_in_4" })
    expect(api.call.headers.authorization).toBe(`Bearer ${PUBLIC_KEY}`)
    expect(api.call.headers.accept).toBe("application/vnd.aplazame.sandbox.v1+json")
  })

  it("leaves instalments unnamed, as documented", async () => {
    api.json({ allowed: true })
    await client.checkAvailability({ ...ask, product: "instalments" }, PUBLIC_KEY)
    expect(api.call.query.has("product[type]")).toBe(false)
  })

  it("reads allowed false and 403 as no, an empty 201 as yes", async () => {
    api.json({ allowed: false })
    await expect(client.checkAvailability(ask, PUBLIC_KEY)).resolves.toEqual({ available: false })
    api.json({ error: { type: "X", message: "no" } }, 403)
    await expect(client.checkAvailability(ask, PUBLIC_KEY)).resolves.toEqual({ available: false })
    api.on((_call, response) => void response.writeHead(201).end())
    await expect(client.checkAvailability(ask, PUBLIC_KEY)).resolves.toEqual({ available: true })
  })

  it("does not take a wrong key or a stranger's page for an answer", async () => {
    api.json({}, 401)
    await expect(client.checkAvailability(ask, PUBLIC_KEY)).rejects.toMatchObject({ kind: "unauthorized" })
    api.on((_call, response) => void response.writeHead(200, { "Content-Type": "text/html" }).end("<html>log in</html>"))
    await expect(client.checkAvailability(ask, PUBLIC_KEY)).rejects.toMatchObject({ kind: "unreadable" })
  })
})
