/**
 * The hosted page's behaviour, plain ES2019. It speaks postMessage protocol A (docs: Aplazame API, "postMessage protocols"):
 * `{ aplazame: "checkout", event, ... }` to the page that opened it, events checkout-ready, status-change and close. The
 * messages go to any origin because they only say success, pending, ko or dismiss. Opened on its own it follows the store's URLs.
 */
export const HOSTED_SCRIPT = `(function () {
  "use strict"
  var config = window.__apz
  var texts = config.texts
  var host = window.parent !== window ? window.parent : window.opener
  var result = null
  function $(id) { return document.getElementById(id) }
  function tell(event, data) {
    if (host) host.postMessage(Object.assign({ aplazame: "checkout", event: event }, data || {}), "*")
  }
  function show(id) {
    ;["form", "challenge", "waiting", "result"].forEach(function (one) { $(one).hidden = one !== id })
  }
  function problem(text) {
    $("problem").textContent = text
    $("problem").hidden = !text
  }
  function post(action, more) {
    var body = Object.assign({ order: config.order, public_key: config.publicKey, sandbox: config.sandbox }, more || {})
    return fetch("/hosted/" + action, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
      .then(function (response) { return response.json() })
  }
  function busy(on) {
    ;["pay", "challenge-pass", "challenge-fail"].forEach(function (id) { $(id).disabled = on })
  }
  function close(status) {
    tell("close", { result: status })
    if (host) { if (window.opener && window.parent === window) window.close(); return }
    var url = config.urls[status] || config.urls.dismiss
    if (url) window.location.assign(url)
  }
  function finish(status, text) {
    result = status
    $("result-text").textContent = text
    $("result-text").dataset.status = status
    show("result")
    tell("status-change", { status: status })
    if (status === "success" && config.closeOnSuccess) close(status)
  }
  function follow(state) {
    if (state.error === "gone") return finish("ko", texts.gone)
    if (state.error) throw new Error(state.error)
    if (state.status === "ok") return finish("success", texts.success)
    if (state.status === "ko") {
      var byStore = state.status_reason === "confirmation_rejected_by_merchant" || state.status_reason === "merchant_failed_to_confirm"
      return finish("ko", byStore ? texts.merchantRefused : texts.refused)
    }
    if (state.status_reason === "challenge_required") {
      show("challenge")
      return tell("status-change", { status: "pending" })
    }
    if (state.status_reason === "confirmation_required") {
      show("waiting")
      return setTimeout(watch, 300)
    }
    show("form")
  }
  function watch() {
    post("state").then(follow).catch(function () { setTimeout(watch, 1000) })
  }
  function act(action, more) {
    busy(true)
    problem("")
    post(action, more).then(function (state) {
      if (state.error === "document") return problem(texts.badDocument)
      if (state.error === "card") return problem(texts.badCard)
      follow(state)
    }).catch(function () { problem(texts.failed) }).then(function () { busy(false) })
  }
  $("form").addEventListener("submit", function (event) {
    event.preventDefault()
    var product = document.querySelector("input[name=product]:checked")
    act("pay", { product: product ? product.value : "instalments", document_id: $("dni").value, card: $("card").value })
  })
  $("dismiss").addEventListener("click", function () { close("dismiss") })
  $("challenge-pass").addEventListener("click", function () { act("challenge-pass") })
  $("challenge-fail").addEventListener("click", function () { act("challenge-fail") })
  $("challenge-later").addEventListener("click", function () { close("pending") })
  $("close").addEventListener("click", function () { close(result) })
  tell("checkout-ready")
  follow({ status: config.status, status_reason: config.reason })
})()`
