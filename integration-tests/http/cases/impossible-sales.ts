import { Modules } from "@medusajs/framework/utils"
import { PRIVATE_KEY, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { notificationOf, notify } from "../../support/notify"
import { complete, openCheckout, paymentSession, pressPay } from "../../support/shopper"

/** Aplazame approved, and the store can't sell: ko with a reason, the credit ends, nobody pays. */
export function impossibleSales(bench: Bench): void {
  const refused = async (checkout: { checkout_id: string; mid: string }, reason: string) => {
    const [first, last] = [await bench.emulator.approve(checkout.checkout_id), await bench.emulator.order(checkout.checkout_id)]
    expect(first.notifications[0]).toMatchObject({ http_status: 200, answer: { status: "ko", reason } })
    expect(last).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant" })
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ state: expect.stringMatching(/refused|cancelled/), order_id: null, reason_code: reason })
  }

  it("amount_differs: Aplazame approved another amount than the checkout's", async () => {
    const checkout = await openCheckout(bench.seed)
    const edited = await fetch(`${bench.emulatorUrl}/orders/${checkout.checkout_id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${PRIVATE_KEY}`, accept: "application/vnd.aplazame.sandbox.v1+json", "content-type": "application/json" },
      body: JSON.stringify({ order: { total_amount: 100 } }),
    })
    expect(edited.status).toBe(204)
    await refused(checkout, "amount_differs")
  })

  it.each([
    ["amount_differs", { total_amount: 1 }],
    ["currency_differs", { currency: { code: "USD", name: "US Dollar", numeric: "840", symbol: "$" } }],
    ["sandbox_differs", { sandbox: false }],
  ])("%s: the announcement does not fit, and nothing is placed", async (reason, lie) => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    const body = await notificationOf(bench, checkout.checkout_id, "pending", "confirmation_required")
    expect(await notify(bench, { ...body, ...lie })).toEqual({ status: 200, body: { status: "ko", reason } })
    expect((await bench.aplazame.orders.byMid(checkout.mid))?.order_id).toBeNull()
  })

  it("mid_differs: the announced id belongs to another order", async () => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const [mine, other] = [await openCheckout(bench.seed), await openCheckout(bench.seed)]
    await bench.emulator.approve(other.checkout_id, { wait: false })
    const body = await notificationOf(bench, other.checkout_id, "pending", "confirmation_required")
    const answer = await notify(bench, { ...body, mid: mine.mid })
    expect(answer.body).not.toEqual({ status: "ok" })
    expect((await bench.aplazame.orders.byMid(mine.mid))?.order_id).toBeNull()
  })

  it("out_of_stock: the last pair is sold to the first of two approved shoppers", async () => {
    const first = await openCheckout(bench.seed, { lines: { ULTIMO: 1 } })
    const second = await openCheckout(bench.seed, { lines: { ULTIMO: 1 } })
    expect(await bench.emulator.approve(first.checkout_id)).toMatchObject({ status: "ok" })
    await refused(second, "out_of_stock")
  })

  it("cart_gone: the cart was deleted", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.container.resolve(Modules.CART).softDeleteCarts([checkout.cartId])
    await refused(checkout, "cart_gone")
  })

  it("session_gone: the cart's total changed after the checkout, so Medusa dropped the payment", async () => {
    const checkout = await openCheckout(bench.seed)
    const { CAMISETA } = bench.seed.variants
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${checkout.cartId}/line-items`, { variant_id: CAMISETA, quantity: 1 }))
    await refused(checkout, "session_gone")
  })

  it("amount_differs: the shopper chose Aplazame again for a new total and then approved the old checkout", async () => {
    const old = await openCheckout(bench.seed)
    const { CAMISETA } = bench.seed.variants
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${old.cartId}/line-items`, { variant_id: CAMISETA, quantity: 1 }))
    const fresh = await pressPay(bench.seed, (await paymentSession(bench.seed, old.cartId)).id)
    await refused(old, "amount_differs")
    expect(await bench.emulator.approve(fresh.body.checkout_id)).toMatchObject({ status: "ok" })
  })

  it("cart_changed: the same total for other goods or another address is not what the shopper agreed to", async () => {
    const checkout = await openCheckout(bench.seed)
    const address = { first_name: "Otra", last_name: "Persona", address_1: "Calle Mayor 2", city: "Sevilla", postal_code: "41001", country_code: "es" }
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${checkout.cartId}`, { shipping_address: address }))
    await refused(checkout, "cart_changed")
  })

  it("cart_already_paid: the cart was bought with another payment", async () => {
    const checkout = await openCheckout(bench.seed)
    await paymentSession(bench.seed, checkout.cartId, "pp_system_default")
    const sold = await complete(bench.seed, checkout.cartId)
    expect(sold.body.type).toBe("order")
    await refused(checkout, "cart_already_paid")
  })

  it("session_gone, and no stranger's cart is completed, for the payment of a session that was deleted", async () => {
    const stranger = await openCheckout(bench.seed, { email: "stranger@example.com" })
    const checkout = await openCheckout(bench.seed)
    await bench.container.resolve(Modules.PAYMENT).deletePaymentSession(checkout.sessionId)
    await refused(checkout, "session_gone")
    expect((await complete(bench.seed, stranger.cartId)).body).toMatchObject({ type: "cart", error: { type: "payment_requires_more_error" } })
    expect(await bench.emulator.approve(stranger.checkout_id)).toMatchObject({ status: "ok" })
  })

  it("cancels a credit that Aplazame confirmed although the cart was sold otherwise, and shows it to a person meanwhile", async () => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    await bench.emulator.flushNotifications()
    expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok" })
    const row = (await bench.aplazame.orders.byMid(checkout.mid))!
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${row.order_id}/cancel`))
    await bench.emulator.patchSettings({ hold_notifications: false })
    await bench.emulator.restartNotification(checkout.checkout_id)
    await eventually(async () => expect((await bench.emulator.order(checkout.checkout_id)).cancelled).not.toBeNull(), { within: 15_000 })
  })
}
