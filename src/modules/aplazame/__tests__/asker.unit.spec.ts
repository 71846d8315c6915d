import { setTimeout as sleep } from "node:timers/promises"
import { Asker } from "../asker"

describe("who asks for a capture", () => {
  it("is known to what the workflow does, however many run at once", async () => {
    const asker = new Asker()
    const seen = (paymentId: string, by: string) =>
      asker.asks(paymentId, by, async () => {
        await sleep(5)
        return asker.of(paymentId)
      })
    expect(await Promise.all([seen("pay_1", "aplop_1"), seen("pay_2", "user_1"), seen("pay_1", "aplop_2")])).toEqual(["aplop_1", "user_1", "aplop_2"])
  })

  it("is nobody for another payment, and outside", async () => {
    const asker = new Asker()
    expect(await asker.asks("pay_1", "aplop_1", async () => asker.of("pay_2"))).toBeNull()
    expect(asker.of("pay_1")).toBeNull()
  })

  it("tells on which revision of the credit the amount was decided, for that payment alone", async () => {
    const asker = new Asker()
    expect(await asker.asks("pay_1", "aplop_1", async () => [asker.decidedOn("pay_1"), asker.decidedOn("pay_2")], 7)).toEqual([7, null])
    expect(asker.decidedOn("pay_1")).toBeNull()
  })
})
