import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import type { CheckoutPayload } from "../../aplazame/payloads"
import { cartToCheckout } from "../cart-to-checkout"
import { fingerprint } from "../fingerprint"
import { cartOf, rawCart, SHOP } from "./carts"

const payload = (): CheckoutPayload =>
  cartToCheckout(
    cartOf({
      items: [
        { unit_price: "19.99", quantity: "2" },
        { unit_price: "5", quantity: "1" },
      ],
      shipping: [{ amount: "4.95" }],
    }),
    {
      mid: "payses_1",
      merchant: {
        notification_url: "https://store.example/n",
        success_url: `${SHOP}/ok`,
        pending_url: `${SHOP}/wait`,
        error_url: `${SHOP}/error`,
      },
      storefrontUrl: SHOP,
      module: { name: "medusa-payment-aplazame", version: "0.1.0", medusaVersion: "2.21.2" },
      isGuest: false,
      customerType: "e",
    }
  )

type Change = (payload: CheckoutPayload) => CheckoutPayload
const order = (change: Partial<CheckoutPayload["order"]>): Change => (p) => ({ ...p, order: { ...p.order, ...change } })
const articles = (change: Partial<CheckoutPayload["order"]["articles"][number]>): Change => (p) =>
  order({ articles: p.order.articles.map((one, index) => (index === 0 ? { ...one, ...change } : one)) })(p)
const shipping = (change: Partial<NonNullable<CheckoutPayload["shipping"]>>): Change => (p) => ({
  ...p,
  ...(p.shipping ? { shipping: { ...p.shipping, ...change } } : {}),
})
const billing = (change: Partial<NonNullable<CheckoutPayload["billing"]>>): Change => (p) => ({
  ...p,
  ...(p.billing ? { billing: { ...p.billing, ...change } } : {}),
})

describe("fingerprint", () => {
  it("is a SHA-256 in hex", () => {
    expect(fingerprint(payload())).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each<[string, Change]>([
    ["our id of the attempt", order({ id: "payses_2" })],
    ["links, pictures and words of an article", articles({ url: "https://x.example/", image_url: "https://x.example/i", name: "Other", description: "Other", category: "Other", sku: "Other" })],
    ["the merchant's addresses and time-outs", (p) => ({ ...p, merchant: { ...p.merchant, success_url: "https://x.example/", timeout_checkout: 5 } })],
    ["the joining date", (p) => ({ ...p, customer: { ...p.customer, date_joined: "2021-01-01T00:00:00+0000" } })],
    ["our version", (p) => ({ ...p, meta: { module: { name: "x", version: "9" } } })],
    ["the order of the articles", (p) => order({ articles: [...p.order.articles].reverse() })(p)],
    ["a discount of zero that is spelt out", articles({ discount: cents(0) })],
    ["the case of the e-mail", (p) => ({ ...p, customer: { ...p.customer, email: "ANA@example.com" } })],
  ])("does not change with %s", (_what, change) => {
    expect(fingerprint(change(payload()))).toBe(fingerprint(payload()))
  })

  it.each<[string, Change]>([
    ["an article's id", articles({ id: "variant_9" })],
    ["an article's quantity", articles({ quantity: 3 })],
    ["an article's price", articles({ price: cents(2000) })],
    ["an article's discount", articles({ discount: cents(1) })],
    ["an article's rate", articles({ tax_rate: 1000 })],
    ["one article less", (p) => order({ articles: p.order.articles.slice(1) })(p)],
    ["one article twice", (p) => order({ articles: [...p.order.articles, ...p.order.articles.slice(0, 1)] })(p)],
    ["the total", order({ total_amount: cents(5438) })],
    ["the currency", order({ currency: "USD" })],
    ["the shipping price", shipping({ price: cents(496) })],
    ["the shipping tax", shipping({ tax_rate: 1000 })],
    ["the shipping discount", shipping({ discount: cents(1) })],
    ["the shipping method", shipping({ name: "Seur" })],
    ["the street it is shipped to", shipping({ street: "Calle Menor 2" })],
    ["no shipping", ({ shipping: _gone, ...p }) => p],
    ["the town it is billed to", billing({ city: "Bilbao" })],
    ["the e-mail", (p) => ({ ...p, customer: { ...p.customer, email: "eva@example.com" } })],
    ["the product", (p) => ({ ...p, product: { type: "pay_in_4" } })],
  ])("changes with %s", (_what, change) => {
    expect(fingerprint(change(payload()))).not.toBe(fingerprint(payload()))
  })

  it("does not let one field run into the next", () => {
    expect(fingerprint(billing({ street: "Calle 1", city: "2 Madrid" })(payload()))).not.toBe(
      fingerprint(billing({ street: "Calle 1 2", city: "Madrid" })(payload()))
    )
  })

  it("is the same for the same cart read twice, its lines in any order", () => {
    fc.assert(
      fc.property(rawCart().filter((raw) => Number(cartOf(raw).total) > 0.01), (raw) => {
        const items = raw.items.map((line, index) => ({ ...line, id: `line_${index}`, variant_id: `variant_${index}` }))
        const print = (lines: typeof items) =>
          fingerprint(
            cartToCheckout(cartOf({ ...raw, items: lines }), {
              mid: "payses_1",
              merchant: payload().merchant,
              storefrontUrl: SHOP,
              module: { name: "m", version: "1", medusaVersion: "2" },
              isGuest: true,
              customerType: "g",
            })
          )
        expect(print([...items].reverse())).toBe(print(items))
      }),
      { numRuns: 100 }
    )
  })
})
