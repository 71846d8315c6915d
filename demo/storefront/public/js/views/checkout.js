import { cartLine, creditNotice, gate, hundredths, payButton } from "../aplazame.js"
import { currentCart, ship, update } from "../cart.js"
import { orderOf } from "../confirm.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { customer } from "../session.js"
import { listShippingOptions, startPayment, StoreError } from "../store-api.js"
import { euros, t } from "../texts.js"
import { addressForm } from "./address-form.js"
import { summary } from "./summary.js"

const APLAZAME = "pp_aplazame_aplazame"
const MANUAL = "pp_system_default"
const PRODUCTS = ["instalments", "pay_in_4", "pay_later"]

/** @param {{ more?: Node[] }} given `more` stands below the words and is no part of the radio button's name */
function choice({ name, value, testid, title, text, checked, onChange, extra, more }) {
  return h("div", { class: "choice" },
    h("label", {},
      h("input", { type: "radio", name, value, testid, checked, onChange }),
      h("span", { class: "grow" }, h("strong", {}, title), h("small", {}, text)), extra),
    more && h("div", { class: "more" }, more))
}

function knownDetails(cart) {
  const me = customer()
  const saved = [cart.shipping_address, cart.billing_address].find((one) => one?.address_1) ?? me?.addresses?.[0] ?? {}
  return { ...saved, email: cart.email ?? me?.email ?? "" }
}

export async function checkoutView() {
  const cart = currentCart()
  if (!cart?.items?.length) {
    go("/cart")
    return []
  }
  // nobody ships a voucher
  const travels = cart.items.some((item) => item.requires_shipping !== false)
  const details = addressForm(knownDetails(cart), t(travels ? "address" : "billingAddress"))
  const options = travels ? (await listShippingOptions(cart.id)).sort((a, b) => b.amount - a.amount) : []
  if (!cart.shipping_methods?.length && options.length) await ship(options[0].id)

  const side = h("div", {})
  const message = h("p", { class: "message", role: "alert", testid: "message", hidden: true })
  const manualPay = h("button", { class: "primary wide", testid: "pay-manual" })
  const product = h("select", { testid: "aplazame-product", "aria-label": t("product") }, h("option", { value: "" }, t("productAny")), PRODUCTS.map((name) => h("option", { value: name }, t(name))))
  const monthly = cartLine()
  const whyNot = h("small", { testid: "why-not" })
  const aplazame = choice({ name: "payment", value: APLAZAME, testid: "pay-with-aplazame", title: t("aplazame"), text: t("aplazameText"), checked: true, onChange: () => draw(), more: [monthly.element, product, creditNotice()] })
  const manual = choice({ name: "payment", value: MANUAL, testid: "pay-with-manual", title: t("manual"), text: t("manualText"), onChange: () => draw() })
  aplazame.querySelector(".grow").append(whyNot)
  const usesAplazame = () => aplazame.querySelector("input").checked
  const say = (text) => {
    message.textContent = text
    message.hidden = !text
  }

  /** What both ways to pay begin with. @throws with a sentence for the shopper */
  async function prepare(provider) {
    say("")
    const given = details.read()
    if (!given) throw new Error(t("form"))
    const shown = currentCart().total
    await update({ email: given.email, billing_address: given.address, ...(travels ? { shipping_address: given.address } : {}) })
    if (currentCart().total !== shown) {
      // as when a discount code ended meanwhile: nobody pays another amount than the button says
      draw()
      throw new Error(t("totalChanged", { amount: euros(currentCart().total) }))
    }
    const cartId = currentCart().id
    return { cartId, sessionId: await startPayment(cartId, provider) }
  }

  /** What Medusa refuses here is the basket as it is now, as when a product in it was taken off sale. */
  const refusesBasket = (error) => error instanceof StoreError && error.status < 500
  const wordsOf = (error) => (refusesBasket(error) ? t("basketRefused") : error instanceof StoreError ? t("shopAway") : error.message)
  const onResult = (result) => {
    if (result.outcome === "failed" && result.field) details.mark(result.field, result.message)
  }
  const label = () => t("pay", { amount: euros(currentCart().total) })
  const aplazameProps = () => ({
    payment: () => prepare(APLAZAME), product: product.value || undefined, onResult, children: label(),
    // without a network the part has words of its own
    onError: (error) => (error instanceof TypeError ? undefined : refusesBasket(error) ? { message: wordsOf(error), cart: true } : wordsOf(error)),
    className: "primary wide", "data-testid": "pay",
    onChooseOther: () => {
      const other = manual.querySelector("input")
      other.checked = true
      draw()
      other.focus()
    },
  })
  const aplazamePay = payButton(aplazameProps())
  product.addEventListener("change", () => draw())

  manualPay.addEventListener("click", async () => {
    manualPay.disabled = true
    const orderId = await prepare(MANUAL).then(({ cartId }) => orderOf(cartId), (error) => void say(wordsOf(error)))
    manualPay.disabled = false
    if (orderId) go(`/order/${orderId}`)
    else if (message.hidden) say(t("unconfirmed"))
  })

  /** What Aplazame has said yes to, for this amount. */
  let open = {}
  const offer = () => {
    const kind = product.value || "instalments"
    return open[kind] ? { product: kind, amount: hundredths(currentCart().total) } : null
  }
  const question = () => ({
    question: { cartId: cart.id }, version: currentCart().total,
    onAnswer: (reason, products) => {
      open = products
      monthly.show(offer())
      whyNot.textContent = reason ?? ""
      aplazame.classList.toggle("off", reason !== null)
      aplazame.querySelector("input").disabled = reason !== null
      if (reason !== null && usesAplazame()) {
        manual.querySelector("input").checked = true
        draw()
      }
    },
  })
  const asked = gate(question())
  const draw = () => {
    fill(side, summary(currentCart()))
    manualPay.textContent = label()
    manualPay.hidden = usesAplazame()
    aplazamePay.element.hidden = !usesAplazame()
    aplazamePay.show(aplazameProps())
    monthly.show(offer())
    asked.show(question())
  }

  const chosen = currentCart().shipping_methods?.[0]?.shipping_option_id
  const shipping = options.map((option) => choice({
    name: "shipping", value: option.id, testid: `shipping-${option.type?.code ?? option.id}`, title: option.name, text: option.type?.description ?? "",
    checked: option.id === chosen, extra: h("span", { class: "money" }, option.amount ? euros(option.calculated_price?.calculated_amount_with_tax ?? option.amount) : t("free")),
    onChange: async () => {
      await ship(option.id).catch((error) => say(t("wrong", { message: error.message })))
      draw()
    },
  }))
  draw()
  return [h("div", { class: "two" },
    h("section", { class: "panel" }, details.form, travels && h("h2", {}, t("delivery")), travels && h("div", { class: "choices" }, shipping), h("h2", {}, t("payment")), h("div", { class: "choices" }, aplazame, manual)),
    h("aside", { class: "panel" }, side, message, aplazamePay.element, manualPay, asked.element))]
}
