import { orderStatus } from "../aplazame.js"
import { fill, h } from "../dom.js"
import { go, refresh } from "../router.js"
import { readOrder } from "../store-api.js"
import { t } from "../texts.js"
import { summary } from "./summary.js"

const KNOWN = ["authorized", "awaiting", "captured", "canceled", "not_paid"]

export async function orderView(id) {
  const order = await readOrder(id)
  const status = KNOWN.includes(order.payment_status) ? order.payment_status : "other"
  const thanks = h("div", { testid: "thanks" }, h("div", { class: "tick", "aria-hidden": "true" }, "✓"), h("h1", {}, t("thanks")), h("p", {}, t("sentTo", { email: order.email })))
  const badge = h("span", { class: `badge ${status}`, testid: "payment-status", "data-status": order.payment_status }, t(`status_${status}`))
  const onward = h("button", { class: "primary", onClick: () => go("/") }, t("toShop"))
  // The decision came while the page was open: the order is another one now.
  let before
  const onState = ({ state }) => {
    if (before === "challenge" && state !== "challenge") void refresh()
    before = state
    // Medusa cancels the order some moments after it knows of the refusal; the panel brings a way on of its own.
    if (state !== "refused") return
    badge.className = "badge canceled"
    fill(badge, t("status_canceled"))
    onward.hidden = true
  }
  return [h("section", { class: "panel narrow done", testid: "confirmation" },
    orderStatus({ orderId: id, paymentStatus: order.payment_status, onState, thanks }),
    h("p", {}, t("orderNumber"), h("strong", { testid: "order-number" }, String(order.display_id)), " · ", badge),
    summary(order),
    onward)]
}
