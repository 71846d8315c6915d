// Where the shopper is while a payment is being decided: sent back by Aplazame, or waiting for an identity check.
import { forgetCart, refill } from "../cart.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { paymentStatus } from "../aplazame.js"
import { t } from "../texts.js"
import { checkoutView } from "./checkout.js"

/** @param {string} outcome last part of the address, as the helper names it; "waiting" is a page of ours */
export async function returnedView(outcome) {
  const heading = h("h1", {}, t("confirming"))
  const more = h("div", { testid: "returned-more" })
  const buttons = (...those) => fill(more, ...those)
  const button = (text, testid, act) => h("button", { class: "primary", testid, onClick: act }, text)

  const onResult = async (result) => {
    if (!result) return go("/cart")
    if (result.outcome === "paid") {
      forgetCart()
      return go(`/order/${result.orderId}`)
    }
    heading.textContent = t(`title_${result.outcome}`)
    if (result.outcome === "pending") {
      if (result.orderId) forgetCart()
      return buttons(h("p", {}, t("pendingText")), result.orderId ? button(t("seeOrder"), "see-order", () => go(`/order/${result.orderId}`)) : null)
    }
    // An order that was waiting is cancelled with its cart; the same things go into a new one.
    if (result.orderId) return buttons(h("p", {}, t("cancelledText")), button(t("buyAgain"), "buy-again", async () => go((await refill(result.orderId)) ? "/checkout" : "/")))
    if (result.outcome === "failed" && result.code === "unconfirmed") return buttons(button(t("again"), "check-again", () => go(location.pathname)))
    return showCheckout(result.message)
  }
  const panel = h("section", { class: "panel narrow done", testid: "returned" }, heading, paymentStatus({ returned: outcome === "waiting" ? null : outcome, onResult }), more)
  const holder = h("div", {}, panel)
  const showCheckout = async (message) => {
    history.replaceState({}, "", "/checkout")
    fill(holder, ...(await checkoutView(message)))
  }
  return [holder]
}
