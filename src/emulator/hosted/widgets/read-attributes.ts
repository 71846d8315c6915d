/**
 * Script: what one widget's element asks for. Amounts in cents; `amount` is 0 when none can be read. `data-price` and `data-qty`
 * are lists of selectors, of which the first that matches counts, as in the public aplazame.js; a wrong selector matches nothing.
 * A price is the first in a text: "1.234,56 €" and "1,234.56" are 123456. A separator before one or two last digits is the decimal one.
 */
export const READ_ATTRIBUTES = String.raw`
  function widgetPrice(text) {
    var found = /\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?/.exec(text || "")
    if (!found) return 0
    var parts = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(found[0])
    return Number(parts[1].replace(/\D/g, "")) * 100 + Number(((parts[2] || "") + "00").slice(0, 2))
  }
  function widgetFirst(selectors) {
    var list = (selectors || "").split(",")
    for (var i = 0; i < list.length; i++) {
      try {
        var found = list[i].trim() && document.querySelector(list[i])
        if (found) return found
      } catch (error) { /* a wrong selector matches nothing */ }
    }
    return null
  }
  function widgetTextOf(element) {
    if (typeof element.value === "string" && element.value !== "") return element.value
    var text = element.textContent.trim()
    // Euros and cents as elements of their own: <b>27</b><sup>50</sup>.
    var runs = element.children.length > 0 && !/\d[.,]\d/.test(text)
      ? Array.prototype.map.call(element.childNodes, function (part) { return (/\d+/.exec(part.textContent) || [""])[0] }).filter(Boolean) : []
    if (runs.length === 2 && runs[1].length === 2) return runs[0] + "." + runs[1]
    return text || element.getAttribute("content") || ""
  }
  function widgetAmount(element) {
    var priced = widgetFirst(element.getAttribute("data-price"))
    var counted = widgetFirst(element.getAttribute("data-qty"))
    var price = priced ? widgetPrice(widgetTextOf(priced)) : Number((element.getAttribute("data-amount") || "").trim())
    var quantity = counted ? Math.floor(Number(widgetTextOf(counted))) : 1
    var amount = price * (quantity >= 1 ? quantity : 1)
    return Number.isSafeInteger(amount) && amount > 0 ? amount : 0
  }
  // React writes data-x={false} as "false".
  function widgetFlag(element, name) {
    return element.hasAttribute(name) && element.getAttribute(name).trim() !== "false"
  }
  function widgetAsked(element) {
    function option(name, fallback) { return (element.getAttribute(name) || "").trim() || fallback }
    var version = option("data-aplazame-widget-instalments", "v3")
    var lang = (document.documentElement.lang || "").slice(0, 2).toLowerCase()
    return {
      kind: element.hasAttribute("data-aplazame-widget-paylater") ? "payLater" : widgetFlag(element, "data-pay-in-4") ? "payIn4" : "instalments",
      version: version === "v4" || version === "v5" ? version : "v3", type: option("data-type", ""), view: option("data-view", "product"),
      amount: widgetAmount(element), currency: option("data-currency", "EUR"), country: option("data-country", "ES").toUpperCase(),
      lang: WIDGET_TEXTS[lang] ? lang : "es", instalments: Number(option("data-option-default-instalments", "0")) || 0,
      align: option("data-option-align", "left"), outside: option("data-option-out-of-limits", "hide"),
      legal: option("data-option-legal-advice", "false") === "true", legalText: option("data-option-legal-text", ""),
      layout: option("data-option-layout", "horizontal"), color: option("data-option-primary-color", ""),
      border: option("data-option-border-product", "false") === "true"
    }
  }`

/** The attributes that READ_ATTRIBUTES looks at, on the widget's element or on those of price and quantity. */
export const WATCHED_ATTRIBUTES = [
  "data-aplazame-widget-instalments", "data-aplazame-simulator", "data-aplazame-widget-paylater", "data-pay-in-4",
  "data-amount", "data-price", "data-qty", "data-currency", "data-country", "data-view", "data-type",
  "data-option-default-instalments", "data-option-align", "data-option-out-of-limits", "data-option-legal-advice", "data-option-legal-text",
  "data-option-layout", "data-option-primary-color", "data-option-border-product", "lang", "value", "content",
] as const
