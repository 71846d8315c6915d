import { scriptJson } from "./html"
import { WIDGETS_SCRIPT } from "./widgets/widgets-script"

/**
 * The `aplazame.js` stand-in for a store page: `aplazame.checkout(id, callbacks)`, `aplazame.button(...)`, `init`, and the
 * late-binding queue `window.aplazame = [fn, ...]`; and the widgets. `publicKey` and `sandbox` come from the script's own query; the
 * attributes `data-aplazame` and `data-sandbox` do the same (docs: Aplazame API, "Opening the checkout").
 * A given callback replaces the redirect URL of the same outcome.
 */
export function aplazameJs(base: string, publicKey: unknown, sandbox: unknown): string {
  return `(function () {
  "use strict"
  var BASE = ${scriptJson(base)}
  var element = document.currentScript
  var options = {
    publicKey: ${scriptJson(typeof publicKey === "string" ? publicKey : null)} || (element && element.dataset.aplazame) || "",
    sandbox: ${scriptJson(sandbox === "true")} || Boolean(element && (element.dataset.sandbox === "true" || element.dataset.sandbox === ""))
  }
${BODY}
${WIDGETS_SCRIPT}
${START}
})()
`
}

const BODY = `  var LOAD_TIMEOUT = 60000
  var REPLACES = { success: "onSuccess", pending: "onPending", ko: "onKO", error: "onError", dismiss: "onDismiss" }

  function init(given) {
    given = given || {}
    options.publicKey = given.public_key || given.publicKey || given["public-key"] || options.publicKey
    if ("sandbox" in given) options.sandbox = given.sandbox === true || given.sandbox === "true"
    widgetsSoon()
    return aplazame
  }
  function api(path, version) {
    return fetch(BASE + path, { headers: {
      authorization: "Bearer " + options.publicKey,
      accept: "application/vnd.aplazame." + (options.sandbox ? "sandbox." : "") + "v" + version + "+json"
    } }).then(function (response) {
      return response.ok ? response.json() : Promise.reject(Object.assign(new Error("HTTP " + response.status), { status: response.status }))
    })
  }
  function go(url) {
    var target = new URL(url, window.location.href)
    if (target.protocol === "http:" || target.protocol === "https:") window.location.assign(target.href)
  }
  // Without a callback or a URL of its own, pending and ko do what dismiss does, and dismiss goes to "/".
  function settle(status, callbacks, merchant) {
    if (typeof callbacks.onClose === "function") callbacks.onClose(status)
    var callback = callbacks[REPLACES[status]]
    if (typeof callback === "function") return callback()
    var url = merchant[status + "_url"]
    if (url) return go(url)
    if (status === "dismiss") return go("/")
    if (status === "pending" || status === "ko") {
      if (typeof callbacks.onDismiss === "function") return callbacks.onDismiss()
      go(merchant.dismiss_url || "/")
    }
  }

  function checkout(id, callbacks) {
    callbacks = callbacks || {}
    var merchant = {}
    var frame = document.createElement("iframe")
    var done = false
    frame.title = "Aplazame"
    frame.setAttribute("data-testid", "apz-frame")
    frame.allow = "payment"
    frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:#eef1f6"
    var overflow = document.documentElement.style.overflow
    function end(status) {
      if (done) return
      done = true
      clearTimeout(timer)
      window.removeEventListener("message", listen)
      frame.remove()
      document.documentElement.style.overflow = overflow
      settle(status, callbacks, merchant)
    }
    function listen(message) {
      if (message.origin !== new URL(BASE).origin || message.source !== frame.contentWindow) return
      var data = message.data
      if (!data || data.aplazame !== "checkout") return
      if (data.event === "checkout-ready") clearTimeout(timer)
      if (data.event === "get-checkout-data") frame.contentWindow.postMessage({ aplazame: "checkout", event: "checkout-data", data: { id: id } }, new URL(BASE).origin)
      if (data.event === "status-change" && typeof callbacks.onStatusChange === "function") callbacks.onStatusChange(data.status)
      if (data.event === "close") end(REPLACES[data.result] ? data.result : "error")
    }
    var timer = setTimeout(function () { end("error") }, LOAD_TIMEOUT)
    window.addEventListener("message", listen)
    api("/checkout/" + encodeURIComponent(id), 3).then(function (data) {
      if (done) return
      merchant = (data.transaction && data.transaction.merchant) || {}
      frame.src = BASE + "/hosted?order=" + encodeURIComponent(id) + "&public-key=" + encodeURIComponent(options.publicKey)
        + (options.sandbox ? "&sandbox=true" : "") + "&iframe=checkout&t=" + Date.now()
      document.documentElement.style.overflow = "hidden"
      document.body.appendChild(frame)
    }).catch(function () { end("error") })
    return { close: function () { end("dismiss") } }
  }

  function button(given) {
    var found = given.selector ? Array.prototype.slice.call(document.querySelectorAll(given.selector)) : []
    if (given.element) found.push(given.element)
    function allow(yes) {
      found.forEach(function (one) {
        one.hidden = !yes
        if ("disabled" in one) one.disabled = !yes
      })
      return yes
    }
    allow(false)
    var query = new URLSearchParams({ amount: String(given.amount), currency: given.currency || "EUR" })
    if (given.country) query.set("country", given.country)
    if (given.product && given.product.type) query.set("product[type]", given.product.type)
    return api("/checkout/button?" + query, 1).then(function (data) { return allow(data.allowed !== false) }, function () { return allow(false) })
  }
  function scan() {
    document.querySelectorAll("[data-aplazame-button]").forEach(function (one) {
      button({ element: one, amount: one.dataset.amount, currency: one.dataset.currency, country: one.dataset.country,
        product: one.dataset.productType ? { type: one.dataset.productType } : undefined })
    })
  }`

const START = `  var before = window.aplazame
  if (before && before.emulator && typeof before.stopWidgets === "function") before.stopWidgets()
  var waiting = Array.isArray(window.aplazame) ? window.aplazame : []
  var aplazame = { init: init, checkout: checkout, button: button, emulator: true, stopWidgets: function () {} }
  function run(callback) { if (typeof callback === "function") callback(aplazame) }
  aplazame.push = run
  window.aplazame = aplazame
  waiting.forEach(run)
  aplazame.stopWidgets = watchWidgets()
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", scan)
  else scan()`
