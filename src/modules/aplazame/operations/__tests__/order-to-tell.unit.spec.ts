import { cents } from "../../../../aplazame"
import type { Language } from "../../../../mapping"
import { orderOf, SHOP } from "../../../../mapping/__tests__/carts"
import { orderToTell } from "../order-to-tell"

describe("what Aplazame is told of an order later", () => {
  it.each<[Language | null, string | null, Language, string, string]>([
    ["pt", "en-GB", "es", "1,5 × Product 0", "Sem envio"],
    ["en", "pt-PT", "es", "1.5 × Product 0", "No shipping"],
    ["es", null, "en", "1,5 × Product 0", "Sin envío"],
    // Of credits from before the language was kept.
    [null, "en-GB", "es", "1.5 × Product 0", "No shipping"],
    [null, "fr-FR", "pt", "1,5 × Product 0", "Sem envio"],
    [null, null, "en", "1.5 × Product 0", "No shipping"],
  ])("is told in the language of its checkout (%p), before that of the order (%p) and of the store (%p)", (ofCheckout, ofOrder, ofStore, name, shipping) => {
    const order = { ...orderOf({ items: [{ unit_price: "20", quantity: "1.5" }] }), locale: ofOrder }
    const edit = orderToTell(order, { placed_amount: null, total_amount: cents(3630), language: ofCheckout }, { storefrontUrl: SHOP, language: ofStore }).edit(cents(3630))
    expect([edit.articles[0]?.name, edit.shipping?.name]).toEqual([name, shipping])
  })
})
