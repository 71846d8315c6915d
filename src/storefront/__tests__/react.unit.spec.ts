import { createElement as h, type ReactElement } from "react"
import { renderToString } from "react-dom/server"
import { createAplazame } from "../index"
import { AplazameCartWidget, AplazameGate, AplazamePayButton, AplazamePaymentStatus, AplazameProductWidget, AplazameProvider } from "../react"

/** A page as a server renders it: there is no window here, and no call may be made. */
const rendered = (part: ReactElement, language?: string): string => {
  const send = (): never => {
    throw new Error("a rendering asks nothing")
  }
  return renderToString(h(AplazameProvider, { client: createAplazame({ send, language }), children: part }))
}
const payment = { cartId: "cart_1", sessionId: "payses_1" }
const button = h(AplazamePayButton, { payment, onResult: () => undefined, className: "primary", id: "pay" })

describe("the React parts, rendered on a server", () => {
  it.each([
    [undefined, "Pagar con Aplazame"],
    ["en", "Pay with Aplazame"],
    ["pt-PT", "Pagar com a Aplazame"],
  ])("the button of a shop in %p can be pressed and says %p", (language, words) => {
    const html = rendered(button, language)
    expect(html).toMatch(new RegExp(`^<button class="primary" id="pay" type="button"[^>]*data-phase="idle"[^>]*>${words}</button>`))
    expect(html).not.toContain("disabled")
    expect(html).toMatch(/<p role="alert"[^>]* hidden=""[^>]*><\/p>$/)
  })

  it("the gate shows neither side before the store has answered", () => {
    const html = rendered(h(AplazameGate, { question: { cartId: "cart_1" }, loading: "…", otherwise: "no", children: "yes" }))
    expect(html).toBe("…")
  })

  it("the return page says that it is asking", () => {
    expect(rendered(h(AplazamePaymentStatus, { returned: "success" }), "en")).toMatch(/^<div role="status"[^>]* data-outcome="asking">Checking your payment…<\/div>$/)
  })

  it("a widget is an element for aplazame.js, with a place to load in", () => {
    const html = rendered(h(AplazameProductWidget, { amount: 12_050, className: "widget" }))
    expect(html).toBe('<div class="widget" data-aplazame-widget-instalments="v5" data-amount="12050" data-currency="EUR" data-country="ES" data-type="product"><div data-aplazame-loading=""></div></div>')
    expect(rendered(h(AplazameCartWidget, { amount: 1, version: 4 }))).toContain('data-aplazame-widget-instalments="v4" data-amount="1" data-currency="EUR" data-country="ES" data-type="cart"')
  })

  it("a part without the provider says what is missing", () => {
    jest.spyOn(console, "error").mockImplementation()
    expect(() => renderToString(button)).toThrow("AplazameProvider")
  })
})
