import { withStore } from "../support/aplazame-store"
import { eventually } from "../support/eventually"
import { cancelOrder, capture, fulfil, hundredths, orderOf, paymentOf, refund } from "../support/operator"
import { complete, openCheckout } from "../support/shopper"

withStore("purchase", {}, (bench) => {
  const buy = async (product: "instalments" | "pay_in_4" | "pay_later", lines?: Record<string, number>) => {
    const checkout = await openCheckout(bench.seed, { lines })
    const credit = await bench.emulator.approve(checkout.checkout_id, { product })
    const done = await complete(bench.seed, checkout.cartId)
    expect(done.body.type).toBe("order")
    return { checkout, credit, orderId: done.body.order.id as string }
  }

  it("sells a cart in instalments: approved at Aplazame, placed and authorised here, at the same price", async () => {
    const { checkout, credit, orderId } = await buy("instalments")
    expect(credit).toMatchObject({ status: "ok", mid: checkout.mid, total: hundredths(checkout.amount) })
    const order = await orderOf(bench.seed, orderId)
    expect(order).toMatchObject({ status: "pending", payment_status: "authorized" })
    expect(hundredths(order.total)).toBe(credit.total)
    const row = await bench.aplazame.orders.byMid(checkout.mid)
    expect(row).toMatchObject({ state: "confirmed", order_id: orderId, total_amount: credit.total })
  })

  it("tells Aplazame by PUT when the goods leave, and captures nothing where there are no captures", async () => {
    const { checkout, orderId, credit } = await buy("instalments")
    await bench.emulator.clearCalls()
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    const order = await eventually(async () => {
      const now = await orderOf(bench.seed, orderId)
      expect(now.payment_status).toBe("captured")
      return now
    })
    const calls = await bench.emulator.calls({ ref: checkout.checkout_id })
    const put = calls.find((c) => c.method === "PUT")
    expect(put).toMatchObject({ status: 204 })
    expect((put?.body as { order: { total_amount: number } }).order.total_amount).toBe(credit.total)
    expect(calls.filter((c) => c.method === "POST" && c.path.endsWith("/captures"))).toHaveLength(0)
    expect(hundredths(paymentOf(order).captures[0].amount)).toBe(credit.total)
  })

  it("captures a pay later order on fulfilment: PUT, then POST captures with the whole order", async () => {
    const { checkout, orderId, credit } = await buy("pay_later")
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"))
    expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ captured: credit.total, remaining_capture: 0 })
  })

  it("refunds a part and then the rest from the admin, to the cent, by the endpoint of the product", async () => {
    for (const product of ["instalments", "pay_in_4", "pay_later"] as const) {
      const { checkout, orderId, credit } = await buy(product)
      const payment = paymentOf(await orderOf(bench.seed, orderId))
      expect((await capture(bench.seed, payment.id)).status).toBe(200)
      expect((await refund(bench.seed, payment.id, 10)).status).toBe(200)
      expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ refunded: 1000 })
      const rest = Number((payment.amount - 10).toFixed(4))
      expect((await refund(bench.seed, payment.id, rest)).status).toBe(200)
      const after = await bench.emulator.order(checkout.checkout_id)
      expect(after.refunded).toBe(credit.total)
      expect(after.cancelled).not.toBeNull()
      expect((await orderOf(bench.seed, orderId)).payment_status).toBe("refunded")
    }
  })

  it("cancels the credit of an order that is cancelled before capture", async () => {
    const { checkout, orderId } = await buy("instalments")
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect((await bench.emulator.order(checkout.checkout_id)).cancelled).not.toBeNull())
    const order = await orderOf(bench.seed, orderId)
    expect(order.status).toBe("canceled")
    expect(paymentOf(order).canceled_at).not.toBeNull()
  })
}, { keepData: true })
