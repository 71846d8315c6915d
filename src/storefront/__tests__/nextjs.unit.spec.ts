import { createElement as h, type ReactElement } from "react"
import { renderToString } from "react-dom/server"
import { AplazameButton, AplazameCart, AplazameLinkPage, AplazameOption, AplazameOptionLine, AplazameOrder, AplazameProduct, AplazameReturnPage, AplazameShop, forwardCall, isAplazame, newAplazameSession, type AplazameActions } from "../nextjs"
import { OfferLine } from "../nextjs/option"
import { pathOf, STARTER_PAGES } from "../nextjs/pages"
import { pageLanguage, usePage } from "../nextjs/shop"
import { priceOf, shownPrice } from "../nextjs/shop-types"
import { lowestSentence, waysSentence } from "../nextjs/words"

let params: Record<string, string> = {}
jest.mock(
  "next/navigation",
  () => ({ useParams: () => params, useRouter: () => ({ push: () => undefined }) }),
  { virtual: true }
)
beforeEach(() => (params = { countryCode: "es" }))

const never = (): never => {
  throw new Error("a rendering asks nothing")
}
const actions: AplazameActions = { leaveCart: never, newSession: never }
/** A page as the shop's server renders it. */
const rendered = (part: ReactElement, language = "en"): string => renderToString(h(AplazameShop, { actions, language, unstyled: true, children: part }))
const Links = (): string => usePage()("cart")
const cart = { id: "cart_1", total: 20, currency_code: "eur", updated_at: "2026-01-01" }

describe("the language of a page", () => {
  it.each([["_medusa_locale=pt-PT", "pt-PT"], ["a=1; _medusa_locale=es%2DES; b=2", "es-ES"], ["_medusa_locale=%", "en"], ["_medusa_locale=%E0%A4%A", "en"], ["", "en"]])("is read of the cookies %j, whatever somebody has put there", (cookie, language) => {
    Object.assign(globalThis, { document: { cookie, documentElement: { lang: "en" } } })
    try {
      expect(pageLanguage()).toBe(language)
    } finally {
      Reflect.deleteProperty(globalThis, "document")
    }
  })
})

describe("the parts for Next.js, rendered on a server", () => {
  it("leave the option of another provider as it is, and show Aplazame's once it is known that it can pay", () => {
    const option = (provider: string): ReactElement => h(AplazameOption, { provider, cart, children: h("b", null, "option", h(AplazameOptionLine, { provider })) })
    expect(rendered(option("pp_system_default"))).toBe("<b>option</b>")
    expect(rendered(option("pp_aplazame_aplazame"))).toBe("")
  })

  it("name in the option's line what a month costs, by a widget of Aplazame's for the cart, with the notice", () => {
    params = { countryCode: "pt" }
    const line = rendered(h(OfferLine, { cart: { ...cart, total: 94.85 }, products: { instalments: true, pay_later: null } }), "pt")
    expect(line).toMatch(/Pague em prestações ou em 15 dias\..*<div data-aplazame-widget-instalments="" .*Atenção! Contrair empréstimos custa dinheiro\./)
    for (const attribute of ['data-amount="9485"', 'data-currency="EUR"', 'data-country="PT"', 'data-view="cart"', 'data-type="text"', 'data-option-disable-modal="true"']) expect(line).toContain(attribute)
    expect(line.match(/role="note"/g)).toHaveLength(1)
    // the starter's option is in small print: a part of that can't be read
    expect(line).toContain("font-size:max(0.875em, 13px)")
  })

  it.each([[{ instalments: false, pay_later: true }], [{ instalments: null }], [{ pay_later: true }], [{}]])("name no figure where Aplazame has not said yes to instalments for the amount: %j", (products) => {
    const line = rendered(h(OfferLine, { cart, products }))
    expect(line).not.toContain("data-aplazame-widget")
    expect(line).toContain("Caution! Borrowing money costs money.")
  })

  it("have a button that says what it does in the shop's language", () => {
    expect(rendered(h(AplazameButton, { cart, className: "primary" }))).toContain(">Pay with Aplazame</button>")
    expect(rendered(h(AplazameButton, { cart, disabled: true }), "es")).toMatch(/disabled=""[^>]*>Pagar con Aplazame/)
  })

  it("thank for an order that is paid, and for nothing that Medusa itself calls unpaid before the store has answered", () => {
    const page = (payment_status: string): string => rendered(h(AplazameOrder, { order: { id: "order_1", payment_status }, children: h("h1", null, "Thank you") }))
    for (const status of ["authorized", "captured"]) expect(page(status)).toBe("<h1>Thank you</h1>")
    for (const status of ["awaiting", "canceled"]) expect(page(status)).not.toContain("Thank you")
  })

  it("ask on the page that a shopper comes back to, and draw no widget before it is known that it may stand there", () => {
    params = { countryCode: "es", how: "success" }
    expect(rendered(h(AplazameReturnPage))).toContain("Checking your payment…")
    const product = { id: "prod_1", variants: [{ id: "v1", calculated_price: { calculated_amount: 10, currency_code: "eur" } }] }
    expect(rendered(h(AplazameProduct, { product }))).toBe("")
    expect(rendered(h(AplazameCart, { cart }))).toBe("")
  })

  it("have a page for a payment link, which asks for the collection in its address", () => {
    params = { countryCode: "es", id: "pay_col_1" }
    expect(rendered(h(AplazameLinkPage))).toMatch(/^<div data-aplazame-link-page="".*<section data-aplazame-link="asking">.*Checking your payment…/)
  })

  it("say what is missing where the shop is not around them", () => {
    jest.spyOn(console, "error").mockImplementation()
    expect(() => renderToString(h(AplazameButton, { cart }))).toThrow("AplazameShop")
  })
})

describe("the shop's addresses", () => {
  it.each([
    [STARTER_PAGES.order, { countryCode: "es", id: "order_1" }, "/es/order/order_1/confirmed"],
    [STARTER_PAGES.link, { countryCode: "es", id: "pay_col_1" }, "/es/payment-collection/pay_col_1"],
    [STARTER_PAGES.payment, { countryCode: "pt" }, "/pt/checkout?step=payment"],
    [STARTER_PAGES.returned, { countryCode: "es" }, "/es/checkout/aplazame"],
    ["/[countryCode]/store", {}, "/store"],
    ["/[locale]/basket", { locale: "pt" }, "/pt/basket"],
    ["/thanks/[id]", { id: "a/b" }, "/thanks/a%2Fb"],
  ])("%s with %j is %s", (page, values, path) => {
    expect(pathOf(page, values)).toBe(path)
  })
})

describe("what is shown of an offer", () => {
  it("is the price with tax of the chosen variant, else the lowest of the product", () => {
    const variant = (id: string, calculated_amount: number | null, more = {}) => ({ id, calculated_price: { calculated_amount, currency_code: "eur", ...more } })
    expect(priceOf(variant("a", 10, { calculated_amount_with_tax: 12.1 }))).toEqual({ amount: 1210, currency: "eur" })
    const product = { id: "p", variants: [variant("a", 19.99), variant("b", 10), variant("c", null), { id: "d" }] }
    expect(shownPrice(product, null)).toEqual({ amount: 1000, currency: "eur" })
    expect(shownPrice(product, product.variants[0])).toEqual({ amount: 1999, currency: "eur" })
    expect(shownPrice({ id: "p", variants: null }, undefined)).toBeNull()
  })

  it("says that it is of the lowest price while no variant is chosen, where they differ", () => {
    const variant = (id: string, calculated_amount: number) => ({ id, calculated_price: { calculated_amount, currency_code: "eur" } })
    const product = { id: "p", variants: [variant("a", 19.99), variant("b", 10)] }
    const said = (["es", "en", "pt"] as const).map((language) => lowestSentence(product, null, language).replace(/\s/g, " "))
    expect(said).toEqual(["Calculado con el precio más bajo: 10,00 €", "For the lowest price: €10.00", "Calculado com o preço mais baixo: 10,00 €"])
    expect(lowestSentence(product, product.variants[0], "en")).toBe("")
    expect(lowestSentence({ id: "p", variants: [variant("a", 10), variant("b", 10), { id: "c" } as never] }, null, "en")).toBe("")
    expect(lowestSentence({ id: "p", variants: [] }, null, "en")).toBe("")
  })

  it("are the ways that Aplazame does not refuse, in words", () => {
    expect(waysSentence({ instalments: true, pay_in_4: true, pay_later: null }, "en")).toBe("Pay in instalments, in 4 payments or in 15 days.")
    expect(waysSentence({ instalments: true, pay_in_4: false, pay_later: true }, "es")).toBe("Paga a plazos o en 15 días.")
    expect(waysSentence({ pay_in_4: true }, "pt")).toBe("Pague em 4 pagamentos.")
    expect(waysSentence({}, "es")).toBe("")
  })

  it("belongs to Aplazame's provider and no other", () => {
    expect(["pp_aplazame_aplazame", "pp_aplazame", "pp_aplazame_two"].every(isAplazame)).toBe(true)
    expect(["pp_aplazametoo_x", "pp_system_default", "", null, undefined].some(isAplazame)).toBe(false)
  })
})

describe("a call that the shop's server makes for a page", () => {
  const to = { storeUrl: "https://store.example/", publishableKey: "pk_1", headers: { authorization: "Bearer token" } }
  const fetched = jest.fn()
  beforeEach(() => {
    fetched.mockReset().mockResolvedValue(new Response('{"state":"open"}', { status: 200 }))
    jest.spyOn(globalThis, "fetch").mockImplementation(fetched)
  })
  afterEach(() => jest.restoreAllMocks())

  it("goes to the store in the shopper's name", async () => {
    expect(await forwardCall({ method: "GET", path: "/store/aplazame/carts/cart_1/payment", language: "pt" }, to)).toEqual({ status: 200, body: { state: "open" } })
    expect(fetched).toHaveBeenCalledWith("https://store.example/store/aplazame/carts/cart_1/payment", expect.objectContaining({ method: "GET", cache: "no-store", body: undefined, headers: expect.objectContaining({ authorization: "Bearer token", "x-publishable-api-key": "pk_1", "accept-language": "pt", "x-medusa-locale": "pt" }) }))
    await forwardCall({ method: "POST", path: "/store/carts/cart_1/complete", language: "es" }, to)
    expect(fetched.mock.calls[1][1]).toMatchObject({ method: "POST", body: "{}" })
  })

  it("is one of the helper's, or is not made", async () => {
    expect(await forwardCall(null, to)).toEqual({ status: 400, body: null })
    expect(await forwardCall({ method: "GET", path: "/store/customers/me", language: "es" }, to)).toEqual({ status: 400, body: null })
    expect(fetched).not.toHaveBeenCalled()
  })

  it("has no body where the answer is no JSON", async () => {
    fetched.mockResolvedValue(new Response("<html>", { status: 502 }))
    expect(await forwardCall({ method: "GET", path: "/store/aplazame/config", language: "es" }, to)).toEqual({ status: 502, body: null })
  })
})

describe("a payment session that is made for a shop without a function of its own", () => {
  const to = { storeUrl: "https://store.example", publishableKey: "pk_1", headers: { authorization: "Bearer token" } }
  const made = { payment_collection: { id: "pay_col_1", payment_sessions: [{ id: "ps_card", provider_id: "pp_card" }, { id: "ps_1", provider_id: "pp_aplazame_aplazame" }] } }
  let fetched: jest.SpyInstance
  const answers = (...bodies: object[]): void => {
    for (const body of bodies) fetched.mockResolvedValueOnce(Response.json(body))
  }
  const asked = (): string[] => fetched.mock.calls.map(([address, { method, body }]) => `${method} ${address.slice(to.storeUrl.length)} ${body ?? ""}`.trim())
  beforeEach(() => (fetched = jest.spyOn(globalThis, "fetch")))
  afterEach(() => fetched.mockRestore())

  it("is made in the cart's payment collection, in the customer's name", async () => {
    answers({ cart: { id: "cart_1", payment_collection: { id: "pay_col_1" } } }, made)
    expect(await newAplazameSession("cart_1", to)).toBe("ps_1")
    expect(asked()).toEqual(["GET /store/carts/cart_1?fields=id,*payment_collection", 'POST /store/payment-collections/pay_col_1/payment-sessions {"provider_id":"pp_aplazame_aplazame"}'])
    expect(fetched.mock.calls[1][1].headers).toMatchObject({ authorization: "Bearer token", "x-publishable-api-key": "pk_1" })
  })

  it("gets a payment collection first, where the cart has none", async () => {
    answers({ cart: { id: "cart_1" } }, { payment_collection: { id: "pay_col_2" } }, made)
    await newAplazameSession("cart_1", to)
    expect(asked().slice(1)).toEqual(['POST /store/payment-collections {"cart_id":"cart_1"}', 'POST /store/payment-collections/pay_col_2/payment-sessions {"provider_id":"pp_aplazame_aplazame"}'])
  })

  it("is an error where the store refuses, or makes none; the id of a cart is no path", async () => {
    fetched.mockResolvedValueOnce(new Response("{}", { status: 404 }))
    await expect(newAplazameSession("../customers/me", to)).rejects.toThrow("The store answered 404")
    expect(asked()[0]).toContain("/store/carts/..%2Fcustomers%2Fme?")
    answers({ cart: { payment_collection: { id: "pay_col_1" } } }, { payment_collection: { id: "pay_col_1", payment_sessions: [] } })
    await expect(newAplazameSession("cart_1", to)).rejects.toThrow("No payment session was made")
  })
})

describe("a shop whose pages stand below a language", () => {
  it("has it in the links of the parts", () => {
    params = { locale: "pt", how: "nothing" }
    const links = renderToString(h(AplazameShop, { actions, language: "en", unstyled: true, pages: { cart: "/[locale]/basket" }, children: h(Links) }))
    expect(links).toBe("/pt/basket")
  })
})
