import { MedusaError, Modules } from "@medusajs/framework/utils"
import { updateCartWorkflow } from "@medusajs/medusa/core-flows"
import { parseNotification } from "../../../src/aplazame"
import { TEXTS } from "../../../src/modules/aplazame/texts"
import { settleNotificationWorkflow, sweep, type OrderPlacedHookInput, type SaleHookInput } from "../../../src/workflows"
import type { Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { notificationOf, notify } from "../../support/notify"
import { orderOf } from "../../support/operator"
import { signedIn } from "../../support/seed-extras"
import { openCheckout } from "../../support/shopper"
import { replaceable } from "./replaceable-hooks"

/** Hooks of `settleNotificationWorkflow`, on a store that has registered the examples of docs/hooks.md. */
export function saleHooks(bench: Bench): void {
  const instead = replaceable(settleNotificationWorkflow.hooks, ["validate", "orderPlaced"], ["company-limit", "order-placed"])

  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const problems = async (mid: string) => (await bench.aplazame.listAplazameProblems({ aplazame_order_id: mid })).map(({ kind, state, figures }) => ({ kind, state, figures }))
  const inbox = async (mid: string) => (await bench.aplazame.inbox.ofCredit(mid)).map(({ status, state, answer, reason_code }) => ({ status, state, answer, reason_code }))
  const no = (message = "not today", code?: string): never => {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)
  }
  /** A hook whose database, say, is away. */
  const away = (): never => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
  }
  const held = async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.challenge(checkout.checkout_id)
    const { order_id } = await rowOf(checkout.mid)
    return { ...checkout, orderId: order_id! }
  }

  it("refuses by the store's own limit in the same exchange, and tells shopper and operator as with every refusal", async () => {
    const shopper = await signedIn(bench.seed)
    await bench.container.resolve(Modules.CUSTOMER).updateCustomers(shopper.id, { metadata: { credit_limit: 50 } })
    const checkout = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email, lines: { CAMISETA: 3 } })
    const { notifications } = await bench.emulator.approve(checkout.checkout_id)
    expect(notifications[0]).toMatchObject({ http_status: 200, answer: { status: "ko", reason: "store_refused" } })
    expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant" })
    expect(await rowOf(checkout.mid)).toMatchObject({ order_id: null, reason_code: "store_refused" })
    expect((await inbox(checkout.mid))[0]).toEqual({ status: "pending", state: "applied", answer: "ko", reason_code: "store_refused" })
    const payment = await shopper.http.with({ "accept-language": "pt" }).get(`/store/aplazame/carts/${checkout.cartId}/payment`)
    expect(payment.body).toMatchObject({ state: "refused", code: "payment_not_completed", message: TEXTS.pt.payment_not_completed })
    const figures = { total: expect.any(Number), ko_reason: "store_refused", store_code: "company_limit", store_says: "above the company's own limit" }
    expect(await problems(checkout.mid)).toEqual([{ kind: "sale_not_possible", state: "open", figures }])
    const shown = await bench.seed.admin.ok<any>(bench.seed.admin.get("/admin/aplazame/problems"))
    expect(shown.problems.find((one: any) => one.aplazame_order_id === checkout.mid)?.figures).toEqual(figures)
  })

  it("sells to whoever stays within it, and to guests, and writes the credit on the order", async () => {
    const shopper = await signedIn(bench.seed)
    await bench.container.resolve(Modules.CUSTOMER).updateCustomers(shopper.id, { metadata: { credit_limit: 500 } })
    for (const wish of [{ as: shopper.http, email: shopper.email }, {}]) {
      const checkout = await openCheckout(bench.seed, wish)
      expect(await bench.emulator.approve(checkout.checkout_id)).toMatchObject({ status: "ok" })
      const { order_id } = await rowOf(checkout.mid)
      const order = await bench.container.resolve(Modules.ORDER).retrieveOrder(order_id!)
      expect(order.metadata).toMatchObject({ aplazame_credit: checkout.mid, aplazame_status: "confirmed" })
    }
  })

  it("asks before the sale and tells after it, with the credit's ids; a repeat of an answered approval asks nothing", async () => {
    const asked: SaleHookInput[] = []
    const told: OrderPlacedHookInput[] = []
    instead.set("validate", (input) => void asked.push(input))
    instead.set("orderPlaced", (input) => void told.push(input))
    const checkout = await openCheckout(bench.seed)
    const approval = await notificationOf(bench, checkout.checkout_id, "pending", "confirmation_required")
    await bench.emulator.approve(checkout.checkout_id)
    const { order_id, total_amount } = await rowOf(checkout.mid)
    const ids = { credit_id: checkout.mid, cart_id: checkout.cartId }
    expect(asked).toEqual([{ ...ids, aplazame_id: checkout.checkout_id, order_id: null, customer_id: null, status: "approved", total_amount, currency_code: "eur" }])
    expect(told).toEqual([{ ...ids, order_id, status: "approved" }, { ...ids, order_id, status: "confirmed" }])
    expect((await notify(bench, approval)).body).toEqual({ status: "ok" })
    expect([asked.length, told.length]).toEqual([1, 2])
  })

  it("refuses after an identity check too: the order that waited is cancelled", async () => {
    const { checkout_id, mid, orderId } = await held()
    const asked: SaleHookInput[] = []
    instead.set("validate", (input) => {
      asked.push(input)
      no("our own check of this shopper failed", "Not A Code")
    })
    expect((await bench.emulator.passChallenge(checkout_id)).status).toBe("ko")
    expect(asked[0]).toMatchObject({ credit_id: mid, order_id: orderId, status: "approved" })
    expect(await problems(mid)).toEqual([{ kind: "sale_not_possible", state: "open", figures: expect.objectContaining({ store_code: null, store_says: "our own check of this shopper failed" }) }])
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).status).toBe("canceled"))
  })

  it("holds no order during an identity check that the store refuses, and sells when it lets it pass afterwards", async () => {
    const seen: string[] = []
    instead.set("validate", ({ status }: SaleHookInput) => {
      seen.push(status)
      if (status === "challenge") no()
    })
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.challenge(checkout.checkout_id)
    expect((await rowOf(checkout.mid)).order_id).toBeNull()
    expect(await bench.emulator.passChallenge(checkout.checkout_id)).toMatchObject({ status: "ok" })
    expect(seen).toEqual(["challenge", "approved"])
    expect(await problems(checkout.mid)).toEqual([expect.objectContaining({ kind: "sale_not_possible", state: "resolved" })])
  })

  it.each<[string, () => never]>([
    ["has a fault", () => { throw new TypeError("Cannot read properties of undefined") }],
    ["throws another error of Medusa", () => { throw new MedusaError(MedusaError.Types.NOT_FOUND, "no such customer") }],
  ])("loses no approval when the hook %s: Aplazame is told to come back, and the sale is made when it does", async (_what, fail) => {
    instead.set("validate", fail)
    const checkout = await openCheckout(bench.seed)
    expect((await bench.emulator.approve(checkout.checkout_id)).notifications[0]).toMatchObject({ http_status: 503 })
    expect((await inbox(checkout.mid))[0]).toMatchObject({ status: "pending", state: "failed" })
    instead.clear()
    await bench.emulator.restartNotification(checkout.checkout_id)
    await eventually(async () => expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok" }))
    expect((await rowOf(checkout.mid)).order_id).not.toBeNull()
    expect(await problems(checkout.mid)).toEqual([])
  })

  it("answers an approval with ok whatever orderPlaced does with the news, and applies the last word again until it is told", async () => {
    instead.set("orderPlaced", away)
    const checkout = await openCheckout(bench.seed)
    const { notifications } = await bench.emulator.approve(checkout.checkout_id)
    expect(notifications[0]).toMatchObject({ http_status: 200, answer: { status: "ok" } })
    expect(notifications[1]).toMatchObject({ http_status: 503 })
    expect(await rowOf(checkout.mid)).toMatchObject({ state: "confirmed", order_id: expect.any(String) })
    const failed = (await bench.aplazame.inbox.ofCredit(checkout.mid)).find(({ status }) => status === "ok")!
    expect(failed).toMatchObject({ state: "failed", error_message: "StoreHookError" })
    instead.clear()
    const { decision } = await bench.seed.admin.ok<any>(bench.seed.admin.post(`/admin/aplazame/notifications/${failed.id}/replay`))
    expect(decision).toEqual({ status: "ok" })
    const order = await bench.container.resolve(Modules.ORDER).retrieveOrder((await rowOf(checkout.mid)).order_id!)
    expect(order.metadata).toMatchObject({ aplazame_status: "confirmed" })
  })

  it("tells the store where a job finds the last word that never arrived", async () => {
    const calls: string[] = []
    instead.set("orderPlaced", async ({ status, order_id }: OrderPlacedHookInput) => {
      calls.push(`${status} ${order_id}`)
      await bench.emulator.patchSettings({ hold_notifications: true })
    })
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    const row = await eventually(async () => {
      const found = await rowOf(checkout.mid)
      expect([found.state, calls.length]).toEqual(["approved", 1])
      return found
    })
    await eventually(async () => expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok" }))
    const silent = jest.spyOn(bench.aplazame.orders, "waiting").mockResolvedValue([row])
    await sweep(bench.container)
    silent.mockRestore()
    expect(calls).toEqual([`approved ${row.order_id}`, `confirmed ${row.order_id}`])
  })

  it("lets a hook use Medusa's own workflows on the cart and the order, under the lock that its notification holds", async () => {
    instead.set("validate", async ({ cart_id }: SaleHookInput, { container }) => {
      await updateCartWorkflow(container).run({ input: { id: cart_id!, metadata: { seen: true } } })
    })
    const checkout = await openCheckout(bench.seed)
    expect(await bench.emulator.approve(checkout.checkout_id)).toMatchObject({ status: "ok" })
  })

  it("sells nothing of a cart that the hook, or the shopper meanwhile, has changed", async () => {
    instead.set("validate", async ({ cart_id }: SaleHookInput) => {
      await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${cart_id}?fields=id`, { email: "otra@example.com" }))
    })
    const checkout = await openCheckout(bench.seed)
    const { notifications } = await bench.emulator.approve(checkout.checkout_id)
    expect(notifications[0]).toMatchObject({ answer: { status: "ko", reason: "cart_changed" } })
    expect((await rowOf(checkout.mid)).order_id).toBeNull()
  })

  it("is asked by the workflow, too, that a store runs itself", async () => {
    instead.set("validate", () => no())
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.patchSettings({ hold_notifications: true })
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    const input = parseNotification(await notificationOf(bench, checkout.checkout_id, "pending", "confirmation_required"))
    const { result } = await settleNotificationWorkflow(bench.container).run({ input })
    expect(result).toEqual({ ok: true, decision: { status: "ko", reason: "store_refused" } })
  })
}
