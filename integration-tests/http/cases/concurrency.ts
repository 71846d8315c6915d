import type { Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { orderOf, paymentOf } from "../../support/operator"
import { signedIn } from "../../support/seed-extras"
import { complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"

/** Notifications and the shopper at the same moment; several checkouts of one cart. */
export function concurrency(bench: Bench): void {
  const ordersOf = async (cartId: string): Promise<string[]> => {
    const { data } = await bench.container.resolve("query").graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })
    return data.map((row: { order_id: string }) => row.order_id)
  }

  it("makes one order, one payment and one history push of 100 equal notifications beside the shopper's own completions", async () => {
    const shopper = await signedIn(bench.seed)
    const earlier = await readyCart(bench.seed, { as: shopper.http, email: shopper.email })
    await paymentSession(bench.seed, earlier, "pp_system_default", {}, shopper.http)
    await complete(bench.seed, earlier, shopper.http)
    await bench.emulator.patchSettings({ hold_notifications: true })
    const checkout = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    const [answers, ...shoppers] = await Promise.all([
      bench.emulator.sendNotification({ ref: checkout.checkout_id, status: "pending", status_reason: "confirmation_required", times: 100, parallel: true }),
      ...[1, 2, 3].map(() => complete(bench.seed, checkout.cartId, shopper.http)),
    ])
    expect(answers.filter((a) => a.http_status === 200 && JSON.stringify(a.answer) === '{"status":"ok"}')).toHaveLength(100)
    for (const { status } of shoppers) expect([200, 409]).toContain(status)
    const [orderId, ...more] = await ordersOf(checkout.cartId)
    expect(more).toEqual([])
    const order = await orderOf(bench.seed, orderId!)
    expect(order.payment_collections.flatMap((c: any) => c.payments)).toHaveLength(1)
    expect(paymentOf(order).canceled_at).toBeNull()
    await eventually(async () => expect((await bench.emulator.calls({ ref: checkout.checkout_id })).filter((c) => c.path.endsWith("/history"))).toHaveLength(1))
    expect(await bench.aplazame.inbox.ofCredit(checkout.mid)).toEqual([expect.objectContaining({ received_count: 100, answer: "ok" })])
  })

  it("sells the cart of a shopper who came before the approval, also when Medusa is still taking their order back", async () => {
    const checkout = await openCheckout(bench.seed)
    // Their completion hears at once that nothing is approved, and learns of it late.
    await bench.emulator.setFaults({ route: "GET /orders/:id", ref: checkout.checkout_id, times: 1, delay_ms: 3_000, after_effect: true })
    const early = complete(bench.seed, checkout.cartId)
    await eventually(async () => expect(await ordersOf(checkout.cartId)).toHaveLength(1))
    expect(await bench.emulator.approve(checkout.checkout_id, { product: "instalments" })).toMatchObject({ status: "ok" })
    await early
    expect(await ordersOf(checkout.cartId)).toHaveLength(1)
    expect((await bench.aplazame.inbox.ofCredit(checkout.mid)).map(({ answer }) => answer)).not.toContain("ko")
    expect((await complete(bench.seed, checkout.cartId)).body.type).toBe("order")
  })

  describe("two checkouts of one cart, both approved", () => {
    const twoProducts = async () => {
      const first = await openCheckout(bench.seed, { product: "instalments" })
      const second = await pressPay(bench.seed, first.sessionId, { product: "pay_later" })
      return { cartId: first.cartId, refs: [first.checkout_id, second.body.checkout_id] as const }
    }
    const oneSold = async (cartId: string, refs: readonly string[]) => {
      const states = await Promise.all(refs.map(async (ref) => (await bench.emulator.order(ref)).status))
      expect([...states].sort()).toEqual(["ko", "ok"])
      expect(await ordersOf(cartId)).toHaveLength(1)
      const winner = (await bench.aplazame.orders.byAplazameId(refs[states.indexOf("ok")]!))!
      expect(winner.order_id).toBe((await ordersOf(cartId))[0])
      const order = await orderOf(bench.seed, winner.order_id!)
      expect(order.payment_status).toBe("authorized")
      expect(order.payment_collections.flatMap((c: any) => c.payments)).toHaveLength(1)
    }

    it("sells the first and answers ko to the second", async () => {
      const { cartId, refs } = await twoProducts()
      expect(await bench.emulator.approve(refs[0])).toMatchObject({ status: "ok" })
      await bench.emulator.approve(refs[1])
      await oneSold(cartId, refs)
    })

    it("sells the newer one first just as well", async () => {
      const { cartId, refs } = await twoProducts()
      expect(await bench.emulator.approve(refs[1])).toMatchObject({ status: "ok" })
      await bench.emulator.approve(refs[0])
      await oneSold(cartId, refs)
    })

    it("sells one when both come at the same moment, three times each", async () => {
      await bench.emulator.patchSettings({ duplicate_notifications: 2 })
      const { cartId, refs } = await twoProducts()
      await Promise.all(refs.map((ref) => bench.emulator.approve(ref)))
      await oneSold(cartId, refs)
    })

    it("sells one when the second is approved while the first holds the order in its challenge, and releases nothing of it", async () => {
      const { cartId, refs } = await twoProducts()
      await bench.emulator.challenge(refs[0])
      await bench.emulator.approve(refs[1])
      await bench.emulator.passChallenge(refs[0])
      await oneSold(cartId, refs)
    })
  })

  it("keeps the paid order when the refusal of an older checkout of the same cart arrives", async () => {
    const old = await openCheckout(bench.seed, { product: "pay_in_4" })
    const fresh = await pressPay(bench.seed, old.sessionId, { product: "instalments" })
    await bench.emulator.approve(fresh.body.checkout_id)
    await bench.emulator.expire(old.checkout_id)
    const [orderId] = await ordersOf(old.cartId)
    expect(await orderOf(bench.seed, orderId!)).toMatchObject({ status: "pending", payment_status: "authorized" })
  })
}
