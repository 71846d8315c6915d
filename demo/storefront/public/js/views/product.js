import { add } from "../cart.js"
import { creditNotice, hundredths, productWidget } from "../aplazame.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { productByHandle } from "../store-api.js"
import { euros, t } from "../texts.js"
import { priceOf } from "./products.js"

/** One product, with what it costs a month. */
export async function productView(handle) {
  const product = await productByHandle(handle)
  if (!product) return [h("section", { class: "panel narrow" }, h("p", {}, t("notFound")))]
  const variants = [...product.variants].sort((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0))
  const price = h("strong", { class: "price", testid: "price" })
  const widgets = h("div", { class: "widgets" })
  const select = h("select", { testid: "variant", }, variants.map((variant) => h("option", { value: variant.id }, variant.title)))
  const draw = () => {
    const variant = variants.find(({ id }) => id === select.value)
    const amount = hundredths(priceOf(variant))
    price.textContent = euros(priceOf(variant))
    const about = { amount, articleId: variant.id, creditNotice: false }
    fill(widgets, productWidget({ ...about, product: "instalments" }), productWidget({ ...about, product: "pay_in_4" }), productWidget({ ...about, product: "pay_later" }), creditNotice())
  }
  select.addEventListener("change", draw)
  draw()
  const note = h("span", { class: "note", role: "status" })
  const button = h("button", { class: "primary", testid: "add" }, t("add"))
  button.addEventListener("click", async () => {
    button.disabled = true
    await add(select.value).then(() => go("/cart"), (error) => (note.textContent = t("wrong", { message: error.message })))
    button.disabled = false
  })
  return [h("div", { class: "two" },
    h("img", { src: `/img/${product.handle}.svg`, alt: "", width: 800, height: 600 }),
    h("section", { class: "panel product" }, h("h1", {}, product.title), h("p", {}, product.description), h("p", {}, price, h("small", {}, t("vatIncluded"))), h("label", {}, h("span", {}, t("variant")), select), widgets, button, note))]
}
