import { withStore } from "../integration-tests/support/aplazame-store"
import { buy, type Product } from "../integration-tests/support/buy"
import { eventually } from "../integration-tests/support/eventually"
import { record } from "./support/record"

withStore(
  "bench calls",
  {},
  (bench) => {
    const count = async (ref: string): Promise<number> => (await bench.emulator.calls({ ref })).length

    it.each([
      ["instalments", 3],
      ["pay_later", 3],
    ] as const)("calls of a capture and a refund of %s", async (product: Product, most) => {
      const sold = await buy(bench, product)
      await bench.seed.admin.ok(bench.seed.admin.post(`/admin/payments/${sold.paymentId}/capture`))
      await eventually(async () => expect((await bench.aplazame.orders.byMid(sold.mid))?.captured_amount).toBe(sold.total))
      record({ group: "calls", what: `calls of a capture (${product})`, value: await count(sold.ref), unit: "calls", target: { at: "most", value: most } })
      await bench.emulator.clearCalls()
      await bench.seed.admin.ok(bench.seed.admin.post(`/admin/payments/${sold.paymentId}/refund`, { amount: 5 }))
      record({ group: "calls", what: `calls of a refund (${product})`, value: await count(sold.ref), unit: "calls", target: { at: "most", value: 2 } })
    })

    it("calls of a cancel", async () => {
      const sold = await buy(bench, "instalments")
      await bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${sold.orderId}/cancel`))
      await eventually(async () => expect((await bench.emulator.order(sold.ref)).cancelled).not.toBeNull())
      record({ group: "calls", what: "calls of a cancel", value: await count(sold.ref), unit: "calls", target: { at: "most", value: 1 } })
    })
  },
  { keepData: true }
)
