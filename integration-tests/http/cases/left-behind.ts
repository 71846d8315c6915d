import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { cents } from "../../../src/aplazame"
import { reconcileHourly } from "../../../src/jobs/reconcile"
import { reconcile, resumeOperations } from "../../../src/workflows"
import { resumeAllDue } from "../../../src/workflows/resume-operations"
import { sweep } from "../../../src/workflows/sweep"
import { paymentBooks, writeMovement } from "../../../src/workflows/medusa-compat"
import type { Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { fulfil, hundredths, orderOf, paymentOf, problemsOf } from "../../support/operator"
import { openCheckout, orderHead, paymentSession } from "../../support/shopper"

/** What a process leaves that dies while it turns a cart into an order. */
export function leftBehind(bench: Bench): void {
  /** Medusa writes the order, then its links, then authorises; here the process died between the first two links. */
  const halfPlaced = async (before: (checkout: Awaited<ReturnType<typeof openCheckout>>) => Promise<unknown> = async () => undefined) => {
    const checkout = await openCheckout(bench.seed)
    await before(checkout)
    const { container, seed } = bench
    const order = await container.resolve(Modules.ORDER).createOrders({
      ...orderHead(seed),
      items: [{ title: "Camiseta", quantity: 1, unit_price: checkout.amount, requires_shipping: false }],
    })
    await container.resolve(ContainerRegistrationKeys.LINK).create({ [Modules.ORDER]: { order_id: order.id }, [Modules.CART]: { cart_id: checkout.cartId } })
    return { checkout, orderId: order.id, row: async () => (await bench.aplazame.orders.byMid(checkout.mid))! }
  }

  it("gives an order that was left without its payment the payment, when Aplazame confirms", async () => {
    const { checkout, orderId, row } = await halfPlaced()
    expect(await bench.emulator.approve(checkout.checkout_id)).toMatchObject({ status: "ok" })
    expect(await row()).toMatchObject({ state: "confirmed", order_id: orderId })
    const order = await orderOf(bench.seed, orderId)
    expect(order).toMatchObject({ status: "pending", payment_status: "authorized" })
    expect(order.payment_collections).toHaveLength(1)
  })

  it("cancels an order that was left without its payment, when the credit is refused and nobody else may pay it", async () => {
    const { checkout, orderId, row } = await halfPlaced()
    await bench.emulator.refuse(checkout.checkout_id, { reason: "merchant_failed_to_confirm" })
    expect(await row()).toMatchObject({ state: "refused", order_id: orderId })
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
  })

  it("cancels an order that was left without its payment after its credit had been refused", async () => {
    const { orderId, row } = await halfPlaced((checkout) => bench.emulator.refuse(checkout.checkout_id))
    expect(await row()).toMatchObject({ state: "refused", order_id: null })
    await sweep(bench.container)
    expect(await row()).toMatchObject({ state: "refused", order_id: orderId })
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
  })

  describe("while the order is being changed", () => {
    const pg = () => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    /** A credit is refused whose order somebody is at: Medusa does not cancel it. */
    const refusedDuring = async (change_type: "credit_line" | "edit") => {
      const { checkout, orderId, row } = await halfPlaced()
      const change = await bench.container.resolve(Modules.ORDER).createOrderChange({ order_id: orderId, change_type } as never)
      await bench.emulator.refuse(checkout.checkout_id).catch(() => undefined)
      expect((await orderOf(bench.seed, orderId)).status).toBe("pending")
      return { orderId, changeId: change.id, row }
    }

    it("by a process that died while Medusa cancelled it: the cancel goes on when nobody can be at it any more", async () => {
      const { orderId, changeId } = await refusedDuring("credit_line")
      await sweep(bench.container)
      expect((await orderOf(bench.seed, orderId)).status).toBe("pending")
      await pg()("order_change").where({ id: changeId }).update({ created_at: minutesAgo(6) })
      await sweep(bench.container)
      expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })

    it("by a person: told after a quarter of an hour, and cancelled, and no problem any more, once the person is done", async () => {
      const { orderId, changeId, row } = await refusedDuring("edit")
      await pg()("order_change").where({ id: changeId }).update({ created_at: minutesAgo(30) })
      await sweep(bench.container)
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
      await bench.aplazame.orders.update((await row()).id, { refused_at: minutesAgo(16) })
      await sweep(bench.container)
      expect(await problemsOf(bench.seed, orderId)).toMatchObject([{ kind: "order_without_credit" }])
      expect((await orderOf(bench.seed, orderId)).status).toBe("pending")
      await bench.container.resolve(Modules.ORDER).cancelOrderChange(changeId)
      await sweep(bench.container)
      expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })
  })

  it.each(["whose order it is", "that the credit was refused"] as const)("cancels the order of a refused credit, when a process died after it had written %s", async (written) => {
    const { checkout, orderId, row } = await halfPlaced(async (one) => written === "whose order it is" && (await bench.emulator.refuse(one.checkout_id)))
    const { id } = await row()
    await bench.aplazame.orders.update(id, { order_id: orderId })
    if (written === "that the credit was refused") expect(await bench.aplazame.orders.move(id, "refused")).toBe(true)
    await sweep(bench.container)
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ state: "refused", order_id: orderId })
    // Nor is it looked at, each minute anew.
    const locks = jest.spyOn(bench.container.resolve(Modules.LOCKING), "execute")
    await sweep(bench.container)
    expect(locks.mock.calls.flatMap(([keys]) => keys)).not.toContain(`aplazame:checkout:${checkout.cartId}`)
    locks.mockRestore()
  })

  it("leaves the order alone that the shopper paid otherwise after a refusal", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.refuse(checkout.checkout_id)
    await paymentSession(bench.seed, checkout.cartId, "pp_system_default")
    const { order } = await bench.seed.store.ok<any>(bench.seed.store.post(`/store/carts/${checkout.cartId}/complete`))
    const locks = jest.spyOn(bench.container.resolve(Modules.LOCKING), "execute")
    await sweep(bench.container)
    // Nor is it looked at, each minute anew.
    expect(locks.mock.calls.flatMap(([keys]) => keys)).not.toContain(`aplazame:checkout:${checkout.cartId}`)
    locks.mockRestore()
    expect((await orderOf(bench.seed, order.id)).status).toBe("pending")
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ order_id: null })
    expect(await problemsOf(bench.seed, order.id)).toEqual([])
  })

  it("tells a person of a cancelled payment whose order lives, also when the process dies while it tells", async () => {
    const sold = await buy(bench)
    await bench.container.resolve(Modules.PAYMENT).cancelPayment(sold.paymentId)
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const dying = jest.spyOn(bench.aplazame.problems, "open").mockRejectedValueOnce(new Error("the process died"))
    const longAgo = new Date(Date.now() - 600_000)
    await pg("aplazame_operation").where({ business_key: `cancel:${sold.mid}` }).update({ created_at: longAgo, next_attempt_at: longAgo })
    await eventually(
      async () => {
        await pg("aplazame_operation").where({ business_key: `cancel:${sold.mid}`, state: "planned" }).update({ lease_until: null, next_attempt_at: longAgo })
        await resumeOperations(bench.container).catch(() => undefined)
        expect((await problemsOf(bench.seed, sold.orderId)).map((problem: { kind: string }) => problem.kind)).toEqual(["payment_cancelled_order_alive"])
      },
      { within: 20_000, every: 200 }
    )
    expect(dying.mock.calls.length).toBeGreaterThan(1)
    dying.mockRestore()
  })

  it("captures for goods that left when two processes died, one before it sent, one before it sent again, and takes out the row that Medusa kept", async () => {
    const { ref, mid, orderId, paymentId, total } = await buy(bench)
    const { ledger } = bench.aplazame
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const payments = bench.container.resolve(Modules.PAYMENT) as unknown as { createCaptures(row: { payment: string; amount: number }): Promise<{ id: string }> }
    // The first: Medusa's row is there, the call was written down and never made.
    const left = await payments.createCaptures({ payment: paymentId, amount: total / 100 })
    const planned = await ledger.plan({ aplazame_order_id: mid, kind: "capture", business_key: `fulfillment:${left.id}`, requested_by: "fulfilment" })
    await ledger.markSent(planned.id, { amount: cents(total), remaining_before: cents(0), target: "none", payment_id: paymentId, medusa_ref: left.id, leaseMs: 0, read: await readNow(bench, mid) })
    // The second: it looked, saw that nothing had happened, and wrote that down.
    await ledger.settle(planned.id, { state: "unknown", attempt: 1 })
    await ledger.settle(planned.id, { state: "not_done", attempt: 1 })
    const longAgo = new Date(Date.now() - 600_000)
    await pg("aplazame_operation").where({ id: planned.id }).update({ created_at: longAgo, sent_at: longAgo, settled_at: longAgo })
    // Medusa's row is still so new that a living process might be at it: the capture is refused by Medusa, and put off.
    await resumeOperations(bench.container)
    expect(await ledger.byId(planned.id)).toMatchObject({ state: "planned", error_code: "failed" })
    await pg("capture").where({ id: left.id }).update({ created_at: longAgo })
    await eventually(
      async () => {
        await pg("aplazame_operation").where({ id: planned.id, state: "planned" }).update({ next_attempt_at: null, lease_until: null })
        await sweep(bench.container)
        await resumeOperations(bench.container)
        expect((await ledger.byId(planned.id))!.state).toBe("done")
      },
      { within: 20_000, every: 200 }
    )
    expect(await effects(bench, ref)).toEqual(["PUT /"])
    const { captures } = paymentOf(await orderOf(bench.seed, orderId))
    expect(captures.map((one: { id: string; amount: number }) => [one.id === left.id, hundredths(one.amount)])).toEqual([[false, total]])
  })

  it("captures for goods although a process left a capture in Medusa's books and the store was down for more than a day", async () => {
    const { ref, paymentId, total, order } = await buy(bench, "pay_later")
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const id = await writeMovement(paymentBooks(bench.container), "capture", { payment: paymentId, amount: total / 100 })
    await pg("capture").where({ id }).update({ created_at: new Date(Date.now() - 25 * 3_600_000) })
    await fulfil(bench.seed, order)
    await reconcileHourly(bench.container)
    await eventually(
      async () => {
        await pg("aplazame_operation").where({ payment_id: paymentId, state: "planned" }).orWhere({ kind: "capture", state: "planned" }).update({ next_attempt_at: null, lease_until: null })
        await resumeOperations(bench.container)
        expect((await bench.emulator.order(ref)).captured).toBe(total)
      },
      { within: 20_000, every: 200 }
    )
    expect(paymentOf(await orderOf(bench.seed, order.id)).captures).toHaveLength(1)
  })

  it("catches up with a backlog in one run of the job, each operation once, however many processes are at it", async () => {
    const { ledger, orders } = bench.aplazame
    const longAgo = new Date(Date.now() - 600_000)
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const wanted: string[] = []
    for (let n = 0; n < 45; n++) {
      const row = await orders.create({ payment_session_id: `ps_backlog_${n}`, payment_collection_id: null, subject: { kind: "cart", id: `cart_backlog_${n}` }, fingerprint: "f", product: null, currency_code: "eur", sandbox: true, total_amount: cents(1000) })
      wanted.push((await ledger.plan({ aplazame_order_id: row.id, kind: "refund", business_key: `refund:backlog_${n}` })).id)
    }
    await pg("aplazame_operation").whereIn("id", wanted).update({ created_at: longAgo })
    await Promise.all([resumeAllDue(bench.container), resumeAllDue(bench.container)])
    // The store's own job may be at some of them.
    await eventually(async () => expect((await Promise.all(wanted.map((id) => ledger.byId(id)))).map((op) => op!.state)).toEqual(wanted.map(() => "skipped")))
  })

  it("leaves an order alone and tells a person when the shopper has changed the cart since, so that it is not certain whose it is", async () => {
    const { checkout, orderId, row } = await halfPlaced()
    await paymentSession(bench.seed, checkout.cartId)
    await bench.emulator.refuse(checkout.checkout_id)
    expect(await row()).toMatchObject({ state: "refused", order_id: null })
    expect((await orderOf(bench.seed, orderId)).status).toBe("pending")
    const told = [expect.objectContaining({ kind: "order_without_credit", state: "open" })]
    expect(await problemsOf(bench.seed, orderId)).toEqual(told)
    // Nobody has compared this order with anything: the question stays.
    await reconcile(bench.container, { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 86_400_000), dryRun: false })
    expect(await problemsOf(bench.seed, orderId)).toEqual(told)
  })
}

/** The figures of a credit as somebody reads them now. */
const readNow = async ({ aplazame }: Bench, id: string) => ({ id, revision: (await aplazame.orders.byId(id))!.revision })
