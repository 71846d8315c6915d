import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { sweep } from "../../../src/workflows/sweep"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { fulfil, hundredths, orderOf, problemsOf } from "../../support/operator"
import { linkSession, payByLink, paymentLink, paymentsOf } from "../../support/payment-link"
import { openCheckout, pressPay } from "../../support/shopper"

/** Orders that were placed at an identity check which failed, and wait to be paid by their link (`retryByLinkHours`). */
export function linkRetries(bench: Bench): void {
  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const reserved = async (): Promise<number> => {
    const { products } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/products?q=zapatillas&fields=id,*variants,*variants.inventory_items.inventory.location_levels`))
    return products[0].variants[0].inventory_items[0].inventory.location_levels[0].reserved_quantity
  }
  const timeIsOver = (mid: string) => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)("aplazame_order").where({ mid }).update({ retry_until: new Date(0) })
  const told = (collectionId: string) => bench.seed.store.get<any>(`/store/aplazame/payment-collections/${collectionId}/payment`)
  const withRetries = (job: () => Promise<void>) => withOptions(bench, { retryByLinkHours: 24 }, job)

  /** An order whose identity check has failed, or run out of time. */
  const waiting = async (end: "refuse" | "expire" = "refuse") => {
    const before = await reserved()
    const checkout = await openCheckout(bench.seed, { lines: { ZAPATILLAS: 1 } })
    await bench.emulator.challenge(checkout.checkout_id)
    await bench.emulator[end](checkout.checkout_id)
    const row = await rowOf(checkout.mid)
    const order = await orderOf(bench.seed, row.order_id!)
    expect(row).toMatchObject({ retry_until: expect.any(Date), cart_id: checkout.cartId })
    expect([order.status, await reserved()]).toEqual(["pending", before + 1])
    return { before, order, mid: row.mid, collectionId: row.payment_collection_id!, total: row.total_amount }
  }

  it.each(["refuse", "expire"] as const)("keeps the order and its stock after %s, is paid by the order's own link, ships and captures", (end) =>
    withRetries(async () => {
      const { before, order, mid, collectionId, total } = await waiting(end)
      // By this Medusa's admin offers its link.
      expect(order.payment_collections).toEqual([expect.objectContaining({ id: collectionId, status: "not_paid" })])
      expect((await told(collectionId)).body).toMatchObject({ state: "none", amount: total, number: order.display_id })
      const { checkout_id, mid: again } = await payByLink(bench, collectionId)
      expect(await bench.emulator.approve(checkout_id, { product: "pay_later" })).toMatchObject({ status: "ok" })
      await timeIsOver(mid)
      await sweep(bench.container)
      const paid = await orderOf(bench.seed, order.id)
      expect([paid.status, paid.payment_status, paymentsOf(paid).map((one) => hundredths(one.amount))]).toEqual(["pending", "authorized", [total]])
      expect([await rowOf(again), await rowOf(mid)]).toMatchObject([{ state: "confirmed", order_id: order.id, for_order_id: order.id }, { state: "refused", retry_until: null }])
      await fulfil(bench.seed, paid)
      await eventually(async () => expect((await orderOf(bench.seed, order.id)).payment_status).toBe("captured"))
      expect(await bench.emulator.order(checkout_id)).toMatchObject({ captured: total })
      expect(await problemsOf(bench.seed, order.id)).toEqual([])
      expect(await reserved()).toBe(before)
    })
  )

  it("is cancelled once its time is over, gives its stock back, and answers ko to a payment that comes too late", () =>
    withRetries(async () => {
      const { before, order, mid, collectionId } = await waiting()
      const late = await payByLink(bench, collectionId)
      await sweep(bench.container)
      expect((await orderOf(bench.seed, order.id)).status).toBe("pending")
      await timeIsOver(mid)
      for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
      expect([(await orderOf(bench.seed, order.id)).status, await reserved()]).toEqual(["canceled", before])
      expect((await rowOf(mid)).retry_until).toBeNull()
      await bench.emulator.approve(late.checkout_id)
      expect(await bench.emulator.order(late.checkout_id)).toMatchObject({ status: "ko" })
      expect((await bench.aplazame.inbox.ofCredit(late.mid)).map(({ answer, reason_code }) => [answer, reason_code])).toContainEqual(["ko", "order_cancelled"])
      expect(paymentsOf(await orderOf(bench.seed, order.id))).toEqual([])
      expect((await pressPay(bench.seed, late.sessionId)).status).toBe(409)
      expect(await problemsOf(bench.seed, order.id)).toEqual([])
    })
  )

  it("begins no payment once its time is over, before and after the sweep, and says so at every link of it, also one that nobody used", () =>
    withRetries(async () => {
      const { order, mid, collectionId } = await waiting()
      const links = [collectionId, await paymentLink(bench.seed, order.id, order.total)]
      const sessions = await Promise.all(links.map((link) => linkSession(bench.seed, link)))
      const press = async () => Promise.all(sessions.map(async (session) => (await pressPay(bench.seed, session)).body.code))
      await timeIsOver(mid)
      for (const status of ["pending", "canceled"]) {
        expect((await orderOf(bench.seed, order.id)).status).toBe(status)
        for (const link of links) expect(await told(link)).toMatchObject({ status: 200, body: { state: "refused", code: "order_cancelled", order_id: null, number: order.display_id } })
        expect(await press()).toEqual([status === "pending" ? "order_cancelled" : "cart_already_completed", "order_cancelled"])
        await sweep(bench.container)
      }
      expect(await bench.aplazame.orders.ofSubject({ kind: "order", id: order.id })).toEqual([])
    })
  )

  it("accepts a payment that began in its time while the sweep has not come by, and is not cancelled after it", () =>
    withRetries(async () => {
      const { order, mid, collectionId, total } = await waiting()
      const { checkout_id } = await payByLink(bench, collectionId)
      await timeIsOver(mid)
      expect((await told(collectionId)).body.code).toBe("order_cancelled")
      expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok" })
      await sweep(bench.container)
      const now = await orderOf(bench.seed, order.id)
      expect([now.status, paymentsOf(now).map((one) => hundredths(one.amount)), (await told(collectionId)).body.state]).toEqual(["pending", [total], "paid"])
    })
  )

  it("is cancelled in its time also when the option is off since", async () => {
    let mid = ""
    let orderId = ""
    await withRetries(async () => {
      const found = await waiting()
      mid = found.mid
      orderId = found.order.id
    })
    await sweep(bench.container)
    expect((await orderOf(bench.seed, orderId)).status).toBe("pending")
    await timeIsOver(mid)
    await sweep(bench.container)
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
  })

  it("waits beyond its time for the identity check of a payment that has begun, and is paid", () =>
    withRetries(async () => {
      const { order, mid } = await waiting()
      const link = await paymentLink(bench.seed, order.id, order.total)
      const { checkout_id } = await payByLink(bench, link)
      await bench.emulator.challenge(checkout_id)
      await timeIsOver(mid)
      expect((await told(link)).body).toMatchObject({ state: "challenge", code: "payment_challenge" })
      await sweep(bench.container)
      expect((await orderOf(bench.seed, order.id)).status).toBe("pending")
      await bench.emulator.approve(checkout_id)
      for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
      expect(await bench.emulator.order(checkout_id)).toMatchObject({ status: "ok" })
      expect([(await orderOf(bench.seed, order.id)).status, (await rowOf(mid)).retry_until]).toEqual(["pending", null])
    })
  )

  it("is paid or cancelled, never both, when the approval meets the end of its time", () =>
    withRetries(async () => {
      for (let round = 0; round < 3; round++) {
        const { order, mid, total } = await waiting()
        const link = await paymentLink(bench.seed, order.id, order.total)
        const { checkout_id } = await payByLink(bench, link)
        await timeIsOver(mid)
        await Promise.all([bench.emulator.approve(checkout_id), sweep(bench.container)])
        const [now, { status }] = [await orderOf(bench.seed, order.id), await bench.emulator.order(checkout_id)]
        const paid = paymentsOf(now).map((one) => hundredths(one.amount))
        expect([[now.status, status, paid]]).toEqual([now.status === "canceled" ? ["canceled", "ko", []] : ["pending", "ok", [total]]])
        expect(await problemsOf(bench.seed, order.id)).toEqual([])
      }
    })
  )

  it("is not opened by its own collection while it waits for nothing", async () => {
    const checkout = await openCheckout(bench.seed, { lines: { ZAPATILLAS: 1 } })
    await bench.emulator.challenge(checkout.checkout_id)
    const collectionId = (await rowOf(checkout.mid)).payment_collection_id!
    expect((await told(collectionId)).status).toBe(404)
    expect((await pressPay(bench.seed, await linkSession(bench.seed, collectionId))).body.code).toBe("cart_already_completed")
    await bench.emulator.refuse(checkout.checkout_id)
  })
}
