import { randomUUID } from "node:crypto"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { TEXTS } from "../../../src/modules/aplazame/texts"
import type { Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { addProduct, addVoucher } from "../../support/seed-extras"
import { openCheckout, paymentSession, pressPay, readyCart, type CartWish } from "../../support/shopper"

/** What the store's own hook says of a cart: one per process, as Medusa has it. */
let refuse: ((cartId: string) => void) | null = null
let hooked = false
const hookOnce = (): void => {
  if (!hooked) completeCartWorkflow.hooks.validate(({ input }) => refuse?.(input.id))
  hooked = true
}

/** Aplazame approves, and it is the store that can't make an order of the cart: what can be known before is said before. */
export function storeAtFault(bench: Bench): void {
  beforeAll(hookOnce)
  afterEach(() => void (refuse = null))

  const store = () => bench.seed.store
  const admin = () => bench.seed.admin
  const problems = async (mid: string) => (await bench.aplazame.listAplazameProblems({ aplazame_order_id: mid })).map(({ kind, figures }) => ({ kind, figures }))
  const stateOf = (cartId: string, language = "en") => store().ok<any>(store().with({ "accept-language": language }).get(`/store/aplazame/carts/${cartId}/payment`))

  /** The sale is refused at once with this reason; the shopper reads that it was the store, and that nothing was charged. */
  async function refused(checkout: { checkout_id: string; cartId: string; mid: string }, reason: string, code: keyof typeof TEXTS.en, problem: boolean) {
    const { notifications } = await bench.emulator.approve(checkout.checkout_id)
    expect(notifications[0]).toMatchObject({ http_status: 200, answer: { status: "ko", reason } })
    expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant" })
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ order_id: null, reason_code: reason })
    for (const language of ["es", "en", "pt"] as const) {
      expect(await stateOf(checkout.cartId, language)).toEqual({ state: "refused", code, message: TEXTS[language][code], order_id: null })
    }
    expect(await problems(checkout.mid)).toEqual(problem ? [{ kind: "sale_not_possible", figures: expect.objectContaining({ ko_reason: reason }) }] : [])
  }
  /** Pressing pay on such a cart makes nothing at Aplazame. */
  async function refusedBefore(wish: CartWish, code: string, spoil: () => Promise<unknown>) {
    const cartId = await readyCart(bench.seed, wish)
    const session = await paymentSession(bench.seed, cartId)
    await spoil()
    const before = (await bench.emulator.orders()).count
    expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 409, body: { code } })
    expect((await bench.emulator.orders()).count).toBe(before)
  }

  it("product_gone: the product was deleted while the shopper was at Aplazame, or before they pressed pay", async () => {
    const [one, two] = [await addProduct(bench.seed), await addProduct(bench.seed)]
    const checkout = await openCheckout(bench.seed, { lines: { [one.sku]: 1 } })
    await admin().ok(admin().delete(`/admin/products/${one.id}`))
    await refused(checkout, "product_gone", "payment_not_completed", false)
    await refusedBefore({ lines: { [two.sku]: 1 } }, "product_gone", () => admin().ok(admin().delete(`/admin/products/${two.id}`)))
  })

  it("promotion_used_up: somebody else used the last of a voucher", async () => {
    const code = await addVoucher(bench.seed, "budget")
    const [first, second] = [await openCheckout(bench.seed, { promoCodes: [code] }), await openCheckout(bench.seed, { promoCodes: [code] })]
    const third = await readyCart(bench.seed, { promoCodes: [code] })
    const session = await paymentSession(bench.seed, third)
    expect(await bench.emulator.approve(first.checkout_id)).toMatchObject({ status: "ok" })
    await refused(second, "promotion_used_up", "payment_not_completed", false)
    expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 409, body: { code: "promotion_used_up" } })
  })

  it("promotion_used_up: the operator deleted a voucher while the shopper was at Aplazame, or before they pressed pay; without it the cart is sold", async () => {
    const remove = async (code: string) => {
      const [promotion] = await bench.container.resolve(Modules.PROMOTION).listPromotions({ code })
      await admin().ok(admin().delete(`/admin/promotions/${promotion!.id}`))
    }
    const [one, two] = [await addVoucher(bench.seed, "limit"), await addVoucher(bench.seed, "limit")]
    const checkout = await openCheckout(bench.seed, { promoCodes: [one] })
    await remove(one)
    await refused(checkout, "promotion_used_up", "payment_not_completed", false)
    await refusedBefore({ promoCodes: [two] }, "promotion_used_up", () => remove(two))
    await store().ok(store().post(`/store/carts/${checkout.cartId}`, { promo_codes: [] }))
    const again = await pressPay(bench.seed, (await paymentSession(bench.seed, checkout.cartId)).id)
    expect(await bench.emulator.approve(again.body.checkout_id)).toMatchObject({ status: "ok" })
  })

  it("shipping_not_possible: the product's shipping profile is one that the chosen shipping does not carry, which is for the operator", async () => {
    const { shipping_profile } = await admin().ok<any>(admin().post("/admin/shipping-profiles", { name: randomUUID(), type: "bulky" }))
    const [one, two] = [await addProduct(bench.seed), await addProduct(bench.seed)]
    const change = (id: string) => admin().ok(admin().post(`/admin/products/${id}`, { shipping_profile_id: shipping_profile.id }))
    const checkout = await openCheckout(bench.seed, { lines: { [one.sku]: 1 } })
    await change(one.id)
    await refused(checkout, "shipping_not_possible", "payment_not_completed", true)
    await refusedBefore({ lines: { [two.sku]: 1 } }, "shipping_not_possible", () => change(two.id))
  })

  it("out_of_stock: known before the credit too", async () => {
    const { sku, setStock } = await addProduct(bench.seed)
    await refusedBefore({ lines: { [sku]: 1 } }, "out_of_stock", () => setStock(0))
  })

  it.each<[string, () => never]>([
    ["a plain error", () => { throw new Error("The order waits for its approval") }],
    ["a kind that sounds of the moment", () => { throw new MedusaError(MedusaError.Types.CONFLICT, "The quote was changed") }],
  ])("store_refused: the store's own validation says no, by %s", async (_how, say) => {
    const checkout = await openCheckout(bench.seed)
    refuse = (id) => (id === checkout.cartId ? say() : undefined)
    await refused(checkout, "store_refused", "payment_not_completed", true)
  })

  it("is asked again, and sells, where the store's validation only failed for the moment; then no problem is left", async () => {
    const checkout = await openCheckout(bench.seed)
    let times = 0
    refuse = (id) => {
      if (id !== checkout.cartId || ++times > 1) return
      throw Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:6379"), { code: "ECONNREFUSED" })
    }
    expect((await bench.emulator.approve(checkout.checkout_id)).notifications[0]).toMatchObject({ http_status: 503 })
    await bench.emulator.restartNotification(checkout.checkout_id)
    await eventually(async () => expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok" }))
    expect(times).toBeGreaterThan(1)
    expect(await problems(checkout.mid)).toEqual([])
  })

  it("closes the problem once the cart is sold after all", async () => {
    const checkout = await openCheckout(bench.seed)
    refuse = () => { throw new Error("not yet") }
    await refused(checkout, "store_refused", "payment_not_completed", true)
    refuse = null
    const again = await pressPay(bench.seed, (await paymentSession(bench.seed, checkout.cartId)).id)
    expect(await bench.emulator.approve(again.body.checkout_id)).toMatchObject({ status: "ok" })
    expect(await bench.aplazame.problems.openOfCredit(checkout.mid)).toEqual([])
  })
}
