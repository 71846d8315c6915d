import { currentCart, loadCart } from "../cart.js"
import { h } from "../dom.js"
import { go } from "../router.js"
import { loadCustomer } from "../session.js"
import { giveCartToCustomer, signIn } from "../store-api.js"
import { t } from "../texts.js"

export async function accountView() {
  const email = h("input", { type: "email", required: true, autocomplete: "username", testid: "login-email" })
  const password = h("input", { type: "password", required: true, autocomplete: "current-password", testid: "login-password" })
  const message = h("p", { class: "message", role: "alert", testid: "message", hidden: true })
  const submit = async (event) => {
    event.preventDefault()
    try {
      await signIn(email.value.trim(), password.value)
      await loadCustomer()
      if (currentCart()) {
        await giveCartToCustomer(currentCart().id)
        await loadCart()
      }
      go(currentCart() ? "/cart" : "/")
    } catch (error) {
      message.textContent = error.status === 401 ? t("badLogin") : t("wrong", { message: error.message })
      message.hidden = false
    }
  }
  return [h("section", { class: "panel narrow" }, h("h1", {}, t("signIn")), h("p", {}, t("accountText")),
    h("form", { class: "fields one", onSubmit: submit }, h("label", {}, h("span", {}, t("email")), email), h("label", {}, h("span", {}, t("password")), password), message,
      h("button", { class: "primary wide", testid: "login" }, t("signIn"))))]
}
