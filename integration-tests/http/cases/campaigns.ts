import type { CampaignEdit } from "../../../src/aplazame"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { PRIVATE_KEY, type Bench } from "../../support/aplazame-store"
import { Http } from "../../support/http"
import { openCheckout } from "../../support/shopper"

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 19)

/** Products in Aplazame's campaigns, from the product's page. */
export function campaigns(bench: Bench): void {
  const { get, post } = aplazameAdmin(bench)
  const del = (path: string) => bench.seed.admin.delete<any>(`/admin/aplazame${path}`)
  const made = (change: Partial<CampaignEdit> = {}) =>
    bench.aplazame.client.createCampaign({ name: "Verano", start_date: day(-7), end_date: day(7), interest: 2500, partial: true, ...change })
  /** A product with two variants, of which the names begin with a mark of the test's own. */
  const product = async (title: string): Promise<{ id: string; variants: { id: string; title: string }[] }> => {
    const { product: one } = await bench.seed.admin.ok<any>(
      bench.seed.admin.post("/admin/products?fields=id,*variants", {
        title,
        handle: `${title.toLowerCase()}-${Date.now()}`,
        status: "draft",
        thumbnail: "https://cdn.example/foto.png",
        options: [{ title: "Talla", values: ["S", "M"] }],
        variants: ["S", "M"].map((size) => ({ title: size, options: { Talla: size }, manage_inventory: false, prices: [{ currency_code: "eur", amount: 20 }] })),
      })
    )
    return one
  }
  const tagged = async (productId: string) =>
    Object.fromEntries((await bench.seed.admin.ok<any>(get(`/campaigns?product_id=${productId}`))).campaigns.map((one: any) => [one.name, one.tagged]))
  const refused = (status: number, code: string) => ({ status, body: { type: "aplazame", code } })

  it("puts every variant of a product into a campaign, shows it there, and takes it out again", async () => {
    const { id } = await made()
    await made({ name: "Todo", partial: false })
    await made({ name: "Pasada", start_date: day(-9), end_date: day(-2) })
    const shirt = await product("Camisa")
    expect(await tagged(shirt.id)).toEqual({ Verano: "none", Todo: "always" })

    const answer = await post(`/campaigns/${id}/products`, { product_ids: [shirt.id] })
    expect(answer).toMatchObject({ status: 200, body: { campaign_id: id, product_ids: [shirt.id], articles: 2 } })
    expect(await tagged(shirt.id)).toEqual({ Verano: "all", Todo: "always" })
    const { body } = await get(`/campaigns/${id}/articles`)
    expect(body).toMatchObject({ count: 2, page: 1, next_page: null })
    expect(body.articles.map((one: any) => one.id).sort()).toEqual(shirt.variants.map((one) => one.id).sort())
    expect(body.articles).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "Camisa (S)", product_id: shirt.id, image_url: "https://cdn.example/foto.png", url: expect.stringMatching(/^https:\/\/shop\.example\/products\/camisa-/) })])
    )

    // again, and with another beside it: nothing is doubled
    const hat = await product("Gorra")
    expect((await post(`/campaigns/${id}/products`, { product_ids: [shirt.id, hat.id] })).body.articles).toBe(4)
    expect((await get(`/campaigns/${id}/articles`)).body.count).toBe(4)

    expect(await del(`/campaigns/${id}/products/${shirt.id}`)).toMatchObject({ status: 200, body: { articles: 2 } })
    expect(await del(`/campaigns/${id}/products/${shirt.id}`)).toMatchObject({ status: 200, body: { articles: 0 } })
    expect(await tagged(shirt.id)).toEqual({ Verano: "none", Todo: "always" })
    expect(await tagged(hat.id)).toEqual({ Verano: "all", Todo: "always" })
  })

  it("tags the very id that a checkout of the product names", async () => {
    const { id } = await made()
    const variant = bench.seed.variants.CAMISETA!
    const { products } = await bench.seed.admin.ok<any>(bench.seed.admin.get("/admin/products?handle=camiseta&fields=id"))
    await post(`/campaigns/${id}/products`, { product_ids: [products[0].id] })
    const { checkout_id } = await openCheckout(bench.seed, { lines: { CAMISETA: 1 } })
    const { order: sent } = (await bench.emulator.order(checkout_id)).payload as { order: { articles: { id: string }[] } }
    expect(sent.articles.map((one) => one.id)).toEqual([variant])
    expect((await get(`/campaigns/${id}/articles`)).body.articles.map((one: any) => one.id)).toEqual([variant])
  })

  it("shows a product of which a variant is missing, and completes it", async () => {
    const { id } = await made()
    const shirt = await product("Blusa")
    await post(`/campaigns/${id}/products`, { product_ids: [shirt.id] })
    await bench.aplazame.client.removeCampaignArticle(id, shirt.variants[0]!.id)
    expect((await get(`/campaigns?product_id=${shirt.id}`)).body.campaigns).toMatchObject([{ tagged: "some", articles: 2, tagged_articles: 1, interest: 2500 }])
    await post(`/campaigns/${id}/products`, { product_ids: [shirt.id] })
    expect(await tagged(shirt.id)).toEqual({ Verano: "all" })
  })

  it("refuses what can't be, with a code, and asks nothing of Aplazame that changes something", async () => {
    const whole = await made({ partial: false })
    const over = await made({ start_date: day(-9), end_date: day(-2) })
    const running = await made()
    const shirt = await product("Falda")
    await bench.emulator.clearCalls()
    const wish = { product_ids: [shirt.id] }
    expect(await post(`/campaigns/${whole.id}/products`, wish)).toMatchObject(refused(422, "campaign_whole_catalogue"))
    expect(await del(`/campaigns/${whole.id}/products/${shirt.id}`)).toMatchObject(refused(422, "campaign_whole_catalogue"))
    expect(await post(`/campaigns/${over.id}/products`, wish)).toMatchObject(refused(422, "campaign_over"))
    expect(await post("/campaigns/nobody/products", wish)).toMatchObject(refused(404, "campaign_not_found"))
    expect(await get("/campaigns/nobody/articles")).toMatchObject(refused(404, "campaign_not_found"))
    expect(await post(`/campaigns/${running.id}/products`, { product_ids: [shirt.id, "prod_nobody"] })).toMatchObject(refused(404, "product_not_found"))
    expect(await get("/campaigns?product_id=prod_nobody")).toMatchObject(refused(404, "product_not_found"))
    for (const body of [{}, { product_ids: [] }, { product_ids: "all" }, { ...wish, path: "/me" }]) {
      expect((await post(`/campaigns/${running.id}/products`, body)).status).toBe(400)
    }
    for (const path of ["/campaigns", "/campaigns?product_id=", `/campaigns/${running.id}/articles?page=0`]) expect((await get(path)).status).toBe(400)
    expect((await bench.emulator.calls()).filter((call) => call.method !== "GET")).toEqual([])
  })

  it("is for operators alone, and for nothing but this", async () => {
    const anybody = new Http(bench.storeUrl)
    expect((await anybody.get("/admin/aplazame/campaigns?product_id=x")).status).toBe(401)
    expect((await anybody.delete("/admin/aplazame/campaigns/x/products/y")).status).toBe(401)
    for (const path of ["/campaigns", "/campaigns/x", "/campaigns/x/articles"]) expect((await del(path)).status).toBe(404)
    expect((await post("/campaigns", { name: "x" })).status).toBe(404)
  })

  it("says that Aplazame is away, or what it refused, without its key", async () => {
    const { id } = await made()
    const shirt = await product("Abrigo")
    await bench.emulator.setFaults({ route: "POST /me/campaigns/:id/articles", status: 503 }, { route: "GET /me/campaigns", status: 403, error_body: { error: { message: `no ${PRIVATE_KEY}` } } })
    expect(await post(`/campaigns/${id}/products`, { product_ids: [shirt.id] })).toMatchObject(refused(502, "aplazame_unavailable"))
    const forbidden = await get(`/campaigns?product_id=${shirt.id}`)
    expect(forbidden).toMatchObject(refused(422, "operation_refused"))
    expect(JSON.stringify(forbidden.body)).not.toContain(PRIVATE_KEY)
    await bench.emulator.clearFaults()
    expect(await tagged(shirt.id)).toEqual({ Verano: "none" })
  })
}
