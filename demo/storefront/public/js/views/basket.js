import { cartWidget, hundredths } from "../aplazame.js"
import { change, currentCart, redeem } from "../cart.js"
import { h } from "../dom.js"
import { go, refresh } from "../router.js"
import { euros, t } from "../texts.js"
import { summary } from "./summary.js"

function line(item) {
  const set = async (quantity) => {
    await change(item.id, quantity)
    await refresh()
  }
  return h("li", { class: "line", testid: `line-${item.product_handle}` },
    h("img", { src: `/img/${item.product_handle}.svg`, alt: "", width: 96, height: 72 }),
    h("div", { class: "grow" }, h("strong", {}, item.product_title), h("small", {}, item.variant_title)),
    h("label", {}, h("span", { class: "hidden" }, t("quantity")),
      h("input", { type: "number", min: 1, max: 20, value: item.quantity, testid: `quantity-${item.product_handle}`, onChange: (event) => set(Math.max(1, Math.min(20, Number(event.target.value) || 1))) })),
    h("span", { class: "money" }, euros(item.total)),
    h("button", { class: "link", testid: `remove-${item.product_handle}`, onClick: () => set(0) }, t("remove")))
}

function voucher() {
  const code = h("input", { name: "voucher", autocomplete: "off", testid: "voucher" })
  const message = h("p", { class: "message", role: "status", testid: "voucher-message", hidden: true })
  const apply = async (event) => {
    event.preventDefault()
    if (await redeem(code.value.trim())) return refresh()
    message.hidden = false
    message.textContent = t("voucherRefused")
  }
  return h("form", { class: "voucher", onSubmit: apply }, h("label", {}, h("span", {}, t("voucher")), code), h("button", { class: "second", testid: "redeem" }, t("redeem")), message)
}

export async function basketView() {
  const cart = currentCart()
  if (!cart?.items?.length) return [h("section", { class: "panel narrow" }, h("h1", {}, t("basket")), h("p", {}, t("emptyBasket")), h("button", { class: "primary", onClick: () => go("/") }, t("toShop")))]
  return [h("div", { class: "two" },
    h("section", { class: "panel" }, h("h1", {}, t("basket")), h("ul", { class: "lines" }, cart.items.map(line))),
    h("aside", { class: "panel" }, summary(cart, { lines: false }), voucher(), cartWidget({ amount: hundredths(cart.total), articleId: cart.items.map((item) => `${item.variant_id}: ${hundredths(item.unit_price)}*${item.quantity}`).join(", ") }), h("button", { class: "primary wide", testid: "to-checkout", onClick: () => go("/checkout") }, t("toCheckout"))))]
}
