import { cents } from "../../../../aplazame"
import type { Language } from "../../../../mapping"
import { orderOf, SHOP } from "../../../../mapping/__tests__/carts"
import { loweredTwice, toCapture, toVoid } from "../../../../credit"
import { credit, op } from "../../../../credit/__tests__/a-credit"
import { orderForCapture, worthOf } from "../order-for-capture"

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
    const edit = orderForCapture(order, { placed_amount: null, placed_credit_lines: null, total_amount: cents(3630), language: ofCheckout }, { storefrontUrl: SHOP, language: ofStore }).edit(cents(3630))
    expect([edit.articles[0]?.name, edit.shipping?.name]).toEqual([name, shipping])
  })
})

describe("an order that a gift card or store credit paid a part of when it was placed", () => {
  /** Pieces of 10.00 without tax and shipping; the credit is for what the line left. */
  const bought = (pieces: number, line: number, lines: { amount: string; reference?: string }[] = []) => {
    const order = orderOf({ items: [{ unit_price: "10", quantity: String(pieces) }], shipping: [] })
    const all = [{ amount: String(line), reference: "gift-card" }, ...lines]
    const total = pieces * 10 - all.reduce((sum, { amount }) => sum + Number(amount), 0)
    return { ...order, total: String(total), credit_lines: all.map(({ amount, reference }) => ({ amount, reference: reference ?? null })) }
  }
  const worth = (order: ReturnType<typeof bought>, approved: number, line: number) => worthOf(order, { placed_amount: cents(approved), placed_credit_lines: cents(line), total_amount: cents(approved) })

  it("voids all that an edit takes off, and captures the rest", () => {
    const after = (pieces: number, line: number, approved: number) => credit([], { approved, worth: worth(bought(pieces, line / 100), approved, line) })
    expect([toVoid(after(10, 500, 9_500)), toCapture(after(10, 500, 9_500))]).toEqual([0, 9_500])
    expect([toVoid(after(8, 500, 9_500)), toCapture(after(8, 500, 9_500))]).toEqual([2_000, 7_500])
    expect([toVoid(after(8, 2_000, 8_000)), toCapture(after(8, 2_000, 8_000))]).toEqual([2_000, 6_000])
  })

  it("knows what a refund and an edit took off for the same goods", () => {
    const given = credit([op("capture", 9_500), op("refund", 2_000)], { approved: 9_500, worth: worth(bought(8, 5, [{ amount: "20" }]), 9_500, 500) })
    expect(loweredTwice(given)).toBe(2_000)
  })
})
