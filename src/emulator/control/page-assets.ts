import { PALETTE } from "../hosted/palette"

export const CONTROL_STYLE = `${PALETTE}*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;padding:20px}
header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center}h1{font-size:20px;margin:0}h2{font-size:16px;margin:0 0 8px}#health{color:var(--ok);flex:1;min-width:0;overflow-wrap:anywhere}
section{background:var(--card);border-radius:12px;padding:16px;margin-top:16px;box-shadow:0 2px 10px rgba(29,36,51,.07)}
.scroll{overflow:auto;max-height:50vh}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}th{position:sticky;top:0;background:var(--card);color:var(--dim);font-weight:600}
td.money{text-align:right}td.ok,td.ko,td.pending{white-space:normal}td.told,td.actions,tr[data-mid] td:first-child{white-space:normal;overflow-wrap:anywhere;min-width:170px}td.told,td.actions{font-size:12px}td.body{white-space:normal;overflow-wrap:anywhere;max-width:420px;font-size:12px;color:var(--dim)}
code{font-size:12px;color:var(--dim)}button,select,input{font:inherit;color:inherit;border:1px solid var(--line);border-radius:8px;background:var(--card);padding:4px 8px;max-width:100%}button{cursor:pointer}
.ok{color:var(--ok)}.ko{color:var(--on-bad)}.pending{color:var(--wait)}#violations{background:var(--bad);color:var(--on-bad);border-radius:10px;padding:10px}
form{display:flex;gap:8px;flex-wrap:wrap;margin-top:8px}
`

/** Builds everything with textContent, so that nothing a store sends can become markup. */
export const CONTROL_SCRIPT = `(function () {
  "use strict"
  var ROUTES = ["POST /checkout", "GET /orders", "GET /orders/:id", "PUT /orders/:id", "POST /orders/:id/history", "GET /orders/:id/captures",
    "POST /orders/:id/captures", "POST /orders/:id/captures/:captureId/refunds", "GET /orders/:id/refund", "POST /orders/:id/refund",
    "POST /orders/:id/refund-extended", "POST /orders/:id/void", "POST /orders/:id/cancel",
    "GET /me/campaigns", "GET /me/campaigns/:id/articles", "POST /me/campaigns/:id/articles", "DELETE /me/campaigns/:id/articles",
    "GET /checkout/button", "GET /instalment-plan-simulator"]
  var KINDS = { "503": { status: 503 }, "500 after the work": { status: 500, after_effect: true }, "429": { status: 429, headers: { "Retry-After": "1" } },
    "10 s delay": { delay_ms: 10000 }, "cut before the work": { reset: "before" }, "cut after the work": { reset: "after" },
    "broken JSON": { malformed: "json" }, "HTML": { malformed: "html" }, "truncated": { malformed: "truncated" } }
  function $(id) { return document.getElementById(id) }
  function el(tag, text, className) {
    var one = document.createElement(tag)
    if (text !== undefined && text !== null) one.textContent = String(text)
    if (className) one.className = className
    return one
  }
  function call(method, path, body) {
    return fetch(path, { method: method, headers: { "content-type": "application/json" }, body: body === undefined ? undefined : JSON.stringify(body) })
      .then(function (response) { return response.json().then(function (value) {
        if (!response.ok) throw new Error(value.error ? value.error.message : response.status)
        return value
      }) })
  }
  function cents(amount) { return (amount / 100).toFixed(2) }
  function action(order, name, label, body) {
    var button = el("button", label)
    button.type = "button"
    button.dataset.testid = "emu-" + name
    button.addEventListener("click", function () {
      var input = body ? body() : {}
      if (input === null) return
      call("POST", "orders/" + encodeURIComponent(order.id) + "/" + name, input).catch(function (error) { window.alert(error.message) }).then(refresh)
    })
    return button
  }
  function askAmount() {
    var text = window.prompt("Amount, e.g. 12.50")
    return text && /^\\d+([.,]\\d{1,2})?$/.test(text) ? { amount: Math.round(Number(text.replace(",", ".")) * 100) } : null
  }
  function orderRow(order) {
    var row = el("tr")
    row.dataset.testid = "emu-order"
    row.dataset.mid = order.mid
    var name = el("td")
    name.append(el("div", order.mid), el("code", order.id.slice(0, 12) + "…" + (order.sandbox ? "" : " (live)")))
    row.append(name, el("td", order.product || "-"))
    row.append(el("td", order.status + (order.status_reason ? " / " + order.status_reason : "") + (order.cancelled ? " · cancelled" : ""), order.status))
    ;[order.total, order.voided, order.captured, order.refunded, order.remaining_capture].forEach(function (amount) { row.append(el("td", cents(amount), "money")) })
    var told = el("td", null, "told")
    order.notifications.forEach(function (one) {
      told.append(el("div", one.status + (one.status_reason ? "/" + one.status_reason : "") + ": " + one.state + " after " + one.attempts
        + (one.http_status ? " (HTTP " + one.http_status + ")" : one.error ? " (" + one.error + ")" : "")))
    })
    var actions = el("td", null, "actions")
    if (order.status_reason === "in_process") actions.append(action(order, "approve", "approve"), action(order, "challenge", "challenge"), action(order, "refuse", "refuse"), action(order, "expire", "expire"))
    if (order.status_reason === "challenge_required") actions.append(action(order, "pass-challenge", "pass"), action(order, "fail-challenge", "fail"), action(order, "expire", "expire"))
    if (order.confirmed && !order.cancelled) actions.append(action(order, "panel-refund", "refund", askAmount), action(order, "panel-cancel", "cancel"))
    if (order.status_reason !== "in_process") actions.append(action(order, "restart-notification", "notify again"))
    row.append(told, actions)
    return row
  }
  function callRow(one) {
    var row = el("tr")
    row.append(el("td", one.seq), el("td", one.at.slice(11, 23)), el("td", one.method + " " + one.path), el("td", one.status || "cut"),
      el("td", one.effect ? "yes" : ""), el("td", one.fault || ""), el("td", one.body === null ? "" : JSON.stringify(one.body).slice(0, 200), "body"))
    return row
  }
  function faultRow(rule) { return el("div", JSON.stringify(rule)) }
  var calls = [], since = 0, running = false
  function refresh() {
    if (running) return
    running = true
    return Promise.all([call("GET", "orders?limit=50"), call("GET", "calls?since=" + since), call("GET", "faults"), call("GET", "health")]).then(function (all) {
      $("orders").replaceChildren.apply($("orders"), all[0].orders.map(orderRow))
      $("order-count").textContent = all[0].count + (all[0].count > 50 ? ", newest 50 shown" : "")
      if (all[1].calls.length) { since = all[1].calls[all[1].calls.length - 1].seq; calls = calls.concat(all[1].calls).slice(-200) }
      $("calls").replaceChildren.apply($("calls"), calls.slice().reverse().map(callRow))
      $("faults").replaceChildren.apply($("faults"), all[2].rules.length ? all[2].rules.map(faultRow) : [el("div", "none is on")])
      $("health").textContent = "running · public key " + window.__emu.publicKey
      $("violations").hidden = !all[3].violations.length
      $("violations").textContent = all[3].violations.join(" · ")
    }).catch(function (error) { $("health").textContent = "no answer: " + error.message }).then(function () { running = false })
  }
  ROUTES.forEach(function (route) { $("fault-route").append(el("option", route)) })
  Object.keys(KINDS).forEach(function (kind) { $("fault-kind").append(el("option", kind)) })
  $("fault-form").addEventListener("submit", function (event) {
    event.preventDefault()
    var rule = Object.assign({ route: $("fault-route").value }, KINDS[$("fault-kind").value])
    if ($("fault-times").value) rule.times = Number($("fault-times").value)
    call("POST", "faults", rule).then(refresh)
  })
  $("faults-off").addEventListener("click", function () { call("DELETE", "faults").then(refresh) })
  $("reset").addEventListener("click", function () {
    if (window.confirm("Delete all orders, calls, faults and settings?")) call("POST", "reset", {}).then(function () { calls = []; since = 0 }).then(refresh)
  })
  refresh()
  setInterval(refresh, 1500)
})()`
