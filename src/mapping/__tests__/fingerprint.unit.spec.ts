import fc from "fast-check"
import { fingerprint } from "../fingerprint"
import type { CartView, LineItemView, ShippingMethodView } from "../medusa-view"
import { ADDRESS, cartOf, crowdedCart, rawCart, SHOP } from "./carts"

const cart = (): CartView => ({
  ...cartOf({
    items: [
      { unit_price: "19.99", quantity: "2" },
      { unit_price: "5", quantity: "1" },
    ],
    shipping: [{ amount: "4.95" }],
  }),
})
const print = (view: CartView): string => fingerprint(view, null, SHOP)

type Change = (cart: CartView) => CartView
const of = (change: Partial<CartView>): Change => (c) => ({ ...c, ...change })
const line = (change: Partial<LineItemView>): Change => (c) => ({ ...c, items: c.items.map((one, index) => (index === 0 ? { ...one, ...change } : one)) })
const method = (change: Partial<ShippingMethodView>): Change => (c) => ({ ...c, shipping_methods: c.shipping_methods.map((one) => ({ ...one, ...change })) })
const other = (change: Partial<typeof ADDRESS>) => ({ ...ADDRESS, ...change })
const NOTHING_BUT_SPAIN = { first_name: null, last_name: null, company: null, address_1: null, address_2: null, city: null, province: null, postal_code: null, phone: null, country_code: "es" }

describe("fingerprint", () => {
  it("is a SHA-256 in hex", () => {
    expect(print(cart())).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each<[string, Change]>([
    ["the cart's id and its lines' ids", (c) => line({ id: "other" })(of({ id: "other" })(c))],
    ["pictures and words of an article", line({ product_title: "Other", title: "Other", product_handle: "other", thumbnail: "https://x.example/i.png", product_description: "Other", product_type: "Other", variant_sku: "Other" })],
    ["the language of the cart", of({ locale: "pt-BR" })],
    ["the customer behind the cart", of({ customer: null })],
    ["the order of the articles", (c) => ({ ...c, items: [...c.items].reverse() })],
    ["the case of the e-mail", of({ email: "ANA@example.com" })],
    ["blanks and the way in which accents are written", of({ shipping_address: other({ last_name: " Garci\u0301a", address_1: "Calle  Mayor\u00a01" }) })],
    ["the way in which a phone or a province is written", of({ shipping_address: other({ phone: "616 12-34.56", province: "ES-M" }) })],
    ["the name of a shipping option, which Medusa translates", (c) => method({ name: "Home delivery" })(method({ shipping_option_id: "so_1" })(c))],
  ])("does not change with %s", (what, change) => {
    const before = what.startsWith("the name of a shipping option") ? method({ shipping_option_id: "so_1" })(cart()) : cart()
    expect(print(change(before))).toBe(print(before))
  })

  it.each<[string, Change]>([
    ["an article's variant", line({ variant_id: "variant_9" })],
    ["an article's quantity", line({ quantity: "3" })],
    ["an article's price", line({ subtotal: "40", total: "48.40", tax_total: "8.40" })],
    ["an article's rate", line({ tax_lines: [{ rate: "10" }] })],
    ["one article less", (c) => ({ ...c, items: c.items.slice(1) })],
    ["the total", of({ total: "54.38" })],
    ["the currency", of({ currency_code: "usd" })],
    ["the shipping price", method({ subtotal: "4.96", total: "6.0016" })],
    ["the shipping option", method({ shipping_option_id: "so_2" })],
    ["a shipping method without an option", method({ name: "Seur" })],
    ["the street it is shipped to", of({ shipping_address: other({ address_1: "Calle Menor 2" }) })],
    ["the town it is billed to", of({ billing_address: other({ city: "Bilbao" }) })],
    ["the e-mail", of({ email: "eva@example.com" })],
  ])("changes with %s", (_what, change) => {
    expect(print(change(cart()))).not.toBe(print(cart()))
  })

  it("changes with the product", () => {
    expect(fingerprint(cart(), "pay_in_4", SHOP)).not.toBe(print(cart()))
  })

  it("does not let one field run into the next", () => {
    expect(print(of({ billing_address: other({ address_1: "Calle 1", city: "2 Madrid" }) })(cart()))).not.toBe(
      print(of({ billing_address: other({ address_1: "Calle 1 2", city: "Madrid" }) })(cart()))
    )
  })

  it("is the same for goods that nobody sends, in every language, and whether Medusa has written an empty address or none", () => {
    const digital = (change: Partial<CartView>): CartView => ({
      ...cartOf({ items: [{ unit_price: "60", quantity: "1" }] }),
      ...change,
    })
    const prints = ["es-ES", "en-GB", "pt-PT", "ca-ES", null].flatMap((locale) => [
      print(digital({ locale, shipping_address: null })),
      print(digital({ locale, shipping_address: NOTHING_BUT_SPAIN })),
      print(digital({ locale })),
    ])
    expect(new Set(prints).size).toBe(1)
  })

  it("is the same for the same cart read twice, its lines in any order", () => {
    fc.assert(
      fc.property(fc.oneof(rawCart(), crowdedCart()), (raw) => {
        const items = raw.items.map((one, index) => ({ title: `Product ${index}`, variant_id: `variant_${index}`, ...one, id: `line_${index}` }))
        expect(print(cartOf({ ...raw, items: [...items].reverse() }))).toBe(print(cartOf({ ...raw, items })))
      }),
      { numRuns: 100 }
    )
  })
})
