import { cents } from "../cents"
import type { AplazameOrder } from "../schemas"
import { clientFor, FakeApi, sendJson } from "./support/fake-api"
import { campaignBody, orderBody, pageOf } from "./support/samples"

let api: FakeApi
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())

function threePages(): void {
  api.on((call, response) => {
    const page = Number(call.query.get("page") ?? 1)
    sendJson(response, pageOf([{ ...orderBody, mid: `m${page}a` }, { ...orderBody, mid: `m${page}b` }], page < 3 ? page + 1 : null))
  })
}

async function midsOf(orders: AsyncIterable<AplazameOrder>): Promise<string[]> {
  const mids: string[] = []
  for await (const order of orders) mids.push(order.mid)
  return mids
}

describe("listing orders", () => {
  it("sends filters, search, ordering and page", async () => {
    api.json(pageOf([], null))
    await clientFor(api.url).listOrders({
      filters: { total_amount: { gte: cents(100) }, confirmed: { isnull: true }, "customer-document_id-type": ["nif", "nie"] },
      q: ["Alice", "@gmail"],
      ordering: ["-total_amount", "created"],
      page: 2,
    })
    expect([...api.call.query.entries()]).toEqual([
      ["total_amount-gte", "100"],
      ["confirmed-isnull", "yes"],
      ["customer-document_id-type", "nif"],
      ["customer-document_id-type", "nie"],
      ["q", "Alice,@gmail"],
      ["ordering", "-total_amount,created"],
      ["page", "2"],
    ])
  })

  it("gives a wrong query as a rejected promise and calls nobody", async () => {
    api.json(pageOf([], null))
    await expect(clientFor(api.url).listOrders({ page: 0 })).rejects.toMatchObject({ code: "aplazame_query", field: "page" })
    expect(api.calls).toHaveLength(0)
  })

  it("reads the cursor and the paging", async () => {
    api.json({ cursor: { after: 3, before: 1 }, paging: { count: 314, next: "https://a/orders?page=3", previous: "https://a/orders?page=1" }, results: [orderBody] })
    await expect(clientFor(api.url).listOrders({ page: 2 })).resolves.toMatchObject({
      cursor: { after: 3, before: 1 },
      paging: { count: 314, next: "https://a/orders?page=3" },
      results: [{ mid: "mid_1", total_amount: 5443 }],
    })
  })
})

describe("iterating over orders", () => {
  it("walks all pages in order, keeping the query", async () => {
    threePages()
    await expect(midsOf(clientFor(api.url).iterateOrders({ q: "ana" }))).resolves.toEqual(["m1a", "m1b", "m2a", "m2b", "m3a", "m3b"])
    expect(api.calls.map((call) => call.rawUrl)).toEqual(["/orders?q=ana", "/orders?q=ana&page=2", "/orders?q=ana&page=3"])
  })

  it("starts at the page asked for", async () => {
    threePages()
    await expect(midsOf(clientFor(api.url).iterateOrders({ page: 3 }))).resolves.toEqual(["m3a", "m3b"])
  })

  it("asks for the next page only when it is wanted", async () => {
    threePages()
    for await (const order of clientFor(api.url).iterateOrders()) {
      if (order.mid === "m1b") break
    }
    expect(api.calls).toHaveLength(1)
  })

  it("stops with an error when the cursor stands still, instead of never", async () => {
    api.json(pageOf([orderBody], 1))
    await expect(midsOf(clientFor(api.url).iterateOrders())).rejects.toMatchObject({ kind: "unreadable" })
    expect(api.calls).toHaveLength(1)
  })
})

describe("iterating over campaigns", () => {
  it("walks all pages of an article's campaigns, and of a campaign's articles", async () => {
    api.on((call, response) => {
      const page = Number(call.query.get("page") ?? 1)
      const result = call.path.endsWith("/articles") ? { id: `a${page}` } : { ...campaignBody, id: `c${page}` }
      sendJson(response, pageOf([result], page < 2 ? page + 1 : null))
    })
    const ids: string[] = []
    for await (const { id } of clientFor(api.url).iterateCampaigns({ article: "variant_1" })) ids.push(id)
    for await (const { id } of clientFor(api.url).iterateCampaignArticles("c1")) ids.push(id)
    expect(ids).toEqual(["c1", "c2", "a1", "a2"])
    expect(api.calls.map((call) => call.rawUrl)).toEqual([
      "/me/campaigns?articles-mid=variant_1",
      "/me/campaigns?articles-mid=variant_1&page=2",
      "/me/campaigns/c1/articles",
      "/me/campaigns/c1/articles?page=2",
    ])
  })
})

describe("finding an order by mid", () => {
  it("is null without one", async () => {
    api.json(pageOf([], null))
    await expect(clientFor(api.url).findOrderByMid("mid_1")).resolves.toBeNull()
  })

  it("never takes an order with another mid for ours, though the answer holds it", async () => {
    api.json(pageOf([{ ...orderBody, mid: "mid_10" }, { ...orderBody, mid: "MID_1" }], null))
    await expect(clientFor(api.url).findOrderByMid("mid_1")).resolves.toBeNull()
  })

  it("refuses an empty mid, which would list every order", async () => {
    api.json(pageOf([orderBody], null))
    await expect(clientFor(api.url).findOrderByMid("")).rejects.toMatchObject({ code: "aplazame_query" })
    expect(api.calls).toHaveLength(0)
  })
})
