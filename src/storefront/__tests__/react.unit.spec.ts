import { createElement as h, type ReactElement } from "react"
import { renderToString } from "react-dom/server"
import { wordsFor } from "../../mapping/words"
import { createAplazame, type AplazameOptions } from "../index"
import { AplazameCartWidget, AplazameCreditNotice, AplazameGate, AplazameOrderStatus, AplazamePayButton, AplazamePayOrder, AplazamePaymentStatus, AplazameProductWidget, AplazameProvider, AplazameResume, type AplazameProviderProps } from "../react"
import { WORDS } from "../react/words"

/** A page as a server renders it: there is no window here, and no call may be made. */
const rendered = (part: ReactElement, language?: string, creditNotice?: AplazameOptions["creditNotice"], shop: Partial<AplazameProviderProps> = { unstyled: true }): string => {
  const send = (): never => {
    throw new Error("a rendering asks nothing")
  }
  return renderToString(h(AplazameProvider, { client: createAplazame({ send, language, creditNotice }), ...shop, children: part }))
}
const payment = { cartId: "cart_1", sessionId: "payses_1" }
const button = h(AplazamePayButton, { payment, onResult: () => undefined, className: "primary", id: "pay" })

describe("the number of an order", () => {
  it.each(["es", "en", "pt"] as const)("is written as in the line that Aplazame shows (%s)", (language) => {
    expect(`${WORDS[language].order}12`).toBe(wordsFor(language).difference.replace("{number}", "12").split(",")[0])
  })
})

describe("the React parts, rendered on a server", () => {
  it.each([
    [undefined, "Pagar con Aplazame"],
    ["en", "Pay with Aplazame"],
    ["pt-PT", "Pagar com a Aplazame"],
  ])("the button of a shop in %p can be pressed and says %p", (language, words) => {
    const html = rendered(button, language)
    expect(html).toMatch(new RegExp(`^<button id="pay" class="primary" type="button"[^>]*data-phase="idle"[^>]*>${words}</button>`))
    expect(html).not.toContain("disabled")
    expect(html).toMatch(/<div role="alert"[^>]* hidden=""[^>]*><p><\/p><\/div>$/)
  })

  it("the gate shows neither side before the store has answered", () => {
    const html = rendered(h(AplazameGate, { question: { cartId: "cart_1" }, loading: "…", otherwise: "no", children: "yes" }))
    expect(html).toBe("…")
  })

  it("the return page says that it is asking", () => {
    expect(rendered(h(AplazamePaymentStatus, { returned: "success" }), "en")).toMatch(/^<div role="status"[^>]* data-outcome="asking"[^>]*><p>Checking your payment…<\/p><\/div>$/)
  })

  it("the page of a payment link asks, and offers nothing to pay before the store has answered", () => {
    const html = rendered(h(AplazamePayOrder, { collectionId: "pay_col_1", className: "box" }), "en")
    expect(html).toMatch(/^<section class="box"[^>]*><div role="status"[^>]*><p>Checking your payment…<\/p><\/div><\/section>$/)
  })

  it("a widget is an element for aplazame.js, with a place to load in", () => {
    const html = rendered(h(AplazameProductWidget, { amount: 12_050, className: "widget", creditNotice: false }))
    expect(html).toBe('<div class="widget" data-aplazame-widget-instalments="v5" data-amount="12050" data-currency="EUR" data-country="ES" data-type="product"><div data-aplazame-loading=""></div></div>')
    expect(rendered(h(AplazameCartWidget, { amount: 1, version: 4 }))).toContain('data-aplazame-widget-instalments="v4" data-amount="1" data-currency="EUR" data-country="ES" data-type="cart"')
  })

  it("a part without the provider says what is missing", () => {
    jest.spyOn(console, "error").mockImplementation()
    expect(() => renderToString(button)).toThrow("AplazameProvider")
  })
})

describe("the looks of the parts", () => {
  it("come with the provider in one element, above a reset of buttons and below nothing of the shop's", () => {
    const html = rendered(button, "en", undefined, {})
    expect(html.match(/<style>/g)).toHaveLength(1)
    expect(html).toContain("var(--aplazame-accent,")
    // The shop's class takes the place of ours on its element, and on no other.
    expect(html).toMatch(/<button id="pay" class="primary"/)
    expect(html).not.toMatch(/<button[^>]*data-aplazame-look/)
    expect(html).toMatch(/<div role="alert"[^>]*data-aplazame-look="panel bad"/)
  })

  it("are named for a Content-Security-Policy", () => {
    expect(rendered(button, "en", undefined, { nonce: "n1" })).toContain('<style nonce="n1">')
  })

  it("are the shop's where it gives classes, and nobody's where it switches ours off", () => {
    expect(rendered(h(AplazamePaymentStatus, { returned: null }), "en", undefined, { classNames: { panel: "card", message: "text" } })).toMatch(/<div role="status"[^>]* class="card"[^>]*><p class="text">/)
    const bare = h(AplazamePayButton, { payment })
    expect(rendered(bare, "en", undefined, {})).toContain('data-aplazame-look="button"')
    expect(rendered(bare)).not.toMatch(/<style|data-aplazame-look/)
    expect(rendered(h(AplazamePayButton, { payment, unstyled: true }), "en", undefined, {})).not.toContain("data-aplazame-look=")
  })
})

describe("the page of an order, rendered on a server", () => {
  const page = (paymentStatus?: string): string => rendered(h(AplazameOrderStatus, { orderId: "order_1", paymentStatus, children: "Thank you" }), "en")

  it.each([undefined, "authorized", "captured"])("thanks at once for an order that is %p", (status) => {
    expect(page(status)).toBe("Thank you")
  })

  it.each(["awaiting", "not_paid", "canceled"])("thanks nobody for an order that is %p before the store has answered", (status) => {
    expect(page(status)).toMatch(/role="status".*Checking your payment…/)
    expect(page(status)).not.toContain("Thank you")
  })

  it("says in another place of the page only what is true of a paid order", () => {
    const place = (paymentStatus: string): string => rendered(h(AplazameOrderStatus, { orderId: "order_1", paymentStatus, silent: true, children: "We have sent" }), "en")
    expect(["authorized", "awaiting", "canceled"].map(place)).toEqual(["We have sent", "", ""])
  })

  it("has nothing of the part for the root layout", () => {
    expect(rendered(h(AplazameResume))).toBe("")
  })
})

describe("the notice that credit costs money", () => {
  const widget = (creditNotice?: boolean | string): ReactElement => h(AplazameProductWidget, { amount: 12_050, className: "widget", id: "offer", creditNotice })

  it.each([
    [undefined, "es", "Atención: tomar dinero prestado cuesta dinero."],
    ["en", "en", "Caution! Borrowing money costs money."],
    ["pt-PT", "pt", "Atenção! Contrair empréstimos custa dinheiro."],
  ])("stands below every widget before aplazame.js is there, in %p as in %s", (language, lang, words) => {
    const notice = `<p role="note" lang="${lang}" data-aplazame-credit-notice=""><strong>${words}</strong></p>`
    const element = '<div data-aplazame-widget-instalments="v5" data-amount="12050" data-currency="EUR" data-country="ES" data-type="product"><div data-aplazame-loading=""></div></div>'
    expect(rendered(widget(), language)).toBe(`<div class="widget" id="offer">${element}${notice}</div>`)
    expect(rendered(h(AplazameCartWidget, { amount: 1 }), language)).toContain(notice)
  })

  it.each<[string, boolean | string | undefined, boolean | string | undefined, string | null]>([
    ["is left out of one widget", undefined, false, null],
    ["is left out of all", false, undefined, null],
    ["is left out of all but one", false, true, "Atención: tomar dinero prestado cuesta dinero."],
    ["is in the shop's own words", "Antes de pedir: <TAE 24 %>", undefined, "Antes de pedir: &lt;TAE 24 %&gt;"],
    ["is in the words of one widget", "De todos", "Solo aquí", "Solo aquí"],
  ])("%s", (_, ofShop, ofWidget, words) => {
    const html = rendered(widget(ofWidget), undefined, ofShop)
    if (words === null) expect(html).not.toContain("data-aplazame-credit-notice")
    else expect(html).toContain(`<strong>${words}</strong></p>`)
  })

  it("bears a language only where the words are ours", () => {
    expect(rendered(widget("Wer Geld leiht, zahlt"))).toContain('<p role="note" data-aplazame-credit-notice=""><strong>Wer Geld leiht, zahlt</strong></p>')
  })

  it("stands alone where a shop puts it, also where it is off for the widgets", () => {
    const notice = (ofShop?: boolean | string): string => rendered(h(AplazameCreditNotice, { className: "small" }), "en", ofShop)
    expect(notice()).toBe('<p class="small" role="note" lang="en" data-aplazame-credit-notice=""><strong>Caution! Borrowing money costs money.</strong></p>')
    expect(notice(false)).toBe(notice())
    expect(notice("Own words")).toContain("<strong>Own words</strong>")
  })
})
