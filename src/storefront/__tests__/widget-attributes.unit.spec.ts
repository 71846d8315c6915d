import { widgetAttributes, type WidgetOptions } from "../index"

describe("the attributes of a widget", () => {
  const spain = { "data-currency": "EUR", "data-country": "ES" }

  it.each<[string, WidgetOptions, Record<string, string>]>([
    ["v5 unless told", { amount: 12_050 }, { "data-aplazame-widget-instalments": "v5", "data-amount": "12050", "data-type": "product" }],
    ["v5 of a cart", { amount: 1, view: "cart", slider: false }, { "data-aplazame-widget-instalments": "v5", "data-amount": "1", "data-type": "cart", "data-option-slider": "false" }],
    ["v4 that follows the page's price", { version: 4, price: "#price", quantity: "#qty" }, { "data-aplazame-widget-instalments": "v4", "data-price": "#price", "data-qty": "#qty", "data-type": "product" }],
    [
      "v4 with its looks",
      { version: 4, view: "cart", amount: 1, primaryColor: "#0a0", layout: "vertical", borderProduct: true, maxAmountDesired: 4_000, align: "center", outOfLimits: "hide" },
      {
        "data-aplazame-widget-instalments": "v4", "data-amount": "1", "data-type": "cart", "data-option-primary-color": "#0a0", "data-option-layout": "vertical",
        "data-option-border-product": "true", "data-option-max-amount-desired": "4000", "data-option-align": "center", "data-option-out-of-limits": "hide",
      },
    ],
    ["v3 of a cart", { version: 3, view: "cart", amount: 1, type: "button", branding: false }, { "data-aplazame-widget-instalments": "", "data-amount": "1", "data-view": "cart", "data-type": "button", "data-option-branding": "false" }],
    ["v3 without a type of its own", { version: 3, amount: 1 }, { "data-aplazame-widget-instalments": "", "data-amount": "1" }],
    ["pay in 4", { product: "pay_in_4", amount: 1 }, { "data-aplazame-widget-instalments": "v5", "data-pay-in-4": "", "data-amount": "1", "data-type": "product" }],
    ["pay later", { product: "pay_later", view: "product", type: "link" }, { "data-aplazame-widget-paylater": "", "data-type": "link" }],
    ["a campaign's article", { amount: 1, articleId: "prod_1: 100*2" }, { "data-aplazame-widget-instalments": "v5", "data-amount": "1", "data-type": "product", "data-article-id": "prod_1: 100*2" }],
  ])("%s", (_, options, expected) => {
    expect(widgetAttributes(options)).toEqual({ ...spain, ...expected })
  })

  it("writes the country and the currency as Aplazame reads them", () => {
    expect(widgetAttributes({ amount: 1, country: "pt", currency: "eur" })).toMatchObject({ "data-country": "PT", "data-currency": "EUR" })
  })
})
