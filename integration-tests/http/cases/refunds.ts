import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { flowContext } from "../../../src/workflows/flow-context"
import { paymentBooks, writeMovement } from "../../../src/workflows/medusa-compat"
import { bookPayment } from "../../../src/workflows/resume-operations"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects, type Product } from "../../support/buy"
import { capture, hundredths, orderOf, paymentOf, refund } from "../../support/operator"

/** Money goes back: admin button, workflow, by the endpoint of the product. */
export function refunds(bench: Bench): void {
  const captured = async (product: Product) => {
    const sale = await buy(bench, product)
    expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
    await bench.emulator.clearCalls()
    return sale
  }
  const refundsInMedusa = async (orderId: string): Promise<number[]> => paymentOf(await orderOf(bench.seed, orderId)).refunds.map((r: any) => hundredths(r.amount))

  it("moves nothing of less than a cent, and says so", async () => {
    const { ref, orderId, paymentId } = await captured("pay_later")
    expect(await refund(bench.seed, paymentId, 0.004)).toMatchObject({ status: 400, body: { code: "nothing_to_refund" } })
    expect(await refundsInMedusa(orderId)).toEqual([])
    expect(await effects(bench, ref)).toEqual([])
    const uncaptured = await buy(bench, "pay_later")
    expect(await capture(bench.seed, uncaptured.paymentId, 0.004)).toMatchObject({ status: 400, body: { code: "nothing_to_capture" } })
    expect(await effects(bench, uncaptured.ref)).toEqual([])
    expect(paymentOf(await orderOf(bench.seed, uncaptured.orderId)).captures).toEqual([])
  })

  it.each([
    ["instalments", "POST /refund"],
    ["pay_later", "POST /captures/:id/refunds"],
  ] as const)("refunds %s by %s: the same amount twice when it is meant twice, and then the rest to the cent", async (product, call) => {
    const { ref, orderId, paymentId, total } = await captured(product)
    for (let time = 0; time < 2; time++) expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
    expect(await effects(bench, ref)).toEqual([call, call])
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: 1000 })
    expect(await refundsInMedusa(orderId)).toEqual([500, 500])
    expect(await bench.aplazame.orders.byAplazameId(ref)).toMatchObject({ refunded_amount: 1000 })
    const rest = Number((paymentOf(await orderOf(bench.seed, orderId)).amount - 10).toFixed(4))
    expect((await refund(bench.seed, paymentId, rest)).status).toBe(200)
    const credit = await bench.emulator.order(ref)
    expect(credit.refunded).toBe(total)
    expect(credit.cancelled).not.toBeNull()
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("refunded")
  })

  it("is refunded once in Medusa's figures too where it was pressed twice and refused once", async () => {
    const { orderId, paymentId } = await captured("pay_later")
    const { total } = await orderOf(bench.seed, orderId)
    // The second press: Medusa's row of it is there while the first one ends, which writes a transaction for each row, and goes when it is refused.
    const second = await writeMovement(paymentBooks(bench.container), "refund", { payment: paymentId, amount: 10 })
    expect((await refund(bench.seed, paymentId, 10)).status).toBe(200)
    await bench.container.resolve(Modules.PAYMENT).deleteRefunds([second])
    const figures = async () => {
      const { order } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,total,*summary,*transactions`))
      const { pending_difference, refunded_total, paid_total } = order.summary
      return { transactions: order.transactions.map((one: any) => one.amount).sort(), pending_difference, refunded_total, paid_total }
    }
    expect(await figures()).toEqual({ transactions: [-10, -10, total], pending_difference: 10, refunded_total: 20, paid_total: total })
    await Promise.all([1, 2].map(() => bookPayment(flowContext(bench.container), paymentId)))
    expect(await figures()).toEqual({ transactions: [-10, total], pending_difference: 0, refunded_total: 10, paid_total: total })
  })

  it("refunds the newest capture first, then the older one", async () => {
    const { ref, paymentId } = await buy(bench, "pay_later")
    await capture(bench.seed, paymentId, 20)
    await capture(bench.seed, paymentId, 15)
    expect((await refund(bench.seed, paymentId, 18)).status).toBe(200)
    const { captures } = await bench.emulator.order(ref)
    expect(captures.map((c) => [c.amount, c.refunds.map((r) => r.amount)])).toEqual([[2000, [300]], [1500, [1500]]])
  })

  it("uses refund-extended for every product when the option says so", async () => {
    await withOptions(bench, { refundCall: "extended" }, async () => {
      for (const product of ["instalments", "pay_later"] as const) {
        const { ref, paymentId } = await captured(product)
        expect((await refund(bench.seed, paymentId, 12.34)).status).toBe(200)
        expect(await effects(bench, ref)).toEqual(["POST /refund-extended"])
        expect(await bench.emulator.order(ref)).toMatchObject({ refunded: 1234 })
      }
    })
  })

  it("refunds from the workflow as from the button", async () => {
    const { ref, orderId, paymentId } = await captured("pay_in_4")
    await refundPaymentWorkflow(bench.container).run({ input: { payment_id: paymentId, amount: 7.5 } })
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: 750 })
    expect(await refundsInMedusa(orderId)).toEqual([750])
  })

  it("shows a refusal of Aplazame, books nothing, and refunds when it is asked again", async () => {
    const { ref, orderId, paymentId } = await captured("instalments")
    await bench.emulator.setFaults({ route: "POST /orders/:id/refund", status: 403, times: 1, error_body: { error: { message: "no" } } })
    expect(await refund(bench.seed, paymentId, 5)).toMatchObject({ status: 400, body: { code: "operation_refused" } })
    expect(await refundsInMedusa(orderId)).toEqual([])
    expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: 500 })
  })

  it("sends one refund when its answer was lost and the operator repeats it", async () => {
    const { ref, orderId, paymentId } = await captured("instalments")
    await bench.emulator.setFaults({ route: "POST /orders/:id/refund", times: 1, reset: "after" })
    const first = await refund(bench.seed, paymentId, 5)
    if (first.status !== 200) expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
    expect(await effects(bench, ref)).toEqual(["POST /refund"])
    expect(await refundsInMedusa(orderId)).toEqual([500])
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: 500 })
  })
}
