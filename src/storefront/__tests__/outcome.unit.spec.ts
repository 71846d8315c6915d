import { textOf } from "../../modules/aplazame/texts"
import { CODES } from "../../modules/aplazame/texts/codes"
import type { PayResult } from "../result"
import { hrefOf, isAlert, isFinished, outcomeOf, stepsOf, type OutcomeKind, type Step } from "../react/outcome"
import { WORDS } from "../react/words"

const base = { cartId: "cart_1", message: "…" }
const failed = (code: string, retryable = false): PayResult => ({ ...base, outcome: "failed", code, retryable })
const refused = (code: string, orderId: string | null = null): PayResult => ({ ...base, outcome: "refused", code, orderId })
const told = (result: PayResult | null | undefined) => [outcomeOf(result), ...stepsOf(outcomeOf(result), result)]

describe("what a shopper is told, and what they can do next", () => {
  it.each<[PayResult | null | undefined, OutcomeKind, ...string[]]>([
    [undefined, "asking"],
    [null, "none", "cart", "shop"],
    [{ ...base, outcome: "paid", orderId: "order_1", code: "payment_paid" }, "paid", "order", "shop"],
    [{ ...base, outcome: "pending", orderId: "order_1", code: "payment_challenge" }, "review", "order"],
    [{ ...base, outcome: "dismissed", code: "dismissed" }, "dismissed", "again", "other"],
    [refused("payment_refused"), "refused", "other", "cart"],
    [refused("payment_refused", "order_1"), "refused", "shop"],
    [refused("payment_expired"), "expired", "again", "other"],
    [refused("payment_not_completed"), "shop", "cart", "other"],
    [refused("payment_out_of_stock"), "basket", "cart"],
    [refused("payment_cart_changed"), "changed", "cart", "again"],
    ...["product_gone", "out_of_stock", "promotion_used_up", "shipping_not_possible", "cart_not_completable"].map((code): [PayResult, OutcomeKind, string] => [failed(code), "basket", "cart"]),
    [failed("network", true), "network", "again"],
    [failed("unconfirmed"), "unknown", "check"],
    [failed("details_not_accepted"), "details", "again"],
    [failed("script_blocked", true), "trouble", "again", "other"],
    [failed("not_available"), "trouble", "other"],
    [failed("cart_already_completed"), "done", "shop"],
    [refused("order_already_paid"), "settled", "shop"],
    [refused("order_cancelled"), "gone", "shop"],
    [failed("order_changed"), "moved", "check"],
  ])("%j", (result, kind, ...steps) => {
    expect(told(result)).toEqual([kind, ...steps])
  })

  it.each<[PayResult, OutcomeKind, ...string[]]>([
    [{ ...base, outcome: "paid", orderId: "", code: "payment_paid" }, "paid", "order", "shop"],
    [{ ...base, outcome: "pending", orderId: null, code: "payment_challenge" }, "review", "order"],
    [{ ...base, outcome: "dismissed", code: "dismissed" }, "dismissed", "again"],
    [refused("payment_refused"), "refused", "again"],
    [refused("payment_expired"), "expired", "again"],
    [refused("payment_cart_changed"), "moved", "check"],
    [failed("order_changed"), "moved", "check"],
    [failed("unconfirmed"), "unknown", "check"],
    [failed("script_blocked", true), "trouble", "again"],
    [failed("not_available"), "trouble"],
  ])("has no cart and no other way to pay by the link of an order: %j", (result, kind, ...steps) => {
    expect(told({ ...result, cartId: "pay_col_1" })).toEqual([kind, ...steps])
  })

  it("leads from a payment by link back to the link's page, and to no order, whose id is not told", () => {
    const links = { order: (id: string): string => `/order/${id}`, link: (id: string): string => `/payment-collection/${id}` }
    const paid: PayResult = { ...base, cartId: "pay_col_1", outcome: "paid", orderId: "", code: "payment_paid" }
    expect([hrefOf(paid, links), hrefOf(paid, { order: links.order })]).toEqual(["/payment-collection/pay_col_1", undefined])
    const pending: PayResult = { ...base, cartId: "pay_col_1", outcome: "pending", orderId: null, code: "payment_challenge" }
    expect(hrefOf(pending, { ...links, waiting: "/waiting" })).toBe("/payment-collection/pay_col_1")
    expect(hrefOf({ ...refused("payment_refused"), cartId: "pay_col_1" }, links)).toBeUndefined()
    expect(isFinished(paid)).toBe(false)
  })

  it("lets go of a cart that became an order, also of one that is cancelled by now: Medusa adds nothing more to it", () => {
    const order = (id: string): string => `/order/${id}`
    const pending = (orderId: string | null): PayResult => ({ ...base, outcome: "pending", orderId, code: "payment_challenge" })
    expect([pending("order_1"), refused("payment_refused", "order_1"), pending(null), refused("payment_refused")].map(isFinished)).toEqual([true, true, false, false])
    // Paid otherwise, as in another tab.
    expect(isFinished(failed("cart_already_completed"))).toBe(true)
    expect(hrefOf(refused("payment_refused", "order_1"), { order })).toBe("/order/order_1")
    expect(hrefOf(refused("payment_refused", "order_1"), { order, waiting: "/waiting" })).toBeUndefined()
    expect(hrefOf(refused("payment_refused"), { order })).toBeUndefined()
    expect(hrefOf(pending("order_1"), { order, waiting: "/waiting" })).toBe("/waiting")
  })

  it("of every code of the store is something, and leads on", () => {
    for (const code of CODES) for (const result of [refused(code), failed(code), failed(code, true)]) expect(stepsOf(outcomeOf(result), result).length).toBeGreaterThan(0)
  })

  it("names no step that is not there: what a sentence of the store tells to do is among the buttons", () => {
    const STEP_WORDS: [RegExp, Step][] = [
      [/another way to pay|otra forma de pago|outra forma de pagamento/i, "other"],
      [/try again|start again|pay again|inténtalo|intentarlo|empezar de nuevo|paga de nuevo|tente de novo|começar de novo|pague de novo/i, "again"],
      [/look at your cart|revisa tu carrito|veja o seu carrinho/i, "cart"],
    ]
    const codes = CODES.filter((code) => code.startsWith("payment_") && outcomeOf(refused(code)) !== "trouble")
    expect(codes.length).toBeGreaterThan(4)
    for (const code of codes) for (const language of ["es", "en", "pt"] as const) for (const [words, step] of STEP_WORDS) {
      const result = refused(code)
      const text = textOf(code, language)
      if (words.test(text)) expect([text, ...stepsOf(outcomeOf(result), result)]).toContain(step)
    }
  })

  it("interrupts whoever listens only with bad news", () => {
    expect((Object.keys(WORDS.en.headings) as OutcomeKind[]).filter((kind) => !isAlert(kind)).sort()).toEqual(["dismissed", "none", "paid", "review", "settled"])
  })

  it("is said in three languages, each with words of its own", () => {
    const all = (of: object): string[] => Object.values(of).flatMap((one) => (typeof one === "string" ? [one] : all(one)))
    const [es, en, pt] = [all(WORDS.es), all(WORDS.en), all(WORDS.pt)]
    expect([en.length, pt.length]).toEqual([es.length, es.length])
    for (const [i, text] of es.entries()) expect([text, en[i], pt[i]].every((one) => one && one.trim().length > 1)).toBe(true)
    expect(es.filter((text, i) => text === en[i])).toEqual([])
  })
})
