import { countOf, currentCart, forgetCart, loadCart, onCart } from "./cart.js"
import { resume, takeOut } from "./aplazame.js"
import { fill, h } from "./dom.js"
import { go, onNavigate, refresh } from "./router.js"
import { customer, loadCustomer, signOut } from "./session.js"
import { currentLanguage, languages, setLanguage, t } from "./texts.js"
import { accountView } from "./views/account.js"
import { basketView } from "./views/basket.js"
import { checkoutView } from "./views/checkout.js"
import { linkView } from "./views/link.js"
import { orderView } from "./views/order.js"
import { productView } from "./views/product.js"
import { productsView } from "./views/products.js"
import { returnedView } from "./views/returned.js"

const ROUTES = [
  [/^\/$/, () => productsView()],
  [/^\/cart$/, () => basketView()],
  [/^\/checkout$/, () => checkoutView()],
  [/^\/checkout\/aplazame\/(success|pending|error|refused|waiting)$/, (outcome) => returnedView(outcome)],
  [/^\/order\/(order_[A-Za-z0-9]+)$/, (id) => orderView(id)],
  // what "Copy payment link" of the admin leads to
  [/^\/payment-collection\/([\w-]+)$/, (id) => linkView(id)],
  [/^\/account$/, () => accountView()],
  // what the emulator's articles link to
  [/^\/products?\/([^/]+)$/, (handle) => productView(handle)],
]
const bar = document.getElementById("bar")
const view = document.getElementById("view")

function link(path, testid, ...children) {
  return h("a", { href: path, testid, onClick: (event) => {
    event.preventDefault()
    void go(path)
  } }, ...children)
}

/** A page on which there is nothing but a sentence, and the way back to the shop. */
const dead = (heading, ...more) => [h("section", { class: "panel narrow" }, h("h1", {}, heading), ...more, h("button", { class: "primary", onClick: () => go("/") }, t("toShop")))]

function drawBar() {
  const me = customer()
  const leave = () => {
    signOut()
    forgetCart() // the cart belongs to the customer
    void go("/")
  }
  fill(bar,
    link("/", "home", h("img", { src: "/img/sol.svg", alt: "", width: 28, height: 28 }), h("span", {}, t("shop"))),
    h("nav", {},
      languages.map((language) => h("button", { class: language === currentLanguage() ? "lang on" : "lang", testid: `lang-${language}`, "aria-pressed": String(language === currentLanguage()), onClick: () => {
        setLanguage(language)
        void refresh()
      } }, language.toUpperCase())),
      me ? h("span", { class: "who", testid: "who" }, h("span", { class: "greeting" }, t("hello", { name: me.first_name ?? me.email })), " ", h("button", { class: "link", onClick: leave }, t("signOut"))) : link("/account", "account", t("signIn")),
      link("/cart", "cart-link", t("basket"), " ", h("b", { class: "count", testid: "cart-count" }, String(countOf(currentCart()))))))
  fill(document.getElementById("foot"), h("p", {}, t("footer")))
  document.title = t("shop")
}

let latest = 0
async function show(path) {
  const mine = ++latest
  takeOut()
  drawBar()
  const found = ROUTES.map(([pattern, make]) => [pattern.exec(path), make]).find(([match]) => match)
  let content
  try {
    content = found ? await found[1](...found[0].slice(1)) : dead(t("notFound"))
  } catch (error) {
    content = dead(t("failed"), h("p", {}, t("failedText")))
  }
  // a slower page must not cover the one that was asked for after it
  if (mine === latest && content.length) fill(view, content)
}

onCart(drawBar)
onNavigate(show)
await loadCustomer()
await loadCart().catch(() => undefined)
await refresh()
// A payment that was under way when the shopper last left is found on whatever page they come back to.
resume(document.getElementById("banner"))
