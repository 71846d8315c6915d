// Where the shopper is while a payment is being decided: sent back by Aplazame, or waiting for an identity check.
import { refill } from "../cart.js"
import { fill, h } from "../dom.js"
import { go } from "../router.js"
import { paymentStatus } from "../aplazame.js"
import { t } from "../texts.js"

/** @param {string} outcome last part of the address, as the helper names it; "waiting" is a page of ours */
export async function returnedView(outcome) {
  const more = h("div", { testid: "returned-more" })
  const onResult = (result) => {
    fill(more)
    // An order that was waiting is cancelled with its cart; the same things go into a new one.
    if (result?.outcome === "refused" && result.orderId) fill(more, h("button", { class: "second", testid: "buy-again", onClick: async () => go((await refill(result.orderId)) ? "/checkout" : "/") }, t("buyAgain")))
  }
  return [h("section", { class: "panel narrow", testid: "returned" }, paymentStatus({ returned: outcome === "waiting" ? null : outcome, onResult }), more)]
}
