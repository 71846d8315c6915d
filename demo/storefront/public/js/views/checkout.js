import { openCheckout } from "../aplazame.js"
import { currentCart, rememberPaying, ship, update } from "../cart.js"
import { orderOf } from "../confirm.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { customer } from "../session.js"
import { listShippingOptions, startAplazame, startPayment } from "../store-api.js"
import { euros, t } from "../texts.js"
import { addressForm } from "./address-form.js"
import { summary } from "./summary.js"

const APLAZAME = "pp_aplazame_aplazame"
const MANUAL = "pp_system_default"
const PRODUCTS = ["instalments", "pay_in_4", "pay_later"]
/** How the shopper came back from Aplazame without an order. */
const MESSAGES = { ko: "refused", dismiss: "dismissed", error: "failed" }

function choice({ name, value, testid, title, text, checked, onChange, extra }) {
  return h("label", { class: "choice" },
    h("input", { type: "radio", name, value, testid, checked, onChange }),
    h("span", { class: "grow" }, h("strong", {}, title), h("small", {}, text)), extra)
}

function knownDetails(cart) {
  const me = customer()
  const saved = cart.shipping_address?.address_1 ? cart.shipping_address : (me?.addresses?.[0] ?? {})
  return { ...saved, email: cart.email ?? me?.email ?? "" }
}

export async function checkoutView(notice) {
  const cart = currentCart()
  if (!cart?.items?.length) {
    go("/cart")
    return []
  }
  const details = addressForm(knownDetails(cart))
  const options = (await listShippingOptions(cart.id)).sort((a, b) => b.amount - a.amount)
  if (!cart.shipping_methods?.length && options.length) await ship(options[0].id)

  const side = h("div", {})
  const message = h("p", { class: "message", role: "alert", testid: "message", hidden: true })
  const pay = h("button", { class: "primary wide", testid: "pay" })
  const draw = () => {
    fill(side, summary(currentCart()))
    pay.textContent = t("pay", { amount: euros(currentCart().total) })
  }
  const say = (text) => {
    message.textContent = text
    message.hidden = !text
  }
  const busy = (on) => {
    pay.disabled = on
    if (on) pay.textContent = t("working")
    else draw()
  }

  const chosen = currentCart().shipping_methods?.[0]?.shipping_option_id
  const shipping = options.map((option) => choice({
    name: "shipping", value: option.id, testid: `shipping-${option.type?.code ?? option.id}`, title: option.name, text: option.type?.description ?? "",
    checked: option.id === chosen, extra: h("span", { class: "money" }, option.amount ? euros(option.calculated_price?.calculated_amount_with_tax ?? option.amount) : t("free")),
    onChange: async () => {
      busy(true)
      await ship(option.id).catch((error) => say(t("wrong", { message: error.message })))
      busy(false)
    },
  }))
  const product = h("select", { testid: "aplazame-product", "aria-label": t("product") }, h("option", { value: "" }, t("productAny")), PRODUCTS.map((name) => h("option", { value: name }, t(name))))
  const aplazame = choice({ name: "payment", value: APLAZAME, testid: "pay-with-aplazame", title: t("aplazame"), text: t("aplazameText"), checked: true, extra: product })
  const manual = choice({ name: "payment", value: MANUAL, testid: "pay-with-manual", title: t("manual"), text: t("manualText") })
  const usesAplazame = () => aplazame.querySelector("input").checked

  /** @returns {Promise<string | undefined>} text to show when there is no order */
  async function buy() {
    const given = details.read()
    if (!given) return t("form")
    await update({ email: given.email, shipping_address: given.address, billing_address: given.address })
    const cartId = currentCart().id
    rememberPaying(cartId)
    const session = await startPayment(cartId, usesAplazame() ? APLAZAME : MANUAL)
    if (usesAplazame()) {
      const outcome = await openCheckout(await startAplazame(session, product.value))
      if (outcome in MESSAGES) return t(MESSAGES[outcome])
    }
    pay.textContent = t("confirming")
    const orderId = await orderOf(cartId)
    if (!orderId) return t("unconfirmed")
    go(`/order/${orderId}`)
    return undefined
  }

  pay.addEventListener("click", async () => {
    say("")
    busy(true)
    // the store's own message is written for the shopper
    const text = await buy().catch((error) => error.message)
    if (text === undefined) return
    busy(false)
    say(text)
    message.scrollIntoView({ block: "center" })
  })
  draw()
  if (notice) say(t(notice))
  return [h("div", { class: "two" },
    h("section", { class: "panel" }, details.form, h("h2", {}, t("delivery")), h("div", { class: "choices" }, shipping), h("h2", {}, t("payment")), h("div", { class: "choices" }, aplazame, manual)),
    h("aside", { class: "panel" }, side, message, pay))]
}
