import { cents, type CheckoutPayload } from "../../../aplazame"
import { withChanges as changedBy } from "../changed-payload"
import { payloadChangesSchema, type PayloadChanges } from "../hooks"

const ARTICLE = { id: "a", name: "Camiseta", url: "https://shop.example/a", quantity: 2, price: cents(1000), tax_rate: 2100 }
const ADDRESS = { first_name: "Ana", last_name: "Ruiz", street: "Gran Vía 1", city: "Madrid", state: "Madrid", country: "ES", postcode: "28013", phone: "616123456" }
const PAYLOAD: CheckoutPayload = {
  merchant: { notification_url: "https://s.example/n", success_url: "https://s.example/s", pending_url: "https://s.example/p", error_url: "https://s.example/e" },
  order: { id: "m", articles: [ARTICLE], currency: "EUR", total_amount: cents(2420) },
  customer: { email: "ana@example.com", type: "g" },
  billing: ADDRESS,
  shipping: { ...ADDRESS, name: "Correos", price: cents(0) },
  meta: { module: { name: "m", version: "1" } },
}

const fields = { first_name: "f.first_name", last_name: "f.last_name", street: "f.address_1", address_addition: "f.address_2", city: "f.city", state: "f.province", country: "f.country_code", postcode: "f.postal_code", phone: "f.phone" }
const CHECKOUT = { payload: PAYLOAD, origins: { customer: { email: "email", first_name: "f.first_name", last_name: "f.last_name", phone: "f.phone" }, billing: fields, shipping: fields } }
const withChanges = (payload: CheckoutPayload, changes: PayloadChanges) => changedBy({ ...CHECKOUT, payload }, changes).payload

describe("what a store's hook changes of a payload", () => {
  it("replaces the articles, lays the rest over what is there, and leaves what is the plugin's", () => {
    const changed = withChanges(PAYLOAD, {
      articles: [
        { ...ARTICLE, quantity: 1 },
        { ...ARTICLE, id: "b", quantity: 1 },
      ],
      customer: { birthday: "1990-01-31" },
      meta: { shop: "1" },
    })
    expect(changed.order.articles.map(({ id }) => id)).toEqual(["a", "b"])
    expect(changed.customer).toEqual({ email: "ana@example.com", type: "g", birthday: "1990-01-31" })
    expect(changed.meta).toEqual({ module: { name: "m", version: "1" }, shop: "1" })
    expect({ ...changed.order, articles: [] }).toEqual({ ...PAYLOAD.order, articles: [] })
  })

  it("is the payload where nothing changes", () => {
    expect(withChanges(PAYLOAD, {})).toEqual(PAYLOAD)
  })

  it.each([
    ["a higher price", [{ ...ARTICLE, price: cents(1001) }], "come to 2422 hundredths with tax, not to the total of 2420"],
    ["a piece less", [{ ...ARTICLE, quantity: 1 }], "come to 1210 hundredths with tax, not to the total of 2420"],
    ["a discount above its price", [{ ...ARTICLE, discount: cents(1001) }], "a discount is above its price"],
    ["one id twice", [{ ...ARTICLE, quantity: 1 }, { ...ARTICLE, quantity: 1 }], "Two articles bear one id"],
  ])("refuses %s and says what is wrong", (_what, articles, words) => {
    expect(() => withChanges(PAYLOAD, { articles })).toThrow(words)
  })

  it("goes out as our own texts do: one form, cut, without markup, and blank ones not at all", () => {
    const long = "Nu\u0301ria ".repeat(60)
    const { order, customer, shipping, meta } = withChanges(PAYLOAD, {
      articles: [
        {
          ...ARTICLE,
          id: " a\u0000 ",
          name: long,
          description: `<img src="data:image/png;base64,${"A".repeat(9_000)}"><p>Silla de <b>roble</b></p>`,
          category: " \u200b",
          sku: "S\u0000 1",
          image_url: `https://shop.example/${"x".repeat(3_000)}`,
        },
      ],
      customer: { first_name: " Nu\u0301ria\u0000 ", last_name: "", phone: "616 12 34 56 - 915 12 34 56", language: "pt-BR", birthday: "1990-01-31T00:00:00Z", date_joined: "2020-02-03T04:05:06.789Z", last_login: "ayer" },
      shipping: { name: `Mensajería\u0007 ${"x".repeat(300)}` },
      meta: { shop: " calle\u0000 mayor ", note: " ", press: 1, long },
    })
    const [article] = order.articles
    expect(article).toEqual({ ...ARTICLE, name: expect.stringMatching(/^Núria Núria .*…$/), description: "Silla de roble", sku: "S 1", image_url: ARTICLE.url })
    expect(customer).toEqual({ email: "ana@example.com", type: "g", first_name: "Núria", phone: "616123456", language: "pt", birthday: "1990-01-31", date_joined: "2020-02-03T04:05:06+0000" })
    expect(shipping?.name).toMatch(/^Mensajería x+…$/)
    expect(meta).toEqual({ module: { name: "m", version: "1" }, shop: "calle mayor", press: 1, long: expect.stringMatching(/^Núria .*…$/) })
    for (const text of [article?.name, shipping?.name, meta?.long]) expect([...String(text)].length).toBeLessThanOrEqual(255)
  })

  it("leaves ours where the hook gives nothing that can be read", () => {
    const payload = { ...PAYLOAD, customer: { ...PAYLOAD.customer, first_name: "Ana", phone: "616123456", language: "es" } }
    const customer = { first_name: " ", phone: "12345678Z", language: "fr", birthday: "1990-02-31", date_joined: "", last_login: undefined }
    expect(withChanges(payload, { customer, shipping: { name: undefined } })).toEqual(payload)
  })

  it.each<[string, string, PayloadChanges]>([
    ["text_missing", "articles.1.name", { articles: [{ ...ARTICLE, quantity: 1 }, { ...ARTICLE, id: "b", quantity: 1, name: " \u200b" }] }],
    ["text_missing", "articles.0.id", { articles: [{ ...ARTICLE, id: " " }] }],
    ["text_missing", "shipping.name", { shipping: { name: "" } }],
    ["url_invalid", "articles.0.url", { articles: [{ ...ARTICLE, url: `https://shop.example/${"x".repeat(3_000)}` }] }],
  ])("refuses %s and names the field: %s", (code, field, changes) => {
    expect(() => withChanges(PAYLOAD, changes)).toThrow(expect.objectContaining({ name: "MappingError", code, field, message: expect.stringContaining(field) }))
  })

  it("counts two ids as one that differ only in what is not seen", () => {
    const articles = [{ ...ARTICLE, quantity: 1 }, { ...ARTICLE, id: "a\u200b", quantity: 1 }]
    expect(() => withChanges(PAYLOAD, { articles })).toThrow("Two articles bear one id")
  })

  it("comes from no field of the shopper's form", () => {
    expect(changedBy(CHECKOUT, { customer: { phone: "915123456", first_name: "" } }).origins).toEqual({ ...CHECKOUT.origins, customer: { email: "email", first_name: "f.first_name", last_name: "f.last_name" } })
  })

  it.each([
    ["the total", { total_amount: 1 }],
    ["where notifications go", { merchant: PAYLOAD.merchant }],
    ["who pays", { customer: { email: "other@example.com" } }],
    ["where goods go", { shipping: { city: "Madrid" } }],
    ["a rate of discount", { articles: [{ ...ARTICLE, discount_rate: 100 }] }],
    ["the module", { meta: { module: "mine" } }],
    ["no articles", { articles: [] }],
    ["an amount that is no whole number", { articles: [{ ...ARTICLE, price: 10.5 }] }],
  ])("does not take %s", (_what, changes) => {
    expect(payloadChangesSchema.safeParse(changes).success).toBe(false)
  })
})
