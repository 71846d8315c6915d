import { cents, type CheckoutPayload } from "../../../aplazame"
import { withChanges } from "../changed-payload"
import { payloadChangesSchema } from "../hooks"

const ARTICLE = { id: "a", name: "Camiseta", url: "https://shop.example/a", quantity: 2, price: cents(1000), tax_rate: 2100 }
const PAYLOAD: CheckoutPayload = {
  merchant: { notification_url: "https://s.example/n", success_url: "https://s.example/s", pending_url: "https://s.example/p", error_url: "https://s.example/e" },
  order: { id: "m", articles: [ARTICLE], currency: "EUR", total_amount: cents(2420) },
  customer: { email: "ana@example.com", type: "g" },
  meta: { module: { name: "m", version: "1" } },
}

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
