// Where Aplazame sends the shopper's browser when the checkout was not opened inside our page.
import { payingCart } from "../cart.js"
import { orderOf } from "../confirm.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { t } from "../texts.js"
import { checkoutView } from "./checkout.js"

const NOTICES = { refused: "refused", error: "failed", dismiss: "dismissed" }

/** @param {string} outcome last part of the address: success, pending, error, refused */
export async function returnedView(outcome) {
  if (outcome in NOTICES) return checkoutView(NOTICES[outcome])
  const cartId = payingCart()
  if (!cartId) {
    go("/cart")
    return []
  }
  const panel = h("section", { class: "panel narrow", testid: "returned" })
  const ask = async () => {
    fill(panel, h("h1", {}, t("confirming")), h("div", { class: "spinner" }))
    const orderId = await orderOf(cartId)
    if (orderId) return go(`/order/${orderId}`)
    return fill(panel, h("p", {}, t("unconfirmed")), h("button", { class: "primary", onClick: ask }, t("again")))
  }
  void ask()
  return [panel]
}
