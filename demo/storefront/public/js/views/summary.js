import { h } from "../dom.js"
import { euros, t } from "../texts.js"

/** The lines of a cart or an order with their totals. */
export function summary(of) {
  const row = (label, value, testid) => h("div", { class: "row" }, h("span", {}, label), h("span", { testid }, value))
  return h("div", { class: "summary", testid: "summary" },
    h("ul", {}, of.items.map((item) => h("li", {},
      h("img", { src: `/img/${item.product_handle}.svg`, alt: "", width: 56, height: 42 }),
      h("span", {}, `${item.quantity} × ${item.product_title}`, h("small", {}, item.variant_title)),
      h("span", {}, euros(item.total))))),
    row(t("subtotal"), euros(of.original_item_total)),
    of.discount_total > 0 ? row(t("discount"), euros(-of.discount_total), "discount") : null,
    of.shipping_methods?.length ? row(t("shipping"), of.shipping_total ? euros(of.shipping_total) : t("free")) : null,
    row(t("tax"), euros(of.tax_total)),
    h("div", { class: "row total" }, h("span", {}, t("total")), h("strong", { testid: "total" }, euros(of.total))))
}
