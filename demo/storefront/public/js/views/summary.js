import { h } from "../dom.js"
import { euros, t } from "../texts.js"

/** The totals of a cart or an order, with its lines unless the page shows them itself. */
export function summary(of, { lines = true } = {}) {
  const row = (label, value, testid) => h("div", { class: "row" }, h("span", {}, label), h("span", { testid }, value))
  return h("div", { class: "summary", testid: "summary" },
    lines && h("ul", {}, of.items.map((item) => h("li", {},
      h("img", { src: `/img/${item.product_handle}.svg`, alt: "", width: 56, height: 42 }),
      h("span", {}, `${item.quantity} × ${item.product_title}`, h("small", {}, item.variant_title)),
      h("span", {}, euros(item.total))))),
    row(t("subtotal"), euros(of.original_item_total)),
    of.discount_total > 0 ? row(t("discount"), euros(-of.discount_total), "discount") : null,
    of.shipping_methods?.length ? row(t("shipping"), of.shipping_total ? euros(of.shipping_total) : t("free")) : null,
    row(t("vatIncluded"), euros(of.tax_total)),
    h("div", { class: "row total" }, h("span", {}, t("total")), h("strong", { testid: "total" }, euros(of.total))))
}
