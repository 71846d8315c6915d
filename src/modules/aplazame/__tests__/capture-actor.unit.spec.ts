import { setTimeout as sleep } from "node:timers/promises"
import { CaptureActor } from "../capture-actor"

describe("who asks for a capture", () => {
  it("is known to what the workflow does, however many run at once", async () => {
    const actor = new CaptureActor()
    const seen = (paymentId: string, by: string) =>
      actor.runAs(paymentId, by, async () => {
        await sleep(5)
        return actor.of(paymentId)
      })
    expect(await Promise.all([seen("pay_1", "aplop_1"), seen("pay_2", "user_1"), seen("pay_1", "aplop_2")])).toEqual(["aplop_1", "user_1", "aplop_2"])
  })

  it("is nobody for another payment, and outside", async () => {
    const actor = new CaptureActor()
    expect(await actor.runAs("pay_1", "aplop_1", async () => actor.of("pay_2"))).toBeNull()
    expect(actor.of("pay_1")).toBeNull()
  })

  it("tells on which revision of the credit the amount was decided, for that payment alone", async () => {
    const actor = new CaptureActor()
    expect(await actor.runAs("pay_1", "aplop_1", async () => [actor.decidedOn("pay_1"), actor.decidedOn("pay_2")], 7)).toEqual([7, null])
    expect(actor.decidedOn("pay_1")).toBeNull()
  })
})
