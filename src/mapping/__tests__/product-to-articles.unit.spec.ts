import { campaignArticlePayloadSchema } from "../../aplazame/payloads"
import { parseProductView, type ProductView } from "../medusa-view"
import { articleIdsOf, productToArticles } from "../product-to-articles"
import { cartOf, LOOK, SHOP, payloadOf } from "./carts"

const product = (change: Record<string, unknown> = {}): ProductView =>
  parseProductView({
    id: "prod_1",
    title: "Camiseta",
    handle: "camiseta ñ",
    description: "De algodón",
    thumbnail: "/static/camiseta.png",
    variants: [
      { id: "variant_s", title: "S", thumbnail: null },
      { id: "variant_m", title: "M", thumbnail: "https://cdn.example/m.png" },
    ],
    ...change,
  })

describe("productToArticles", () => {
  it("is one article for each variant, with absolute addresses", () => {
    expect(productToArticles(product(), LOOK)).toEqual([
      { id: "variant_s", name: "Camiseta (S)", url: `${SHOP}/products/camiseta%20%C3%B1`, description: "De algodón", image_url: "https://shop.example/static/camiseta.png" },
      { id: "variant_m", name: "Camiseta (M)", url: `${SHOP}/products/camiseta%20%C3%B1`, description: "De algodón", image_url: "https://cdn.example/m.png" },
    ])
  })

  it("names an article by the id that the checkout of the same product names", () => {
    const line = { id: "line_1", variant_id: "variant_s", unit_price: "10", quantity: "1" }
    const cart = cartOf({ items: [line] })
    const sent = payloadOf(cart, {
      mid: "m", storefrontUrl: SHOP, isGuest: true, customerType: "g",
      merchant: { notification_url: SHOP, success_url: SHOP, pending_url: SHOP, error_url: SHOP },
      module: { name: "x", version: "1", medusaVersion: "2" },
    })
    expect(productToArticles(product(), LOOK).map(({ id }) => id)).toContain(sent.order.articles[0]?.id)
  })

  it("is the product itself while it has no variant", () => {
    expect(articleIdsOf(product({ variants: [] }))).toEqual(["prod_1"])
    expect(productToArticles(product({ variants: [] }), LOOK)).toMatchObject([{ id: "prod_1", name: "Camiseta" }])
  })

  it("leaves out what the product does not have, and cuts a description where the plugins cut it", () => {
    const bare = productToArticles(product({ description: null, thumbnail: null, handle: null, variants: [{ id: "v", title: "Default variant" }] }), LOOK)
    expect(bare).toEqual([{ id: "v", name: "Camiseta", url: `${SHOP}/` }])
    const [long] = productToArticles(product({ description: "ñ".repeat(300) }), LOOK)
    expect([...(long?.description ?? "")]).toHaveLength(255)
    expect(long?.description?.endsWith("…")).toBe(true)
  })

  it("has nothing that the client would refuse", () => {
    const articles = [...productToArticles(product(), LOOK), ...productToArticles(product({ thumbnail: "javascript:alert(1)" }), LOOK)]
    for (const article of articles) expect(campaignArticlePayloadSchema.safeParse(article).success).toBe(true)
  })
})
