import { randomUUID } from "node:crypto"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { reconcile, resumeOperations } from "../../../src/workflows"
import { aplazameAdmin } from "../../support/aplazame-admin"
import type { Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { capture, problemsOf, refund } from "../../support/operator"
import { openCheckout, paymentSession, pressPay } from "../../support/shopper"

/** What a person does about a difference that the reconciliation has told. */
export function saidByPerson(bench: Bench): void {
  const { get, post } = aplazameAdmin(bench)
  const pg = () => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const reconcileNow = () => reconcile(bench.container, { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 86_400_000), dryRun: false })

  /** A credit that Aplazame has confirmed and that we know nothing of. */
  const confirmedThere = async (checkout: { mid: string }, more = 0) => {
    const row = (await bench.aplazame.orders.byMid(checkout.mid))!
    const { first_mid } = await bench.emulator.seed({ count: 1, mid_prefix: `${row.mid}-`, status: "ok", product: "instalments", amount: row.total_amount + more })
    const there = await bench.emulator.order(first_mid)
    await pg()("aplazame_order").where({ id: row.id }).update({ mid: there.mid, aplazame_id: there.id })
    return { row, there }
  }

  it("ends a credit that Aplazame confirmed and for which no order can be, by the button of its problem", async () => {
    const checkout = await openCheckout(bench.seed)
    // Confirmed there for another amount: no order is made of the cart, and it is not certain that none ever will be.
    const { row, there } = await confirmedThere(checkout, 100)
    await reconcileNow()
    const [problem] = (await get("/problems?limit=100")).body.problems.filter((one: any) => one.aplazame_order_id === row.id)
    expect(problem).toMatchObject({ kind: "confirmed_without_order", order_id: null, remedy: "end_credit" })
    expect(await post(`/problems/${problem.id}/end-credit`, { token: randomUUID() })).toMatchObject({ status: 200, body: { ended: true } })
    expect((await bench.emulator.order(there.id)).cancelled).not.toBeNull()
    expect(await bench.aplazame.problems.openOfCredit(row.id)).toEqual([])
  })

  it("leaves closed what a person has closed of a confirmed credit without an order", async () => {
    const checkout = await openCheckout(bench.seed)
    const { row } = await confirmedThere(checkout)
    // The shopper has changed the cart meanwhile.
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${checkout.cartId}/line-items?fields=id`, { variant_id: bench.seed.variants.CAMISETA, quantity: 1 }))
    await reconcileNow()
    const open = await bench.aplazame.problems.openOfCredit(row.id)
    expect(open).toEqual([expect.objectContaining({ kind: "confirmed_without_order", figures: { total: row.total_amount, reason: "session_gone" } })])
    expect((await post(`/problems/${open[0]!.id}/resolve`, { note: "The shopper was called; an order follows by hand" })).status).toBe(200)
    for (let time = 0; time < 2; time++) await reconcileNow()
    expect(await bench.aplazame.problems.openOfCredit(row.id)).toEqual([])
  })

  it("tells both of two differences, and leaves both closed when a person has closed them", async () => {
    const { ref, paymentId, orderId, total } = await buy(bench, "pay_later")
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
    await bench.emulator.setFaults({ route: "GET /orders/:id/captures", ref, status: 200, error_body: { results: [], remaining_capture_amount: total } })
    const told = async () => (await problemsOf(bench.seed, orderId)).map((problem) => [problem.kind, problem.figures.difference_kind]).sort()
    await reconcileNow()
    expect(await told()).toEqual([["amounts_differ", "captured_here"], ["amounts_differ", "refunded_here"]])
    for (const { id } of await problemsOf(bench.seed, orderId)) expect((await post(`/problems/${id}/resolve`, { note: "Aplazame corrects it" })).status).toBe(200)
    await reconcileNow()
    expect(await told()).toEqual([])
    await bench.emulator.clearFaults()
  })

  it("ends, by the button of its problem, a credit whose cart was bought with another one", async () => {
    const first = await openCheckout(bench.seed)
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${first.cartId}/line-items?fields=id`, { variant_id: bench.seed.variants.CAMISETA, quantity: 1 }))
    const second = (await pressPay(bench.seed, (await paymentSession(bench.seed, first.cartId)).id)).body
    await bench.emulator.approve(second.checkout_id)
    const row = (await bench.aplazame.orders.byMid(first.mid))!
    const { first_mid } = await bench.emulator.seed({ count: 1, mid_prefix: `${row.mid}-`, status: "ok", product: "instalments", amount: row.total_amount })
    const there = await bench.emulator.order(first_mid)
    await pg()("aplazame_order").where({ id: row.id }).update({ mid: there.mid, aplazame_id: there.id })
    await bench.emulator.setFaults({ route: "POST /orders/:id/cancel", ref: there.id, status: 403, error_body: { error: { message: "no" } } })
    await reconcileNow()
    await eventually(async () => {
      await resumeOperations(bench.container)
      expect((await bench.aplazame.problems.openOfCredit(row.id)).map((one) => one.kind).sort()).toEqual(["cancelled_order_credit_left", "confirmed_without_order"])
    }, { within: 10_000 })
    await bench.emulator.clearFaults()
    const [problem] = await bench.aplazame.problems.openOfCredit(row.id)
    expect(await post(`/problems/${problem!.id}/end-credit`, { token: randomUUID() })).toMatchObject({ status: 200 })
    expect((await bench.emulator.order(there.id)).cancelled).not.toBeNull()
    expect(await bench.aplazame.problems.openOfCredit(row.id)).toEqual([])
  })

  it("leaves closed what a person has closed, however often a reconciliation finds it, until its figures change", async () => {
    const { ref, orderId, total } = await buy(bench)
    const shows = (more: number) => bench.emulator.setFaults({ route: "GET /orders/:id/refund", ref, status: 200, error_body: { remaining_amount: total + more } })
    const open = async () => (await problemsOf(bench.seed, orderId)).map((problem) => [problem.kind, problem.figures.difference])
    await shows(500)
    await reconcileNow()
    const [problem] = await problemsOf(bench.seed, orderId)
    expect((await post(`/problems/${problem.id}/resolve`, { note: "Aplazame corrects it" })).status).toBe(200)
    await reconcileNow()
    expect(await open()).toEqual([])
    await shows(700)
    await reconcileNow()
    expect(await open()).toEqual([["amounts_differ", -700]])
    await bench.emulator.clearFaults()
    await reconcileNow()
    expect(await open()).toEqual([])
  })
}
