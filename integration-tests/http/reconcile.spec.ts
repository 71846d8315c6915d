import type { ResolvedOptions } from "../../src/config"
import { reconcile, sweep } from "../../src/workflows"
import { withStore } from "../support/aplazame-store"
import { eventually } from "../support/eventually"
import { cancelOrder, capture, fulfil, hundredths, orderOf, paymentOf } from "../support/operator"
import { complete, openCheckout } from "../support/shopper"

withStore("reconcile", { captureOn: "manual" }, (bench) => {
  const buy = async (product: "instalments" | "pay_in_4" | "pay_later") => {
    const checkout = await openCheckout(bench.seed)
    const credit = await bench.emulator.approve(checkout.checkout_id, { product })
    const done = await complete(bench.seed, checkout.cartId)
    return { checkout, credit, orderId: done.body.order.id as string }
  }
  const window = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 86_400_000) }
  const run = (dryRun = false) => reconcile(bench.container, { ...window, dryRun })
  const moneyCalls = async () => (await bench.emulator.calls()).filter((c) => c.method !== "GET" && !c.path.includes("checkout") && !c.path.includes("history"))
  const problems = async () => (await bench.seed.admin.get("/admin/aplazame/problems")).body.problems as { kind: string; figures: Record<string, unknown> }[]

  it("finds nothing where everything agrees, and makes no call that changes anything", async () => {
    await buy("instalments")
    const { orderId } = await buy("pay_later")
    await capture(bench.seed, paymentOf(await orderOf(bench.seed, orderId)).id)
    await bench.emulator.clearCalls()
    expect(await run()).toMatchObject({ state: "done", scanned: 2, differences: 0 })
    expect(await moneyCalls()).toEqual([])
  })

  it("books a refund of Aplazame's panel in Medusa, once, without sending anything", async () => {
    const { checkout, orderId } = await buy("pay_later")
    await capture(bench.seed, paymentOf(await orderOf(bench.seed, orderId)).id)
    await bench.emulator.panelRefund(checkout.checkout_id, 1234)
    await bench.emulator.clearCalls()
    expect(await run(true)).toMatchObject({ differences: 1, repaired: 1, dry_run: true })
    expect(paymentOf(await orderOf(bench.seed, orderId)).refunds).toHaveLength(0)
    expect(await run()).toMatchObject({ differences: 1, repaired: 1 })
    expect(await run()).toMatchObject({ differences: 0 })
    const order = await orderOf(bench.seed, orderId)
    expect(paymentOf(order).refunds.map((r: { amount: number }) => hundredths(r.amount))).toEqual([1234])
    expect(order.transactions.filter((t: { reference: string }) => t.reference === "refund")).toHaveLength(1)
    expect(await moneyCalls()).toEqual([])
    expect((await bench.aplazame.orders.byMid(checkout.mid))?.refunded_amount).toBe(1234)
  })

  it("asks a person about a credit of which Aplazame refuses to tell the amounts, goes on to the next, and closes it when it is told", async () => {
    const [silent, refunded] = [await buy("pay_later"), await buy("pay_later")]
    await capture(bench.seed, paymentOf(await orderOf(bench.seed, refunded.orderId)).id)
    await bench.emulator.panelRefund(refunded.checkout.checkout_id, 1234)
    await bench.emulator.setFaults({ route: "GET /orders/:id/captures", ref: silent.checkout.checkout_id, status: 400 })
    expect(await run()).toMatchObject({ state: "done", scanned: 2, differences: 2, repaired: 1 })
    expect((await bench.aplazame.orders.byMid(refunded.checkout.mid))?.refunded_amount).toBe(1234)
    expect((await problems()).map((p) => p.kind)).toEqual(["amounts_unknown"])
    await bench.emulator.clearFaults()
    expect(await run()).toMatchObject({ differences: 0 })
    expect(await problems()).toEqual([])
  })

  it("goes on to the next order where one order's figures can't be read, and asks a person about it", async () => {
    const [broken, refunded] = [await buy("pay_later"), await buy("pay_later")]
    for (const { orderId } of [broken, refunded]) await capture(bench.seed, paymentOf(await orderOf(bench.seed, orderId)).id)
    await bench.emulator.panelRefund(refunded.checkout.checkout_id, 700)
    await bench.emulator.setFaults({ route: "GET /orders/:id/captures", ref: broken.checkout.checkout_id, status: 200, error_body: { results: "no list" } })
    expect(await run()).toMatchObject({ state: "done", repaired: 1 })
    expect((await bench.aplazame.orders.byMid(refunded.checkout.mid))?.refunded_amount).toBe(700)
    expect((await problems()).map((p) => p.kind)).toEqual(["amounts_unknown"])
    await bench.emulator.clearFaults()
    await run()
    expect(await problems()).toEqual([])
  })

  it("cancels the order whose credit was cancelled in Aplazame's panel before anything was sent", async () => {
    const { checkout, orderId } = await buy("instalments")
    await bench.emulator.panelCancel(checkout.checkout_id)
    expect(await run()).toMatchObject({ differences: 1, repaired: 1 })
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
    expect(await run()).toMatchObject({ differences: 0 })
  })

  it("asks a person when the credit was cancelled after the goods had left", async () => {
    const { checkout, orderId } = await buy("instalments")
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await bench.emulator.panelCancel(checkout.checkout_id)
    expect(await run()).toMatchObject({ differences: 1, repaired: 0 })
    expect(await run()).toMatchObject({ differences: 1 })
    // What is to be collected otherwise is outstanding in Medusa.
    expect(await orderOf(bench.seed, orderId)).toMatchObject({ status: "pending", payment_status: "not_paid" })
    expect((await problems()).map((p) => p.kind)).toEqual(["order_without_credit"])
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ state: "cancelled" })
  })

  it("cancels a credit that is left after its order was cancelled and the event was lost", async () => {
    const { checkout, orderId } = await buy("pay_later")
    await bench.emulator.setFaults({ route: "POST /orders/:id/cancel", status: 503 }, { route: "GET /orders/:id", status: 503 })
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => {
      const row = await bench.aplazame.orders.byMid(checkout.mid)
      expect((await bench.aplazame.ledger.byKey(`cancel:${row?.id}`))?.attempts).toBeGreaterThan(0)
    })
    await bench.emulator.clearFaults()
    await run()
    await eventually(async () => expect((await bench.emulator.order(checkout.checkout_id)).cancelled).not.toBeNull(), { within: 20_000 })
  })

  it("sweeps up a fulfilment whose event was lost: it is captured once", async () => {
    const { checkout, orderId, credit } = await buy("pay_later")
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    const settings = bench.aplazame.settings as ResolvedOptions
    settings.captureOn = "fulfillment"
    try {
      await eventually(async () => {
        await sweep(bench.container)
        expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ captured: credit.total })
      })
      await sweep(bench.container)
    } finally {
      settings.captureOn = "manual"
    }
    expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ captured: credit.total, remaining_capture: 0 })
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
  })

  it("walks many pages one at a time and tells how far it is", async () => {
    await bench.emulator.seed({ count: 35 })
    const seen: number[] = []
    const done = await reconcile(bench.container, { ...window, from: new Date(0), dryRun: false }, ({ scanned }) => seen.push(scanned))
    expect(done).toMatchObject({ state: "done", scanned: 35, differences: 0 })
    expect(seen).toEqual([10, 20, 30, 35])
  })
})
