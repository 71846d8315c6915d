import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { notificationOf, notify } from "../../support/notify"
import { capture, orderOf, paymentOf, problemsOf } from "../../support/operator"
import { openCheckout } from "../../support/shopper"
import { books, Clock, everTold } from "./credit-outages"

const MINUTE = 60
const HOUR = 60 * MINUTE
const MANY = 30

/** One row that nobody can help, in front of others that are well (case 11). */
export function creditInbox(bench: Bench): void {
  const pg = () => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const inboxOf = async (mid: string) => bench.aplazame.inbox.ofCredit((await rowOf(mid)).id)

  /** Announcements of a checkout that Aplazame, asked about it, does not know: half of them wait for an answer. */
  const thirtyDead = async () => {
    const { checkout_id: ref, mid } = await openCheckout(bench.seed)
    const bodies = [await notificationOf(bench, ref, "ok"), await notificationOf(bench, ref, "pending", "confirmation_required")]
    await bench.emulator.reset()
    for (let n = 0; n < MANY; n++) expect((await notify(bench, { ...bodies[n % 2], total_amount: 1000 + n })).status).toBeGreaterThanOrEqual(400)
    expect((await inboxOf(mid)).map((one) => one.state)).toEqual(Array.from({ length: MANY }, () => "failed"))
    return mid
  }

  /** A purchase whose final word came while Aplazame could not be asked; it does not come again. */
  const finalWordNotApplied = async () => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const { checkout_id: ref, mid } = await openCheckout(bench.seed)
    await bench.emulator.approve(ref, { product: "pay_later", wait: false })
    await bench.emulator.flushNotifications()
    await bench.emulator.setFaults({ route: "GET /orders/:id", ref, status: 503 })
    const [answer] = await bench.emulator.sendNotification({ ref, status: "ok" })
    expect(answer?.http_status).toBeGreaterThanOrEqual(500)
    await bench.emulator.clearFaults()
    expect(await rowOf(mid)).toMatchObject({ state: "approved", order_id: expect.any(String) })
    return mid
  }

  const theDeadAreClosed = (mid: string) => async () => (await inboxOf(mid)).every((one) => String(one.state) === "closed")
  /** As long as it may take: minutes, hours, three days. */
  const waitForTheEnd = async (clock: Clock, isSo: () => Promise<boolean>) => {
    if ((await clock.until(isSo, 15 * MINUTE, 5 * MINUTE)) < Infinity) return
    await clock.until(isSo, 84 * HOUR, 6 * HOUR)
  }

  it("applies the notification that can be applied within a minute, behind thirty that never can", async () => {
    const clock = new Clock(bench)
    const dead = await thirtyDead()
    await clock.pass(15 * MINUTE)
    const mid = await finalWordNotApplied()
    const isApplied = async () => (await inboxOf(mid)).some((one) => one.status === "ok" && one.state === "applied")
    expect(await clock.until(isApplied, 10 * MINUTE)).toBeLessThanOrEqual(MINUTE)
    expect(await rowOf(mid)).toMatchObject({ state: "confirmed" })
    expect((await inboxOf(dead)).filter((one) => one.state === "applied")).toEqual([])
  })

  it("closes the thirty, tells of each once, and never asks about them again", async () => {
    const clock = new Clock(bench)
    const mid = await thirtyDead()
    await waitForTheEnd(clock, theDeadAreClosed(mid))
    expect((await inboxOf(mid)).map((one) => one.state)).toEqual(Array.from({ length: MANY }, () => "closed"))
    await bench.emulator.clearCalls()
    await clock.pass(24 * HOUR, 6 * HOUR)
    expect(await bench.emulator.calls()).toEqual([])
    expect(await everTold(bench, mid)).toEqual(Array.from({ length: MANY }, () => ({ kind: "notification_failed", state: "open", occurrences: 1 })))
  }, 300_000)

  it("answers an approval that was closed when Aplazame comes with it again after all, and the problem is over", async () => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const { checkout_id: ref, mid } = await openCheckout(bench.seed)
    await bench.emulator.approve(ref, { product: "pay_later", wait: false })
    await bench.emulator.setFaults({ route: "GET /orders/:id", ref, status: 503 })
    const wish = { ref, status: "pending", status_reason: "confirmation_required" } as const
    await bench.emulator.sendNotification(wish)
    const clock = new Clock(bench)
    await waitForTheEnd(clock, theDeadAreClosed(mid))
    expect((await inboxOf(mid)).map((one) => one.state)).toEqual(["closed"])
    expect((await everTold(bench, mid)).map((one) => [one.kind, one.state])).toEqual([["notification_failed", "open"]])
    await bench.emulator.clearFaults()
    expect(await bench.emulator.sendNotification(wish)).toEqual([expect.objectContaining({ http_status: 200, answer: { status: "ok" } })])
    expect(await rowOf(mid)).toMatchObject({ order_id: expect.any(String) })
    expect((await inboxOf(mid)).map((one) => one.state)).toEqual(["applied"])
    expect((await everTold(bench, mid)).map((one) => [one.kind, one.state])).toEqual([["notification_failed", "resolved"]])
  }, 300_000)

  /** Captured at Aplazame; the answer was lost and the look failed, so that Medusa forgot its capture. */
  const capturedUnheard = async () => {
    const sold = await buy(bench, "pay_later")
    await bench.emulator.setFaults(
      { route: "POST /orders/:id/captures", ref: sold.ref, reset: "after", times: 1 },
      { route: "GET /orders/:id/captures", ref: sold.ref, status: 503, skip: 1 }
    )
    expect((await capture(bench.seed, sold.paymentId)).status).not.toBe(200)
    await bench.emulator.clearFaults()
    expect(await bench.emulator.order(sold.ref)).toMatchObject({ captured: sold.total })
    return sold
  }

  it("books the other payments when one can't be booked, tells of that one, and books it when it can be", async () => {
    const sold = [await capturedUnheard(), await capturedUnheard(), await capturedUnheard()]
    const payments: any = bench.container.resolve(Modules.PAYMENT)
    // What a process left in Medusa that died before it sent anything.
    const dead = await buy(bench, "pay_later")
    await payments.createCaptures({ payment: dead.paymentId, amount: 10 })

    const clock = new Clock(bench)
    let broken = sold.map((one) => one.paymentId)
    const spies = ["createCaptures", "updateCaptures", "updatePayment"].flatMap((method) => {
      if (typeof payments[method] !== "function") return []
      const original = payments[method].bind(payments)
      return jest.spyOn(payments, method).mockImplementation(async (...args: unknown[]) => {
        if (broken.some((id) => JSON.stringify(args[0]).includes(id))) throw new Error("Medusa refuses to write this payment")
        return original(...args)
      })
    })
    // Their answers are looked up; Medusa can't be told of any of them yet.
    const ids = await Promise.all(sold.map(async ({ mid }) => (await rowOf(mid)).id))
    const settled = () => pg()("aplazame_operation").whereIn("aplazame_order_id", ids).where({ kind: "capture", state: "done" }).orderBy("settled_at").select("payment_id")
    expect(await clock.until(async () => (await settled()).length === sold.length, HOUR)).toBeLessThan(Infinity)
    for (const { orderId } of sold) expect(paymentOf(await orderOf(bench.seed, orderId)).captures).toEqual([])

    // From now on only the one that comes first can't be booked.
    broken = [(await settled())[0].payment_id]
    const poisoned = sold.find((one) => broken.includes(one.paymentId))!
    const others = sold.filter((one) => one !== poisoned)
    await clock.pass(15 * MINUTE)
    for (const one of others) {
      expect(await books(bench, one)).toEqual({
        theirs: { captured: one.total, voided: 0, refunded: 0, cancelled: false },
        ours: { captured: one.total, voided: 0, refunded: 0 },
        medusa: { order: "pending", captures: [one.total], refunds: [], outstanding: 0 },
      })
      expect(await problemsOf(bench.seed, one.orderId)).toEqual([])
    }
    expect(paymentOf(await orderOf(bench.seed, dead.orderId)).captures).toEqual([])
    expect((await problemsOf(bench.seed, poisoned.orderId)).map((one) => one.kind)).toEqual(["booking_failed"])

    for (const spy of spies) spy.mockRestore()
    await clock.pass(15 * MINUTE)
    expect((await books(bench, poisoned)).medusa).toEqual({ order: "pending", captures: [poisoned.total], refunds: [], outstanding: 0 })
    expect(await problemsOf(bench.seed, poisoned.orderId)).toEqual([])
  })
}
