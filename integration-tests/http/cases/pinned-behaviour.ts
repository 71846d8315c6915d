import { Modules } from "@medusajs/framework/utils"
import type { IPaymentModuleService } from "@medusajs/framework/types"
import type { AplazameProviderService } from "../../../src/providers/aplazame/service"
import { APLAZAME_EVENTS } from "../../../src/workflows"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, editOrder, fulfil, orderOf, refund, requestReturn, ship } from "../../support/operator"
import { PROVIDER } from "../../support/seed-store"
import { openCheckout, paymentSession, readyCart } from "../../support/shopper"

type Inside = { paymentProviderService_: { retrieveProvider(id: string): AplazameProviderService } }

/** If one of these fails after an upgrade of Medusa, the code that leans on it must be looked at. */
export function pinned(bench: Bench): void {
  const provider = () => (bench.container.resolve(Modules.PAYMENT) as unknown as Inside).paymentProviderService_.retrieveProvider(PROVIDER)

  it("the events that our subscribers wait for have these names and these keys", async () => {
    const seen = new Map<string, Record<string, unknown>>()
    const bus = bench.container.resolve(Modules.EVENT_BUS)
    const listen = async (event: { name: string; data: unknown }): Promise<void> => {
      seen.set(event.name, event.data as Record<string, unknown>)
    }
    bus.subscribe("*", listen, { subscriberId: "pinned-behaviour" })
    try {
      await withOptions(bench, { captureOn: "manual" }, async () => {
        const { orderId, order } = await buy(bench, "pay_later", { lines: { CAMISETA: 3 } })
        await editOrder(bench.seed, orderId, { itemId: order.items[0].id, quantity: 2 })
        const fulfillmentId = await fulfil(bench.seed, await orderOf(bench.seed, orderId))
        await ship(bench.seed, await orderOf(bench.seed, orderId), fulfillmentId)
        await requestReturn(bench.seed, await orderOf(bench.seed, orderId))
        const cancelled = await buy(bench)
        await cancelOrder(bench.seed, cancelled.orderId)
        await eventually(() => {
          expect(seen.get(APLAZAME_EVENTS.CHECKOUT_STARTED)).toMatchObject({ id: expect.stringMatching(/^aplord_/) })
          expect(seen.get("order-edit.confirmed")).toMatchObject({ order_id: orderId })
          expect(seen.get("order.fulfillment_created")).toMatchObject({ order_id: orderId, fulfillment_id: fulfillmentId })
          expect(seen.get("shipment.created")).toMatchObject({ id: fulfillmentId })
          expect(seen.get("order.return_requested")).toMatchObject({ order_id: orderId })
          expect(seen.get("order.canceled")).toMatchObject({ id: cancelled.orderId })
        })
        expect(seen.has("payment.payment-session.created")).toBe(true)
      })
    } finally {
      bus.unsubscribe("*", listen, { subscriberId: "pinned-behaviour" })
    }
  })

  it("capturePayment is told no amount, and the id of a capture that is there already", async () => {
    const { paymentId } = await buy(bench, "pay_later")
    const spy = jest.spyOn(provider(), "capturePayment")
    await capture(bench.seed, paymentId, 10)
    const inputs = spy.mock.calls.map(([input]) => input)
    spy.mockRestore()
    const { data } = await bench.container.resolve("query").graph({ entity: "capture", fields: ["id", "amount"], filters: { payment_id: paymentId } })
    expect(data).toEqual([expect.objectContaining({ amount: 10 })])
    // The order of the test before may be captured at this moment too.
    const [input] = inputs.filter((one) => one.context!.idempotency_key === data[0]!.id)
    expect(Object.keys(input!).sort()).toEqual(["context", "data"])
    expect(JSON.stringify(input)).not.toMatch(/amount/)
  })

  it("refundPayment and cancelPayment bear the ids of the refund and of the payment", async () => {
    const { paymentId, orderId } = await buy(bench, "instalments")
    await capture(bench.seed, paymentId)
    const refunds = jest.spyOn(provider(), "refundPayment")
    await refund(bench.seed, paymentId, 5)
    expect(refunds.mock.calls[0]![0].context!.idempotency_key).toMatch(/^ref_/)
    refunds.mockRestore()
    const other = await buy(bench)
    const cancels = jest.spyOn(provider(), "cancelPayment")
    await cancelOrder(bench.seed, other.orderId)
    expect(cancels.mock.calls[0]![0].context!.idempotency_key).toBe(other.paymentId)
    cancels.mockRestore()
    expect((await orderOf(bench.seed, orderId)).status).toBe("pending")
  })

  it("session data is what the browser sent with the provider's keys laid over it, deeply", async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId, PROVIDER, { note: { a: 1, b: [1, 2] }, public_key: "x" })
    expect(session.data).toEqual({ note: { a: 1, b: [1, 2] }, session_id: session.id, public_key: bench.aplazame.settings.publicKey, sandbox: true })
    const payments = bench.container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    await payments.updatePaymentSession({ id: session.id, amount: session.amount, currency_code: "eur", data: { session_id: session.id } })
    const [after] = await payments.listPaymentSessions({ id: [session.id] })
    expect(after!.data).toMatchObject({ note: { a: 1, b: [1, 2] } })
  })

  it("initiatePayment calls nothing at Aplazame, and deletePayment is told no context", async () => {
    const spy = jest.spyOn(provider(), "deletePayment")
    const cartId = await readyCart(bench.seed)
    await paymentSession(bench.seed, cartId)
    await paymentSession(bench.seed, cartId)
    expect(spy.mock.calls[0]![0].context).toBeUndefined()
    spy.mockRestore()
    // What the jobs ask about other orders meanwhile is theirs.
    expect((await bench.emulator.calls()).filter((call) => !/^\/orders\/[^/]+/.test(call.path))).toEqual([])
  })

  it("getPaymentStatus reports what Aplazame says, never what the data says", async () => {
    const checkout = await openCheckout(bench.seed)
    const report = async () => (await provider().getPaymentStatus({ data: { session_id: checkout.sessionId, status: "captured" } })).status
    expect(await report()).toBe("requires_more")
    await bench.emulator.approve(checkout.checkout_id)
    expect(await report()).toBe("authorized")
  })
}
