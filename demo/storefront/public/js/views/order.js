import { h } from "../dom.js"
import { go } from "../router.js"
import { readOrder } from "../store-api.js"
import { t } from "../texts.js"
import { summary } from "./summary.js"

const KNOWN = ["authorized", "awaiting", "captured", "canceled", "not_paid"]

export async function orderView(id) {
  const order = await readOrder(id)
  const status = KNOWN.includes(order.payment_status) ? order.payment_status : "other"
  return [h("section", { class: "panel narrow done", testid: "confirmation" },
    h("div", { class: "tick", "aria-hidden": "true" }, "✓"),
    h("h1", {}, t("thanks")),
    h("p", {}, `${t("orderNumber")} `, h("strong", { testid: "order-number" }, String(order.display_id)), " · ", h("span", { class: `badge ${status}`, testid: "payment-status", "data-status": order.payment_status }, t(`status_${status}`))),
    h("p", {}, t("sentTo", { email: order.email })),
    summary(order),
    h("button", { class: "primary", onClick: () => go("/") }, t("toShop")))]
}
