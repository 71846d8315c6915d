/** Whose name, which address and which province reach Aplazame, in the checkout, the update of an order and the history. */
import fc from "fast-check"
import { billingCountry } from "../address"
import type { CheckoutContext } from "../cart-to-checkout"
import type { AddressView, CartView, CustomerView } from "../medusa-view"
import { orderToEdit } from "../order-to-edit"
import { parsePastOrderView } from "../medusa-view"
import { pastOrdersToHistory } from "../past-orders-to-history"
import { ADDRESS, cartOf, LOOK, orderOf, SHOP, payloadOf } from "./carts"

const URLS = { notification_url: `${SHOP}/n`, success_url: SHOP, pending_url: SHOP, error_url: SHOP }
const CTX: CheckoutContext = {
  mid: "m", merchant: URLS, storefrontUrl: SHOP, module: { name: "m", version: "1", medusaVersion: "2" }, isGuest: true, customerType: "g",
}
const EMPTY: AddressView = { first_name: null, last_name: null, company: null, address_1: null, address_2: null, city: null, province: null, postal_code: null, country_code: null, phone: null }
const ONLY_SPAIN: AddressView = { ...EMPTY, country_code: "es" }
const LUIS: AddressView = { ...ADDRESS, first_name: "Luis", last_name: "Pérez", address_1: "Rúa Nova 2", address_2: null, city: "Vigo", province: "Pontevedra", postal_code: "36202", phone: null }
const ANA: CustomerView = { id: "cus_1", email: "ana@example.com", first_name: "Ana", last_name: null, phone: null, has_account: true, created_at: null }

const goods = (change: Partial<CartView>): CartView => ({ ...cartOf({ items: [{ unit_price: "20", quantity: "1" }], shipping: [{ amount: "5" }] }), ...change })
const digital = (change: Partial<CartView>): CartView => {
  const cart = cartOf({ items: [{ unit_price: "20", quantity: "1" }] })
  return { ...cart, items: cart.items.map((item) => ({ ...item, requires_shipping: false })), ...change }
}
const of = (shipping_address: AddressView | null, billing_address: AddressView | null = null) => ({ shipping_address, billing_address })
const signedIn = (customer: Partial<CustomerView>): Partial<CheckoutContext> & { customer: CustomerView } => ({ isGuest: false, customerType: "e", customer: { ...ANA, ...customer } })
const fieldOf = (cart: CartView, ctx: Partial<CheckoutContext> = {}): string => {
  try {
    payloadOf(cart, { ...CTX, ...ctx })
    return "sold"
  } catch (error) {
    const { code, field } = error as { code: string; field: string }
    return `${code} ${field}`
  }
}

describe("which address", () => {
  it.each([
    ["written by Medusa with nothing but the country", ONLY_SPAIN],
    ["with a name and a phone but no place", { ...ONLY_SPAIN, first_name: "Ana", last_name: "Ruiz", phone: "616123456" }],
    ["missing", null],
  ])("the billing address stands for both where the shipping address is %s, for digital goods and pickup", (_what, shipping) => {
    for (const payload of [payloadOf(digital(of(shipping, LUIS)), CTX), payloadOf(goods(of(shipping, LUIS)), { ...CTX, pickup: true })]) {
      expect(payload.billing).toMatchObject({ first_name: "Luis", street: "Rúa Nova 2", state: "Pontevedra" })
      expect(payload.shipping).toMatchObject({ first_name: "Luis", street: "Rúa Nova 2", postcode: "36202" })
    }
  })

  it.each([ONLY_SPAIN, null])("goods that are sent need an address of their own, and %j is none", (shipping) => {
    expect(fieldOf(goods(of(shipping, LUIS)))).toBe("address_missing shipping_address")
  })

  it("an address with nothing but a country is none, for digital goods too", () => {
    const payload = payloadOf(digital(of(ONLY_SPAIN, ONLY_SPAIN)), CTX)
    expect([payload.billing, payload.shipping, payload.customer.address]).toEqual([undefined, undefined, undefined])
  })

  it.each<[string, AddressView | null, AddressView | null, string | null]>([
    ["of the billing address", { ...ADDRESS, country_code: "pt" }, ADDRESS, "es"],
    ["of the shipping address, where the billing address is empty", { ...ADDRESS, country_code: "PT" }, ONLY_SPAIN, "pt"],
    ["of whatever there is", ONLY_SPAIN, null, "es"],
    ["not known", null, null, null],
  ])("the country that is asked about is %s", (_what, shipping, billing, country) => {
    expect(billingCountry(of(shipping, billing))).toBe(country)
  })
})

describe("the country that is judged", () => {
  it.each<[string, AddressView, AddressView, string]>([
    ["a billing address without its town, which the shipping address stands in for", { ...ADDRESS, country_code: "pt", postal_code: "1000-001" }, { ...LUIS, city: null }, "pt"],
    ["a billing address without its country", { ...ADDRESS, country_code: "pt", postal_code: "1000-001" }, { ...LUIS, country_code: null }, "pt"],
    ["a billing address that is only half of one in another country", LUIS, { ...EMPTY, address_1: "Rua Augusta 1", country_code: "pt" }, "es"],
    ["two whole addresses", { ...ADDRESS, country_code: "pt", postal_code: "1000-001" }, LUIS, "es"],
  ])("is that of the address that is sent: %s", (_what, shipping, billing, country) => {
    const cart = goods(of(shipping, billing))
    expect([billingCountry(cart), payloadOf(cart, CTX).billing?.country]).toEqual([country, country.toUpperCase()])
  })

  it("is that of the billing section, whatever the forms say", () => {
    const text = fc.constantFrom<string | null>(null, "x")
    const address = fc.record({ address_1: text, city: text, postal_code: fc.constantFrom(null, "28013"), country_code: fc.constantFrom(null, "es", "fr", "pt") })
    const form = address.map((change): AddressView => ({ ...ADDRESS, ...change }))
    fc.assert(
      fc.property(fc.option(form), fc.option(form), (shipping_address, billing_address) => {
        const cart = digital({ shipping_address, billing_address })
        if (fieldOf(cart) !== "sold") return
        const { billing } = payloadOf(cart, CTX)
        if (billing) expect(billingCountry(cart)).toBe(billing.country.toLowerCase())
      }),
      { numRuns: 500 }
    )
  })
})

describe("no required text goes out blank", () => {
  it.each<[string, AddressView, AddressView | null, string]>([
    ["a shopper of one name", { ...ADDRESS, last_name: null }, null, "shipping_address.last_name"],
    ["a blank surname", { ...ADDRESS, last_name: " \u00a0" }, null, "shipping_address.last_name"],
    ["a surname of unseen letters", { ...ADDRESS, last_name: "\u200b" }, null, "shipping_address.last_name"],
    ["no first name", { ...ADDRESS, first_name: "" }, null, "shipping_address.first_name"],
    ["a blank street", { ...ADDRESS, address_1: "  " }, null, "shipping_address.address_1"],
    ["a blank street on both", { ...ADDRESS, address_1: "" }, { ...LUIS, address_1: null }, "shipping_address.address_1"],
    ["no town", { ...ADDRESS, city: null }, null, "shipping_address.city"],
    ["no postal code", { ...ADDRESS, postal_code: null }, null, "shipping_address.postal_code"],
    ["no country", { ...ADDRESS, country_code: null }, null, "shipping_address.country_code"],
  ])("%s: the checkout names the field", (_what, shipping, billing, field) => {
    expect(fieldOf(goods(of(shipping, billing)))).toBe(`address_incomplete ${field}`)
  })

  it("a postal code that is none, where it has to tell the province, is to be corrected: it is not missing", () => {
    expect(fieldOf(goods(of({ ...ADDRESS, province: null, postal_code: "99999" }, null)))).toBe("address_not_valid shipping_address.postal_code")
  })

  it("names the field of the form that the shopper has filled in", () => {
    expect(fieldOf(digital(of(ONLY_SPAIN, { ...LUIS, last_name: "" })))).toBe("address_incomplete billing_address.last_name")
  })

  it("takes a whole name, and a whole place, of the other address", () => {
    const payload = payloadOf(goods(of({ ...ADDRESS, last_name: "", address_1: " " }, LUIS)), CTX)
    expect(payload.shipping).toMatchObject({ first_name: "Luis", last_name: "Pérez", street: "Rúa Nova 2", city: "Vigo", postcode: "36202", state: "Pontevedra" })
  })

  it("takes the name of a signed-in customer's profile, and of nobody else's", () => {
    const { customer, ...ctx } = signedIn({ last_name: "Ruiz" })
    const cart = goods({ ...of({ ...LUIS, last_name: null }), customer })
    expect(payloadOf(cart, { ...CTX, ...ctx }).shipping).toMatchObject({ first_name: "Ana", last_name: "Ruiz", street: "Rúa Nova 2" })
    expect(fieldOf(cart)).toBe("address_incomplete shipping_address.last_name")
  })

  it("first and last name come from one person: a profile of one name gives way to the billing address", () => {
    const { customer, ...ctx } = signedIn({})
    const payload = payloadOf(goods({ ...of(ADDRESS, LUIS), customer }), { ...CTX, ...ctx })
    expect(payload.customer).toMatchObject({ first_name: "Luis", last_name: "Pérez" })
    expect(payloadOf(digital({ ...of(null), customer }), { ...CTX, ...ctx }).customer).toMatchObject({ first_name: "Ana" })
  })

  it("tells a guest nothing of the profile behind their e-mail", () => {
    const { customer } = signedIn({ last_name: "Ruiz", phone: "616000111" })
    expect(payloadOf(digital({ ...of(null), customer }), CTX).customer).toEqual({ email: "ana@example.com", type: "g", gender: 0, language: "es" })
  })

  it("holds for whatever shoppers write, in checkout, update and history, and both are named alike", () => {
    const words = fc.constantFrom<string | null>(null, "", " ", "\u200b", "Ana", "Paral·lel 3º 1ª", "Jose\u0301", "👨‍👩‍👧‍👦".repeat(90), "ñ".repeat(2_001), "a\u0000b")
    const address = fc.record<AddressView>({
      first_name: words, last_name: words, company: words, address_1: words, address_2: words, city: words,
      province: fc.oneof(words, fc.constantFrom("ES-M", "es-tf", "m", "08")), postal_code: fc.constantFrom<string | null>(null, "", "07001", "38001", "1000-001", "x"),
      country_code: fc.constantFrom<string | null>(null, "es", "PT", "fr", "Spain"), phone: fc.constantFrom<string | null>(null, "no tengo", "+34 616 12 34 56", "0"),
    })
    const view = fc.record({ shipping_address: fc.option(address), billing_address: fc.option(address) })
    fc.assert(
      fc.property(view, fc.boolean(), (addresses, pickup) => {
        const asked = fieldOf(goods(addresses), { pickup })
        expect(asked).toMatch(/^(sold|address_missing (shipping|billing)_address|address_incomplete (shipping|billing)_address\.(first_name|last_name|address_1|city|postal_code|country_code)|address_not_valid (shipping|billing)_address\.postal_code)$/)
        const { shipping, billing } = asked === "sold" ? payloadOf(goods(addresses), { ...CTX, pickup }) : {}
        const order = { ...orderOf({ items: [{ unit_price: "20", quantity: "1" }] }), ...addresses }
        const edit = orderToEdit(order, LOOK)
        const past = parsePastOrderView({ id: "order_1", created_at: "2026-01-01", currency_code: "eur", total: 1, ...addresses })
        const [entry] = pastOrdersToHistory([past], 9)
        for (const told of [shipping, billing, edit.shipping, edit.billing, entry?.shipping, entry?.billing]) {
          if (!told) continue
          const required = [told.first_name, told.last_name, told.street, told.city, told.state, told.country, told.postcode]
          for (const text of required) {
            expect(text).toBe(text.trim().normalize("NFC"))
            expect([...text].length).toBeGreaterThan(0)
            expect([...text].length).toBeLessThanOrEqual(255)
          }
          expect(told.state).not.toMatch(["ES", "PT"].includes(told.country) ? /^(ES-M|es-tf|m|08)$/ : /^(ES-M|es-tf)$/)
          expect(told.phone ?? "+34616123456").toMatch(/^\+?\d{7,15}$/)
        }
        for (const told of [shipping, billing]) if (told) expect(Object.values(told)).not.toContain("-")
        if (billing) expect(edit.billing).toEqual(billing)
      }),
      { numRuns: 300 }
    )
  })
})

describe("state, phone and words", () => {
  it.each([
    [null, "07001", "Illes Balears"],
    ["es-tf", "38001", "Santa Cruz de Tenerife"],
    ["m", "28013", "Madrid"],
    ["", "51001", "Ceuta"],
  ])("the province %j at %s is told as %s", (province, postal_code, state) => {
    expect(payloadOf(goods(of({ ...ADDRESS, province, postal_code })), CTX).shipping).toMatchObject({ state, postcode: postal_code })
  })

  it("tells Portugal's districts too, and the town where a country has no provinces", () => {
    expect(payloadOf(goods(of({ ...ADDRESS, country_code: "pt", province: null, postal_code: "4000-123" })), CTX).shipping).toMatchObject({ state: "Porto" })
    expect(payloadOf(goods(of({ ...ADDRESS, country_code: "ad", province: null, city: "Encamp", postal_code: "AD200" })), CTX).shipping).toMatchObject({ state: "Encamp" })
  })

  it("leaves a phone out that is none, and takes the next one", () => {
    const payload = payloadOf(goods(of({ ...ADDRESS, phone: "0034 616-12.34 56" }, { ...LUIS, phone: "no tengo" })), CTX)
    expect([payload.billing?.phone, payload.shipping?.phone, payload.customer.phone]).toEqual([undefined, "+34616123456", "+34616123456"])
  })

  it("says everything of an article in whole letters of the proven length, without markup", () => {
    const [item] = cartOf({ items: [{ unit_price: "20", quantity: "1.5" }] }).items
    if (item === undefined) throw new Error("the cart has a line")
    const long = { ...item, product_title: `${"Jose\u0301".repeat(500)}`, variant_title: "Azul ".repeat(60), variant_sku: "S".repeat(999), product_handle: "h".repeat(5_000), product_type: "T".repeat(300), product_description: `<p>${"👨‍👩‍👧‍👦".repeat(300)}</p>` }
    const [article] = payloadOf(goods({ ...of(ADDRESS), items: [long], total: "22" }), CTX).order.articles
    expect(article?.name).toMatch(/^1,5 × José.*… \(Azul .*…\)$/)
    expect(article?.url).toBe("https://shop.example/es/")
    expect(article?.description).toMatch(/^(👨‍👩‍👧‍👦)+…$/u)
    for (const text of [article?.name, article?.description, article?.sku, article?.category]) expect([...(text ?? "")].length).toBeLessThanOrEqual(255)
  })
})
