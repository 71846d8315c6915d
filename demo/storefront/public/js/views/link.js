// What *Copy payment link* of Medusa's admin leads to: an order that somebody pays who may have no account and no cart here.
import { payOrder } from "../aplazame.js"
import { h } from "../dom.js"
import { t } from "../texts.js"

export async function linkView(collectionId) {
  return [h("section", { class: "panel narrow", testid: "link" }, h("h1", {}, t("payOrder")), payOrder({ collectionId, returnPaths: { dismiss: location.pathname } }))]
}
