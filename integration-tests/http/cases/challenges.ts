import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { resumeOperations } from "../../../src/workflows"
import { reconcile } from "../../../src/workflows/reconcile"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { orderOf, problemsOf } from "../../support/operator"
import { complete, openCheckout, paymentSession, pressPay } from "../../support/shopper"

/** The store's own hook, at the end of a completion: one per process, as Medusa has it. */
let warehouseAway = false
let hooked = false
type Hooks = { orderCreated(handler: () => Promise<void>): void }
const hookOnce = (): void => {
  if (hooked) return
  ;(completeCartWorkflow.hooks as unknown as Hooks).orderCreated(async () => {
    if (warehouseAway) throw new Error("the warehouse does not answer")
  })
  hooked = true
}

const KO_REASONS = ["expired", "merchant_failed_to_confirm"] as const

/** Identity challenges, Aplazame's refusals, and notifications in any order. */
export function challenges(bench: Bench): void {
  beforeAll(hookOnce)
  afterEach(() => void (warehouseAway = false))

  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const reserved = async () => {
    const { variant } = await bench.seed.admin
      .ok<any>(bench.seed.admin.get(`/admin/products?q=zapatillas&fields=id,*variants,*variants.inventory_items.inventory.location_levels`))
      .then((r) => ({ variant: r.products[0].variants[0] }))
    return variant.inventory_items[0].inventory.location_levels[0].reserved_quantity as number
  }
  const challenged = async () => {
    const checkout = await openCheckout(bench.seed, { lines: { ZAPATILLAS: 1 } })
    await bench.emulator.challenge(checkout.checkout_id)
    return { checkout, row: await rowOf(checkout.mid) }
  }

  it("holds the stock while the challenge is open, and authorises the same order when it is passed", async () => {
    const before = await reserved()
    const { checkout, row } = await challenged()
    expect(row).toMatchObject({ state: "challenge", order_id: expect.any(String) })
    expect(await orderOf(bench.seed, row.order_id!)).toMatchObject({ status: "pending", payment_status: "awaiting" })
    expect(await reserved()).toBe(before + 1)
    expect((await complete(bench.seed, checkout.cartId)).body).toMatchObject({ type: "order", order: { id: row.order_id } })
    expect(await bench.emulator.passChallenge(checkout.checkout_id)).toMatchObject({ status: "ok" })
    expect(await orderOf(bench.seed, row.order_id!)).toMatchObject({ status: "pending", payment_status: "authorized" })
    expect(await rowOf(checkout.mid)).toMatchObject({ state: "confirmed", order_id: row.order_id })
    expect(await reserved()).toBe(before + 1)
  })

  it.each(["ko_generic", "expired_challenge"] as const)("cancels the held order and gives its stock back when the credit ends as %s", async (reason) => {
    const before = await reserved()
    const { checkout, row } = await challenged()
    if (reason === "expired_challenge") await bench.emulator.expire(checkout.checkout_id)
    else await bench.emulator.refuse(checkout.checkout_id, { reason })
    expect(await orderOf(bench.seed, row.order_id!)).toMatchObject({ status: "canceled" })
    expect(await reserved()).toBe(before)
    expect((await rowOf(checkout.mid)).state).toMatch(/refused|cancelled/)
  })

  it.each(KO_REASONS)("places no order when an open checkout ends as %s, and the storefront is told the payment is over", async (reason) => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.refuse(checkout.checkout_id, { reason })
    const { status, body } = await complete(bench.seed, checkout.cartId)
    expect({ status, type: body.type }).toEqual({ status: 400, type: "not_allowed" })
    expect((await rowOf(checkout.mid)).order_id).toBeNull()
  })

  it("only waits at a challenge when the store says so: no order until the confirmation", async () => {
    await withOptions(bench, { onChallenge: "wait" }, async () => {
      const before = await reserved()
      const { checkout, row } = await challenged()
      expect(row).toMatchObject({ state: "challenge", order_id: null })
      expect(await reserved()).toBe(before)
      expect((await complete(bench.seed, checkout.cartId)).body).toMatchObject({ type: "cart", error: { type: "payment_requires_more_error" } })
      expect(await bench.emulator.passChallenge(checkout.checkout_id)).toMatchObject({ status: "ok" })
      expect(await rowOf(checkout.mid)).toMatchObject({ state: "confirmed", order_id: expect.any(String) })
    })
  })

  it("answers ko to the confirmation of an order that the operator cancelled during the challenge", async () => {
    const { checkout, row } = await challenged()
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${row.order_id}/cancel`))
    await bench.emulator.passChallenge(checkout.checkout_id)
    expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant" })
    expect(await orderOf(bench.seed, row.order_id!)).toMatchObject({ status: "canceled" })
  })

  it("tells a person when the credit ends after the goods have left", async () => {
    const { checkout, row } = await challenged()
    const order = await orderOf(bench.seed, row.order_id!)
    await bench.seed.admin.ok(
      bench.seed.admin.post(`/admin/orders/${order.id}/fulfillments`, { location_id: bench.seed.locationId, items: [{ id: order.items[0].id, quantity: 1 }] })
    )
    await bench.emulator.failChallenge(checkout.checkout_id)
    expect((await orderOf(bench.seed, order.id)).status).toBe("pending")
    const { problems } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/aplazame/problems?order_id=${order.id}`))
    expect(problems).toEqual([expect.objectContaining({ kind: "credit_lost_after_fulfilment", state: "open" })])

    // A person has seen to it: what finds the same again asks nobody twice.
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/aplazame/problems/${problems[0].id}/resolve`, { note: "stopped the parcel" }))
    const day = 86_400_000
    await reconcile(bench.container, { from: new Date(Date.now() - day), to: new Date(Date.now() + day), dryRun: false })
    expect(await problemsOf(bench.seed, order.id)).toEqual([])
  })

  const STEPS = ["challenge_required", "confirmation_required", "ok"] as const
  const orders = STEPS.flatMap((a) => STEPS.flatMap((b) => STEPS.filter((c) => a !== b && b !== c && a !== c).map((c) => [a, b, c] as const)))
  it.each(orders)("ends in one authorised order when %s, %s, %s arrive in this order, and arrive again", async (...arrival) => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.challenge(checkout.checkout_id, { wait: false })
    await bench.emulator.passChallenge(checkout.checkout_id, { wait: false })
    const answers = []
    for (const step of [...arrival, ...arrival]) {
      const wish = step === "ok" ? { status: "ok" as const } : { status: "pending" as const, status_reason: step }
      answers.push(...(await bench.emulator.sendNotification({ ref: checkout.checkout_id, ...wish })))
    }
    expect(answers.map((a) => [a.http_status, a.answer])).toEqual(answers.map(() => [200, { status: "ok" }]))
    const row = await rowOf(checkout.mid)
    expect(await orderOf(bench.seed, row.order_id!)).toMatchObject({ status: "pending", payment_status: "authorized" })
    expect((await bench.aplazame.inbox.ofCredit(row.id)).map((n) => n.received_count)).toEqual([2, 2, 2])
  })

  it("changes nothing when a late repeat comes after the end", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.approve(checkout.checkout_id)
    const row = await rowOf(checkout.mid)
    const late = [
      { status: "pending" as const, status_reason: "challenge_required" as const },
      { status: "pending" as const, status_reason: "confirmation_required" as const },
      { status: "ko" as const, status_reason: "expired" as const },
    ]
    for (const wish of late) {
      expect(await bench.emulator.sendNotification({ ref: checkout.checkout_id, ...wish })).toEqual([expect.objectContaining({ answer: { status: "ok" } })])
    }
    expect(await orderOf(bench.seed, row.order_id!)).toMatchObject({ status: "pending", payment_status: "authorized" })
    expect(await rowOf(checkout.mid)).toMatchObject({ state: "confirmed", order_id: row.order_id })
  })

  /** Of a checkout in its identity check Medusa has undone the order; then the cart is another one, and bought with another credit. */
  const boughtWithAnother = async () => {
    const first = await openCheckout(bench.seed)
    warehouseAway = true
    await bench.emulator.challenge(first.checkout_id).catch(() => undefined)
    warehouseAway = false
    const undone = await rowOf(first.mid)
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${first.cartId}/line-items?fields=id`, { variant_id: bench.seed.variants.CAMISETA, quantity: 1 }))
    const second = (await pressPay(bench.seed, (await paymentSession(bench.seed, first.cartId)).id)).body
    await bench.emulator.approve(second.checkout_id)
    const bought = await rowOf(second.mid)
    expect(bought).toMatchObject({ state: "confirmed", order_id: expect.any(String) })
    return { first, undone, bought }
  }

  it("takes back what a completion took that failed, and refuses the credit when another one has bought the cart meanwhile", async () => {
    const { first, undone, bought } = await boughtWithAnother()
    expect(undone).toMatchObject({ state: "challenge", order_id: null, authorized_at: null })
    await bench.emulator.approve(first.checkout_id)
    expect(await bench.emulator.order(first.checkout_id)).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant" })
    expect(await rowOf(first.mid)).toMatchObject({ order_id: null, reason_code: "cart_already_paid" })
    expect(await orderOf(bench.seed, bought.order_id!)).toMatchObject({ status: "pending", payment_status: "authorized" })
  })

  it("refuses it too, and ends it if it was confirmed all the same, where the process died before it took that back", async () => {
    const { first, undone, bought } = await boughtWithAnother()
    await bench.aplazame.orders.update(undone.id, { authorized_at: new Date() })
    await bench.emulator.approve(first.checkout_id)
    expect(await bench.emulator.order(first.checkout_id)).toMatchObject({ status: "ko" })
    // The same credit as Aplazame would have confirmed it.
    const { first_mid } = await bench.emulator.seed({ count: 1, mid_prefix: `${undone.id}-`, status: "ok", product: "instalments", amount: undone.total_amount })
    const there = await bench.emulator.order(first_mid)
    const row = await bench.aplazame.orders.create({ ...undone, subject: { kind: "cart", id: undone.cart_id! }, id: undefined, mid: undefined, revision: undefined, state: undefined, aplazame_id: there.id, fingerprint: "another", authorized_at: new Date() } as never)
    const op = await bench.aplazame.ledger.planAgain({ aplazame_order_id: row.id, kind: "cancel", business_key: `cancel:${row.mid}`, requested_by: "test" })
    await bench.aplazame.orders.takeOver(row, await bench.aplazame.client.retrieveOrder(there.id))
    await eventually(async () => {
      await resumeOperations(bench.container)
      expect(await bench.aplazame.ledger.byId(op.id)).toMatchObject({ state: "done" })
    })
    expect((await bench.emulator.order(there.id)).cancelled).not.toBeNull()
    expect(await orderOf(bench.seed, bought.order_id!)).toMatchObject({ status: "pending", payment_status: "authorized" })
  })
}
