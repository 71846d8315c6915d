import type { Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, orderOf, paymentOf, problemsOf, refund } from "../../support/operator"

/** Medusa cancels first and hides what went wrong; the ledger and the list of problems do not. */
export function cancels(bench: Bench): void {
  it("cancels an uncaptured credit of pay_later once", async () => {
    const { ref, orderId } = await buy(bench, "pay_later")
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull())
    expect(await effects(bench, ref)).toEqual(["POST /cancel"])
    const order = await orderOf(bench.seed, orderId)
    expect(order.status).toBe("canceled")
    expect(paymentOf(order).canceled_at).not.toBeNull()
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("keeps a cancel that Aplazame refuses in the ledger and lists the credit that is left", async () => {
    const { ref, orderId, total } = await buy(bench)
    await bench.emulator.setFaults({ route: "POST /orders/:id/cancel", status: 403, error_body: { error: { message: "trace 0xbeef" } } })
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => {
      expect(await problemsOf(bench.seed, orderId)).toEqual([
        expect.objectContaining({ kind: "cancelled_order_credit_left", state: "open", figures: expect.objectContaining({ total, code: "operation_refused" }) }),
      ])
    })
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
    const row = (await bench.aplazame.orders.byAplazameId(ref))!
    expect((await bench.aplazame.ledger.byKey(`cancel:${row.id}`))!).toMatchObject({ state: "refused", kind: "cancel" })
    expect((await bench.emulator.order(ref)).cancelled).toBeNull()
  })

  it("cancels later by itself when Aplazame was away", async () => {
    const { ref, orderId } = await buy(bench)
    await bench.emulator.setFaults({ route: "^/orders", status: 503 })
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => {
      const row = (await bench.aplazame.orders.byAplazameId(ref))!
      expect((await bench.aplazame.ledger.byKey(`cancel:${row.id}`))!.attempts).toBeGreaterThan(0)
    })
    await bench.emulator.clearFaults()
    await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull(), { within: 30_000, every: 300 })
    expect(await effects(bench, ref)).toEqual(["POST /cancel"])
  })

  it("refunds what was captured in part and voids the rest, which Medusa forgets", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_later")
    await capture(bench.seed, paymentId, 10)
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: 1000, refunded: 1000, voided: total - 1000 }))
    expect((await bench.emulator.order(ref)).cancelled).not.toBeNull()
    await eventually(async () => expect(await bench.aplazame.orders.byAplazameId(ref)).toMatchObject({ captured_amount: 1000, refunded_amount: 1000, voided_amount: total - 1000 }))
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("counts a capture that had no answer when the order was cancelled, and lists what it left", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_later")
    await capture(bench.seed, paymentId, 10)
    expect((await refund(bench.seed, paymentId, 10)).status).toBe(200)
    await bench.emulator.setFaults(
      { route: "POST /orders/:id/captures", ref, reset: "after", times: 1 },
      // The look before it is answered, the one after it is not.
      { route: "GET /orders/:id/captures", ref, status: 503, skip: 1 }
    )
    expect((await capture(bench.seed, paymentId, (total - 1000) / 100)).status).not.toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: total })
    await bench.emulator.clearFaults()
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => {
      expect(await problemsOf(bench.seed, orderId)).toEqual([
        expect.objectContaining({ kind: "cancelled_order_credit_left", figures: { captured: total, refunded: 1000, left: total - 1000 } }),
      ])
    })
  })

  it("refunds a captured order whole", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "instalments")
    await capture(bench.seed, paymentId)
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ refunded: total }))
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("lists a refund that failed while Medusa booked it, with the figures", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "instalments")
    await capture(bench.seed, paymentId)
    await bench.emulator.setFaults({ route: "POST /orders/:id/refund", status: 403, error_body: { error: { message: "no" } } })
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => {
      expect(await problemsOf(bench.seed, orderId)).toEqual([
        expect.objectContaining({ kind: "cancelled_order_credit_left", figures: { captured: total, refunded: 0, left: total } }),
      ])
    })
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: 0 })
  })
}
