import fc from "fast-check"
import { checkoutPayloadSchema, orderEditSchema } from "../../aplazame/payloads"
import type { CheckoutContext } from "../cart-to-checkout"
import type { CartView } from "../medusa-view"
import { orderToEdit, orderWorth } from "../order-to-edit"
import { ADDRESS, aplazameSum, cartOf, crowdedCart, LOOK, orderOf, rawCart, SHOP, type RawCart, payloadOf } from "./carts"

const CTX: CheckoutContext = {
  mid: "payses_1",
  merchant: {
    notification_url: "https://store.example/hooks/aplazame/notifications",
    success_url: `${SHOP}/ok`,
    pending_url: `${SHOP}/wait`,
    error_url: `${SHOP}/error`,
    dismiss_url: `${SHOP}/cart`,
    ko_url: `${SHOP}/ko`,
  },
  storefrontUrl: SHOP,
  module: { name: "medusa-payment-aplazame", version: "0.1.0", medusaVersion: "2.21.2" },
  isGuest: false,
  customerType: "e",
}
const nothing = { first_name: null, last_name: null, company: null, address_1: null, address_2: null, city: null, province: null, postal_code: null, phone: null }
const PLAIN: RawCart = { items: [{ unit_price: "19.99", quantity: "2" }], shipping: [{ amount: "4.95" }] }
const withCart = (change: Partial<CartView>) => payloadOf({ ...cartOf(PLAIN), ...change }, CTX)
const payable = fc.oneof(rawCart(), crowdedCart()).filter((raw) => Number(cartOf(raw).total) > 0.01)

const AT_APLAZAME = {
  first_name: "Ana",
  last_name: "García",
  street: "Calle Mayor 1",
  address_addition: "2º B",
  city: "Madrid",
  state: "Madrid",
  country: "ES",
  postcode: "28013",
  phone: "616123456",
}

describe("cartToCheckout", () => {
  it("says an ordinary cart field by field", () => {
    expect(payloadOf(cartOf(PLAIN), CTX)).toEqual({
      toc: true,
      merchant: CTX.merchant,
      order: {
        id: "payses_1",
        articles: [
          {
            id: "variant_0",
            name: "Product 0",
            url: "https://shop.example/es/products/product-0",
            image_url: "https://shop.example/es/products/product-0",
            quantity: 2,
            price: 1999,
            tax_rate: 2100,
          },
        ],
        currency: "EUR",
        total_amount: 5437,
        tax_rate: 0,
      },
      customer: {
        email: "ana@example.com",
        id: "cus_1",
        type: "e",
        gender: 0,
        first_name: "Ana",
        last_name: "García",
        phone: "616123456",
        language: "es",
        date_joined: "2020-02-03T04:05:06+0000",
        address: AT_APLAZAME,
      },
      billing: AT_APLAZAME,
      shipping: { ...AT_APLAZAME, name: "Correos", price: 495, tax_rate: 2100 },
      meta: { module: { name: "medusa-payment-aplazame", version: "0.1.0" }, version: "2.21.2" },
    })
  })

  it("is a payload that the client's own schema accepts, whatever the cart", () => {
    fc.assert(
      fc.property(payable, (raw) => {
        const payload = payloadOf(cartOf(raw), CTX)
        expect(checkoutPayloadSchema.safeParse(payload).success).toBe(true)
        expect(aplazameSum(payload.order.articles, payload.shipping)).toBe(payload.order.total_amount)
      }),
      { numRuns: 150 }
    )
  })

  it("describes a product with picture, text, category and sku", () => {
    const [item] = cartOf(PLAIN).items
    if (item === undefined) throw new Error("the cart has a line")
    const rich = {
      ...item,
      variant_title: "L / Rojo",
      variant_sku: "TS-L-R",
      thumbnail: "/img/shirt one.png",
      product_description: `${"ñ".repeat(300)}`,
      product_type: "Camisetas",
      product_handle: "camiseta/única",
    }
    const [article] = withCart({ items: [rich] }).order.articles
    expect(article).toMatchObject({
      name: "Product 0 (L / Rojo)",
      url: "https://shop.example/es/products/camiseta%2F%C3%BAnica",
      image_url: "https://shop.example/img/shirt%20one.png",
      category: "Camisetas",
      sku: "TS-L-R",
    })
    expect(article?.description).toHaveLength(255)
  })

  it("does not put a link that is no web address into a picture", () => {
    const items = cartOf(PLAIN).items.map((item) => ({ ...item, thumbnail: "data:image/png;base64,AAAA" }))
    expect(withCart({ items }).order.articles[0]?.image_url).toBe("https://shop.example/es/products/product-0")
  })

  it.each(["g", "e"] as const)("tells a guest apart: no id, no joining date, whatever the store takes them for (%s)", (customerType) => {
    const { customer } = payloadOf(cartOf(PLAIN), { ...CTX, isGuest: true, customerType })
    expect(customer).toMatchObject({ type: customerType, email: "ana@example.com" })
    expect(customer).not.toHaveProperty("id")
    expect(customer).not.toHaveProperty("date_joined")
  })

  it("lets the language asked for go before the cart's", () => {
    expect(payloadOf(cartOf(PLAIN), { ...CTX, language: "pt-PT" }).customer.language).toBe("pt")
  })

  it("forces a product only when told", () => {
    expect(payloadOf(cartOf(PLAIN), { ...CTX, product: "pay_later" }).product).toEqual({ type: "pay_later" })
    expect(payloadOf(cartOf(PLAIN), CTX)).not.toHaveProperty("product")
  })

  it("ships digital goods nowhere: price 0 to the billing address", () => {
    const items = cartOf(PLAIN).items.map((item) => ({ ...item, requires_shipping: false }))
    const view = { ...cartOf({ items: PLAIN.items }), items, shipping_address: null }
    expect(payloadOf(view, CTX).shipping).toEqual({ ...AT_APLAZAME, name: "Sin envío", price: 0, tax_rate: 0 })
  })

  it("leaves both addresses out for digital goods of a shopper without any", () => {
    const items = cartOf(PLAIN).items.map((item) => ({ ...item, requires_shipping: false }))
    const view = { ...cartOf({ items: PLAIN.items }), items, shipping_address: null, billing_address: null }
    const payload = payloadOf(view, CTX)
    expect(payload).not.toHaveProperty("shipping")
    expect(payload).not.toHaveProperty("billing")
    expect(checkoutPayloadSchema.safeParse(payload).success).toBe(true)
  })

  it("bills to the shipping address when there is no other", () => {
    expect(withCart({ billing_address: null }).billing).toEqual(AT_APLAZAME)
  })

  it.each<[string, Partial<CartView>, string, string]>([
    ["an empty cart", { items: [] }, "cart_empty", "items"],
    ["a cart that costs nothing", { total: "0.004" }, "total_not_payable", "total"],
    ["no e-mail", { email: null, customer: null }, "email_missing", "email"],
    ["goods without an address", { shipping_address: null }, "address_missing", "shipping_address"],
    [
      "an address without a country",
      { shipping_address: { ...ADDRESS, country_code: null }, billing_address: null },
      "address_incomplete",
      "shipping_address.country_code",
    ],
    ["yen", { currency_code: "jpy" }, "currency_not_supported", "currency_code"],
  ])("refuses %s", (_what, change, code, field) => {
    expect(() => withCart(change)).toThrow(expect.objectContaining({ name: "MappingError", code, field }))
  })

  it("names no value of the shopper's in an error", () => {
    const shipping_address = { ...ADDRESS, country_code: "Atlantis" }
    expect(() => withCart({ shipping_address, billing_address: null })).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/Atlantis|Ana|Mayor|example/) })
    )
  })
})

describe("orderToEdit", () => {
  it("gives exactly the figures of the checkout when nobody changed the order", () => {
    fc.assert(
      fc.property(payable, (raw) => {
        const payload = payloadOf(cartOf(raw), CTX)
        // Medusa gives an order's lines new ids and promises no order of them.
        const items = raw.items.map((line, index) => ({
          ...line,
          variant_id: line.variant_id === undefined ? `variant_${index}` : line.variant_id,
          title: line.title ?? `Product ${index}`,
          id: `ordli_${index}`,
        }))
        const edit = orderToEdit(orderOf({ ...raw, items: [...items].reverse() }), LOOK)
        const byFigures = (articles: typeof edit.articles) =>
          articles.map(({ id, quantity, price, discount, tax_rate }) => `${id} ${quantity} ${price} ${discount} ${tax_rate}`).sort()
        expect(byFigures(edit.articles)).toEqual(byFigures(payload.order.articles))
        expect(edit.shipping).toEqual(payload.shipping)
        expect(edit.total_amount).toBe(payload.order.total_amount)
        expect(orderEditSchema.safeParse(edit).success).toBe(true)
      }),
      { numRuns: 150 }
    )
  })

  it("leaves out what was cancelled, and is worth what is left", () => {
    const order = orderOf({
      items: [
        { unit_price: "19.99", quantity: "0" },
        { unit_price: "10", quantity: "1" },
      ],
      shipping: [{ amount: "4.95" }],
    })
    const edit = orderToEdit(order, LOOK)
    expect(edit.articles.map(({ id }) => id)).toEqual(["variant_1"])
    expect([edit.total_amount, orderWorth(order)]).toEqual([1809, 1809])
  })

  it("gives a line that stays its id, when another of the same variant is gone", () => {
    const items = [
      { unit_price: "10", quantity: "2", variant_id: "v", title: "Shirt" },
      { unit_price: "8", quantity: "3", variant_id: "v", title: "Shirt", adjustments: [{ amount: "1" }] },
    ]
    const idsOf = (articles: { id: string; price: number }[]) => articles.filter(({ price }) => price === 800).map(({ id }) => id)
    const before = idsOf(payloadOf(cartOf({ items }), CTX).order.articles)
    expect(before).toEqual(["v-2", "v-2-b"])
    expect(idsOf(orderToEdit(orderOf({ items: items.map((one, index) => (index === 0 ? { ...one, quantity: "0" } : one)) }), LOOK).articles)).toEqual(before)
  })

  it("never stops for what an order's address lacks: a dash where nothing is known, in the language that is asked for", () => {
    const order = { ...orderOf(PLAIN), locale: "pt-PT", shipping_methods: [], total: "48.3758" }
    const bare = { ...ADDRESS, last_name: " ", address_1: "", province: null, phone: "no tengo" }
    const edit = orderToEdit({ ...order, shipping_address: { country_code: "es", ...nothing }, billing_address: bare }, { ...LOOK, language: "en" })
    const told = { ...AT_APLAZAME, last_name: "-", street: "-" }
    expect(edit.billing).toEqual({ ...told, phone: undefined })
    expect(edit.shipping).toMatchObject({ last_name: "-", street: "-", state: "Madrid", name: "No shipping", price: 0 })
  })

  it("counts credit lines of an edited order, and is never worth less than nothing", () => {
    const raw: RawCart = { items: [{ unit_price: "10", quantity: "1", rates: [] }], credits: ["4"] }
    expect(orderWorth(orderOf(raw))).toBe(600)
    const owing = orderOf({ ...raw, credits: ["14"] })
    expect(orderWorth(owing)).toBe(0)
    expect(orderToEdit(owing, LOOK)).toMatchObject({ total_amount: 0, articles: [{ price: 1000, discount: 1000 }] })
  })
})
