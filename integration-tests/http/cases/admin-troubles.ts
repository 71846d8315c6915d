import { randomUUID } from "node:crypto"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { voidCreditPart } from "../../../src/modules/aplazame/operations"
import { cents } from "../../../src/aplazame"
import { ADMIN_KEY } from "../../../src/credit"
import { sweep } from "../../../src/workflows/sweep"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, fulfil, hundredths, orderOf, paymentOf, problemsOf, receiveReturn, refund, requestReturn, ship } from "../../support/operator"
import { openCheckout } from "../../support/shopper"

/** What the operator does after something went wrong, and what is made whole without them. */
export function adminTroubles(bench: Bench): void {
  const { post, overview, act } = aplazameAdmin(bench)
  const pg = () => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const tenMinutesPass = (table: string, column: string, where: Record<string, unknown>) =>
    pg()(table).where(where).update({ [column]: pg().raw(`${column} - interval '10 minutes'`) })
  const rowOf = async (ref: string) => (await bench.aplazame.orders.byAplazameId(ref))!

  it("books a void whose process died right after it, once: the order and the payment are worth the rest", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_later")
    const row = await rowOf(ref)
    const op = await voidCreditPart(bench.aplazame, row, { amount: cents(700), key: `${ADMIN_KEY}${randomUUID()}`, payment_id: paymentId, requested_by: "user_1" })
    await sweep(bench.container)
    expect(hundredths((await orderOf(bench.seed, orderId)).total)).toBe(total)
    await tenMinutesPass("aplazame_operation", "settled_at", { id: op.id })
    for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
    const order = await orderOf(bench.seed, orderId)
    expect(hundredths(order.total)).toBe(total - 700)
    expect(hundredths(paymentOf(order).amount)).toBe(total - 700)
    expect(order.payment_status).toBe("authorized")
    expect(await effects(bench, ref)).toEqual(["POST /void"])
  })

  it("voids nothing while the order is being edited, when Medusa could not be brought along", async () => {
    const { ref, orderId } = await buy(bench)
    await bench.seed.admin.ok(bench.seed.admin.post("/admin/order-edits", { order_id: orderId }))
    expect((await overview(orderId)).actions.void).toMatchObject({ allowed: false, reason: "order_being_edited" })
    expect(await act(orderId, "void", { amount: 700 })).toMatchObject({ status: 422, body: { code: "order_being_edited" } })
    expect(await effects(bench, ref)).toEqual([])
    await bench.seed.admin.ok(bench.seed.admin.delete(`/admin/order-edits/${orderId}`))
    expect((await overview(orderId)).actions.void).toMatchObject({ allowed: true, reason: null })
    expect((await act(orderId, "void", { amount: 700 })).status).toBe(200)
  })

  it("gives back only what Medusa owes while the order is being changed: for more it would say that it failed, after the money went back", async () => {
    const { ref, orderId, order, paymentId } = await buy(bench, "pay_later")
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    const fulfillment = await fulfil(bench.seed, order)
    await ship(bench.seed, await orderOf(bench.seed, orderId), fulfillment)
    await bench.emulator.clearCalls()
    await bench.seed.admin.ok(bench.seed.admin.post("/admin/order-edits", { order_id: orderId }))
    for (const twice of [1, 2]) expect([twice, await refund(bench.seed, paymentId, 10)]).toMatchObject([twice, { status: 400, body: { code: "order_being_edited" } }])
    expect((await overview(orderId)).actions.refund).toMatchObject({ allowed: false, reason: "order_being_edited" })
    expect([await effects(bench, ref), paymentOf(await orderOf(bench.seed, orderId)).refunds]).toEqual([[], []])
    await bench.seed.admin.ok(bench.seed.admin.delete(`/admin/order-edits/${orderId}`))

    const returned = await requestReturn(bench.seed, await orderOf(bench.seed, orderId))
    await receiveReturn(bench.seed, await orderOf(bench.seed, orderId), returned)
    await bench.seed.admin.ok(bench.seed.admin.post("/admin/order-edits", { order_id: orderId }))
    const { max } = (await overview(orderId)).actions.refund
    expect(max).toBeGreaterThan(2_000)
    expect(await refund(bench.seed, paymentId, max! / 100 + 1)).toMatchObject({ status: 400, body: { code: "order_being_edited" } })
    expect((await refund(bench.seed, paymentId, max! / 100)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: max })
  })

  it("captures no more than a void left of the credit, though Medusa has not heard of the void yet", async () => {
    const { ref, paymentId, total } = await buy(bench)
    await voidCreditPart(bench.aplazame, await rowOf(ref), { amount: cents(700), key: `${ADMIN_KEY}${randomUUID()}`, payment_id: paymentId, requested_by: "user_1" })
    expect(await capture(bench.seed, paymentId)).toMatchObject({ status: 400, body: { code: "amount_above_order" } })
    expect((await capture(bench.seed, paymentId, (total - 700) / 100)).status).toBe(200)
    expect(await capture(bench.seed, paymentId, 1)).toMatchObject({ status: 400, body: { code: "nothing_to_capture" } })
    expect(await rowOf(ref)).toMatchObject({ captured_amount: total - 700, voided_amount: 700 })
  })

  it("voids the rest of a credit after a part was captured and refunded, and leaves nothing outstanding", async () => {
    const { ref, orderId, total } = await buy(bench, "pay_later")
    expect((await act(orderId, "refresh", {})).status).toBe(200)
    expect((await act(orderId, "capture", { amount: 2000 })).status).toBe(200)
    expect((await act(orderId, "refund", { amount: 500 })).status).toBe(200)
    expect(await act(orderId, "void", { amount: total - 2000 })).toMatchObject({ status: 200 })
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: 2000, refunded: 500, voided: total - 2000 })
    const order = await orderOf(bench.seed, orderId)
    expect(hundredths(order.total)).toBe(1500)
    expect(hundredths(paymentOf(order).amount)).toBe(2000)
  })

  it("ends the credit of a cancelled order that Aplazame refused to cancel, by the button of the problem", async () => {
    const { ref, orderId, total } = await buy(bench)
    await bench.emulator.setFaults({ route: "POST /orders/:id/cancel", status: 403 })
    await cancelOrder(bench.seed, orderId)
    const [problem] = await eventually(async () => {
      const open = await problemsOf(bench.seed, orderId)
      expect(open).toMatchObject([{ kind: "cancelled_order_credit_left", remedy: "end_credit" }])
      return open
    })
    expect((await post(`/problems/${problem.id}/end-credit`, { token: randomUUID() })).body.code).toBe("operation_refused")
    await bench.emulator.clearFaults()
    expect(await post(`/problems/${problem.id}/end-credit`, { token: randomUUID() })).toMatchObject({ status: 200, body: { ended: true } })
    expect((await bench.emulator.order(ref)).cancelled).not.toBeNull()
    expect((await overview(orderId)).credit.amounts.voided).toBe(total)
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("gives back what was captured of a cancelled order when its refund had been refused, and never twice", async () => {
    const { ref, orderId, total } = await buy(bench)
    expect((await act(orderId, "capture")).status).toBe(200)
    await bench.emulator.setFaults({ route: "POST /orders/:id/refund", status: 403 })
    await cancelOrder(bench.seed, orderId)
    const [problem] = await eventually(async () => {
      const open = await problemsOf(bench.seed, orderId)
      expect(open).toMatchObject([{ kind: "cancelled_order_credit_left" }])
      return open
    })
    await bench.emulator.clearFaults()
    const token = randomUUID()
    const press = () => post(`/problems/${problem.id}/end-credit`, { token })
    const answers = await Promise.all([press(), press()])
    expect(answers.some((answer) => answer.status === 200)).toBe(true)
    await press()
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: total })
    expect((await effects(bench, ref)).filter((call) => call === "POST /refund")).toHaveLength(1)
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it.each(["refused", "skipped"])("tries again what the plugin gave up on and left %s when the operator says so, and closes the problem", async (state) => {
    await withOptions(bench, { captureOn: "fulfillment" }, async () => {
      const { ref, orderId, order, total } = await buy(bench, "pay_later")
      await bench.emulator.setFaults({ route: "POST /orders/:id/captures", status: 403 })
      await fulfil(bench.seed, order)
      const [problem] = await eventually(async () => {
        const open = await problemsOf(bench.seed, orderId)
        expect(open).toMatchObject([{ kind: "operation_refused", remedy: "retry" }])
        return open
      })
      await bench.emulator.clearFaults()
      // The problem is written first.
      await eventually(async () => expect((await bench.aplazame.ledger.byId(problem.operation_id))!.state).toBe("refused"))
      // As it is left when it was sent before, had not happened, and could not be sent again.
      await pg()("aplazame_operation").where({ id: problem.operation_id }).update({ state })
      const token = randomUUID()
      for (let twice = 0; twice < 2; twice++) expect((await post(`/operations/${problem.operation_id}/retry`, { token })).status).toBe(200)
      expect(await bench.emulator.order(ref)).toMatchObject({ captured: total })
      expect((await effects(bench, ref)).filter((call) => call === "POST /captures")).toHaveLength(1)
      expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })
  })

  it("sends the history again while Aplazame still takes it, and says why not afterwards", async () => {
    const email = `again-${Date.now()}@example.com`
    await withOptions(bench, { historyForGuests: true }, async () => {
      const earlier = await openCheckout(bench.seed, { email })
      await bench.emulator.approve(earlier.checkout_id)
      const { checkout_id, mid } = await openCheckout(bench.seed, { email })
      await bench.emulator.challenge(checkout_id)
      const pushes = async () => (await bench.emulator.calls({ ref: checkout_id })).filter((call) => call.path.endsWith("/history") && call.effect)
      await eventually(async () => expect(await pushes()).toHaveLength(1))
      const { order_id } = (await bench.aplazame.orders.byMid(mid))!
      expect((await act(order_id!, "history")).status).toBe(200)
      expect(await pushes()).toHaveLength(2)
      await bench.emulator.passChallenge(checkout_id)
      expect(await act(order_id!, "history")).toMatchObject({ status: 422, body: { code: "history_too_late" } })
    })
  })

  it("never runs an action again whose process died: its token hears so, and the next press goes on", async () => {
    const { ref, orderId } = await buy(bench)
    const token = randomUUID()
    const { version } = await overview(orderId)
    await bench.emulator.setFaults({ route: "PUT /orders/:id", status: 403, times: 1 })
    await post(`/orders/${orderId}/capture`, { token, version })
    await bench.emulator.clearFaults()
    // as a process leaves it that died in the middle
    await pg()("aplazame_admin_action").where({ token }).update({ state: "running", error_code: null, finished_at: null })
    expect((await act(orderId, "capture")).body.code).toBe("action_running")
    await tenMinutesPass("aplazame_admin_action", "lease_until", { token })
    expect((await post(`/orders/${orderId}/capture`, { token, version })).body.code).toBe("action_interrupted")
    expect(await effects(bench, ref)).toEqual([])
    expect((await act(orderId, "capture")).status).toBe(200)
    expect(await effects(bench, ref)).toEqual(["PUT /"])
  })
}
