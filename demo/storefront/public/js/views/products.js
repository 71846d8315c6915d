import { hundredths, productWidget } from "../aplazame.js"
import { add } from "../cart.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { listProducts } from "../store-api.js"
import { euros, t } from "../texts.js"

/** What the shopper pays for one, tax included whichever way the price is kept. */
export const priceOf = (variant) => variant.calculated_price?.calculated_amount_with_tax ?? variant.calculated_price?.calculated_amount ?? 0

function card(product) {
  const variants = [...product.variants].sort((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0))
  const price = h("strong", { class: "price" })
  const widget = h("div", { class: "widget" })
  const draw = (variant) => {
    price.textContent = euros(priceOf(variant))
    fill(widget, productWidget({ amount: hundredths(priceOf(variant)), articleId: variant.id, version: 3, type: "text", disableModal: true }))
  }
  draw(variants[0])
  const select = h("select", { testid: `variant-${product.handle}`, "aria-label": product.title }, variants.map((variant) => h("option", { value: variant.id }, variant.title)))
  select.addEventListener("change", () => draw(variants.find(({ id }) => id === select.value)))
  const note = h("span", { class: "note", role: "status" })
  const button = h("button", { class: "primary", testid: `add-${product.handle}` }, t("add"))
  button.addEventListener("click", async () => {
    button.disabled = true
    try {
      await add(select.value)
      note.textContent = t("added")
    } catch (error) {
      note.textContent = t("wrong", { message: error.message })
    }
    button.disabled = false
  })
  return h("article", { class: "card", testid: `product-${product.handle}` },
    h("img", { src: `/img/${product.handle}.svg`, alt: "", width: 400, height: 300 }),
    h("div", { class: "card-body" },
      h("h2", {}, h("a", { href: `/products/${product.handle}`, testid: `open-${product.handle}`, onClick: (event) => {
        event.preventDefault()
        void go(`/products/${product.handle}`)
      } }, product.title)),
      h("p", {}, product.description),
      h("div", { class: "card-buy" }, h("div", {}, price, h("small", {}, t("vatIncluded"))), select, button),
      widget, note))
}

export async function productsView() {
  const products = await listProducts()
  return [h("section", { class: "hero" }, h("h1", {}, t("shop")), h("p", {}, t("tagline"))), h("section", { class: "grid", testid: "products" }, products.map(card))]
}
