import { scriptJson } from "../html"
import { WATCHED_ATTRIBUTES } from "./read-attributes"

/**
 * Script: finds the widgets' elements, now and whenever the page changes, asks what can be offered, and has it drawn. One
 * observer for the page; a widget asks again only when what it asks for has changed. Nothing may throw into the shop's page:
 * what goes wrong hides the widget. `watchWidgets` gives the end of it, for a page that loads the script once more: two watchers
 * would draw everything twice.
 */
export const WATCH = String.raw`
  var WIDGETS = "[data-aplazame-widget-instalments],[data-aplazame-simulator],[data-aplazame-widget-paylater]"
  var widgetStates = new WeakMap()
  var widgetTimer = 0

  function widgetFits(asked, product) {
    var query = new URLSearchParams({ amount: String(asked.amount), currency: asked.currency, country: asked.country, "product[type]": product })
    return api("/checkout/button?" + query, 1).then(function (data) { return data.allowed !== false }, function (error) {
      if (error.status === 403) return false
      throw error
    })
  }
  function widgetInstalments(asked) {
    var query = new URLSearchParams({ amount: String(asked.amount), currency: asked.currency, country: asked.country, view: asked.view === "cart" ? "cart" : "product" })
    return api("/instalment-plan-simulator?" + query, 1).then(function (data) {
      var choices = data.options.widget.disabled ? [] : data.choices[0].instalments
      return choices.length ? { kind: "instalments", choices: choices } : { kind: "none" }
    }, function (error) {
      if (error.status === 403) return { kind: "outside" }
      throw error
    })
  }
  async function widgetOffer(asked) {
    if (!options.publicKey) return { kind: "none" }
    // Pay later needs a country only; without an amount there are no limits to ask about.
    if (asked.kind === "payLater" && !asked.amount) return { kind: asked.country === "ES" || asked.country === "PT" ? "payLater" : "none" }
    if (!asked.amount) return { kind: "none" }
    if (asked.kind === "payLater") return { kind: (await widgetFits(asked, "pay_later")) ? "payLater" : "outside" }
    if (asked.kind === "payIn4" && (await widgetFits(asked, "pay_in_4"))) return { kind: "payIn4" }
    return widgetInstalments(asked)
  }
  function widgetCheck(element) {
    var state = widgetStates.get(element)
    if (!state) widgetStates.set(element, state = { signature: "", turn: 0, settled: false, drawn: null, hid: false, chosen: null })
    var asked = widgetAsked(element)
    var signature = JSON.stringify([asked, options.publicKey, options.sandbox])
    if (state.settled) element.querySelectorAll("[data-aplazame-loading]").forEach(function (one) { if (one.firstChild) one.replaceChildren() })
    // The shop drew its element anew over ours.
    if (state.drawn && !element.contains(state.drawn)) element.appendChild(state.drawn)
    if (signature === state.signature) return
    state.signature = signature
    var turn = ++state.turn
    widgetOffer(asked).then(function (offer) {
      if (turn === state.turn) widgetDraw(element, state, asked, offer)
    }).catch(function () {
      if (turn === state.turn) widgetHide(element, state)
    }).then(function () {
      state.settled = true
      widgetsSoon()
    })
  }
  function widgetsCheck() {
    widgetTimer = 0
    document.querySelectorAll(WIDGETS).forEach(function (element) {
      try { widgetCheck(element) } catch (error) { /* never into the shop's page */ }
    })
  }
  function widgetsSoon() {
    if (!widgetTimer) widgetTimer = setTimeout(widgetsCheck, 20)
  }
  function watchWidgets() {
    var observer = new MutationObserver(widgetsSoon)
    observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ${scriptJson(WATCHED_ATTRIBUTES)} })
    document.addEventListener("input", widgetsSoon, true)
    document.addEventListener("change", widgetsSoon, true)
    // A script that sets a field's value leaves no trace, so fields of price and quantity are looked at.
    var looking = setInterval(function () { if (document.querySelector("[data-price],[data-qty]")) widgetsSoon() }, 250)
    widgetsSoon()
    return function () {
      observer.disconnect()
      clearInterval(looking)
      clearTimeout(widgetTimer)
      widgetTimer = -1
      document.removeEventListener("input", widgetsSoon, true)
      document.removeEventListener("change", widgetsSoon, true)
      document.querySelectorAll(WIDGETS).forEach(function (element) {
        var state = widgetStates.get(element)
        if (!state) return
        state.turn++
        widgetHide(element, state)
        if (state.hid) element.hidden = false
      })
    }
  }`
