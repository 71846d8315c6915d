import { Modules } from "@medusajs/framework/utils"
import { APLAZAME_EVENTS } from "../../../src/workflows"
import { flowContext } from "../../../src/workflows/flow-context"
import { notifyOfProblem } from "../../../src/workflows/notify-of-problem"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, editOrder, fulfil, orderOf, paymentOf, problemsOf, refund } from "../../support/operator"
import { openCheckout, pressPay } from "../../support/shopper"

type Told = { name: string; data: Record<string, any> }

/** What a store's own subscribers hear of a purchase. */
export function events(bench: Bench): void {
  const heard: Told[] = []
  const listen = async ({ name, data }: { name: string; data: unknown }): Promise<void> => {
    if (name.startsWith("aplazame.")) heard.push({ name, data: data as Told["data"] })
  }
  const context = { subscriberId: "events-of-a-store" }
  beforeEach(() => void bench.container.resolve("event_bus").subscribe("*", listen, context))
  afterEach(() => void bench.container.resolve("event_bus").unsubscribe("*", listen, context))

  const of = (id: string): Told[] => heard.filter(({ data }) => data.id === id || data.credit_id === id)
  const names = (id: string) => of(id).map(({ name }) => name)
  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  /** Everything that was written has gone out; a second of anything would have too. */
  const tells = (id: string, expected: string[]) =>
    eventually(async () => {
      expect([...names(id)].sort()).toEqual([...expected].sort())
      const waiting = await bench.aplazame.listAplazameEvents({ aplazame_order_id: id, emitted_at: null })
      expect(waiting).toEqual([])
    })

  it("rings the admin's bell once for a problem, with the order's number and nothing personal, however often its event comes", async () => {
    const notes = (id: string) => bench.container.resolve(Modules.NOTIFICATION).listNotifications({ resource_id: id })
    const rings = async (id: string) => (await notes(id)).filter((note) => note.channel === "feed")
    await withOptions(bench, { tellProblems: { feed: true, email: ["ops@shop.example"], emailTemplate: "aplazame-problem" } }, async () => {
      const { orderId } = await buy(bench)
      const { display_id } = await orderOf(bench.seed, orderId)
      const row = (await bench.aplazame.orders.ofOrder(orderId))[0]!
      const problem = await bench.aplazame.problems.open({ kind: "amounts_differ", about: row.id, aplazame_order_id: row.id, order_id: orderId })
      const event = { id: problem.id, kind: problem.kind, credit_id: row.id, order_id: orderId, operation_id: null, event_id: "e", occurred_at: "" }
      await Promise.all([1, 2, 3].map(() => bench.container.resolve("event_bus").emit({ name: APLAZAME_EVENTS.PROBLEM_OPENED, data: event })))
      await eventually(async () => expect(await rings(problem.id)).toHaveLength(1))
      await notifyOfProblem(flowContext(bench.container), event)
      // The store of the tests has no provider for e-mail, of which Medusa keeps a failed note: the bell rings all the same.
      expect((await notes(problem.id)).filter((note) => note.channel === "email").every((note) => note.status === "failure")).toBe(true)
      expect(await rings(problem.id)).toMatchObject([{ channel: "feed", template: "admin-ui", data: { title: "Aplazame necesita tu atención", description: `Pedido n.º ${display_id}. Qué pasa y qué puedes hacer: Aplazame → Problemas.` } }])
      await bench.aplazame.problems.close("amounts_differ", row.id)
    })
  })

  it("tells the whole life of a purchase, each step once, over repeated presses and notifications", async () => {
    const { CHECKOUT_STARTED, CHALLENGE_STARTED, APPROVED, CAPTURED, REFUNDED } = APLAZAME_EVENTS
    const checkout = await openCheckout(bench.seed, { lines: { CAMISETA: 3 } })
    const { mid } = checkout
    await Promise.all([1, 2, 3].map(() => pressPay(bench.seed, checkout.sessionId)))
    await tells(mid, [CHECKOUT_STARTED])
    await bench.emulator.challenge(checkout.checkout_id)
    await bench.emulator.passChallenge(checkout.checkout_id)
    await tells(mid, [CHECKOUT_STARTED, CHALLENGE_STARTED, APPROVED])
    const { order_id } = await rowOf(mid)
    for (const wish of [{ status: "pending" as const, status_reason: "challenge_required" as const }, { status: "ok" as const }]) {
      await bench.emulator.sendNotification({ ref: checkout.checkout_id, ...wish })
    }
    const order = await orderOf(bench.seed, order_id!)
    await fulfil(bench.seed, order)
    await tells(mid, [CHECKOUT_STARTED, CHALLENGE_STARTED, APPROVED, CAPTURED])
    await refund(bench.seed, paymentOf(order).id, 10)
    await refund(bench.seed, paymentOf(order).id, 5)
    await tells(mid, [CHECKOUT_STARTED, CHALLENGE_STARTED, APPROVED, CAPTURED, REFUNDED, REFUNDED])

    const [started, , approved, captured, ...refunds] = of(mid).map(({ data }) => data)
    const total = checkout.amount * 100
    expect(started).toMatchObject({ id: mid, cart_id: checkout.cartId, order_id: null, currency_code: "eur", sandbox: true })
    expect(approved).toMatchObject({ aplazame_id: checkout.checkout_id, order_id })
    expect(captured).toMatchObject({ payment_id: paymentOf(order).id, amount: Math.round(total), captured_amount: Math.round(total), in_panel: false })
    expect(refunds.map(({ amount, refunded_amount }) => [amount, refunded_amount])).toEqual([[1_000, 1_000], [500, 1_500]])
    expect(new Set(of(mid).map(({ data }) => data.event_id)).size).toBe(6)
    expect(JSON.stringify(heard)).not.toMatch(/example\.com|Luc[ií]a|Gran V[ií]a/)
  })

  it("pushes the history on the event of the checkout", async () => {
    const { mid } = await openCheckout(bench.seed)
    await eventually(async () => expect((await bench.aplazame.ledger.byKey(`history:${mid}`))!.state).toBe("skipped"))
  })

  it("tells that a checkout was left until it expired, and why", async () => {
    const reason = "expired"
    const { checkout_id, mid } = await openCheckout(bench.seed)
    await bench.emulator.refuse(checkout_id, { reason })
    await bench.emulator.sendNotification({ ref: checkout_id, status: "ko", status_reason: reason })
    await tells(mid, ["aplazame.checkout_started", "aplazame.expired"])
    expect(of(mid).at(-1)!.data).toMatchObject({ reason, code: null })
  })

  it("tells with the store's own code that the store refused", async () => {
    const { checkout_id, mid, cartId } = await openCheckout(bench.seed)
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${cartId}/line-items`, { variant_id: bench.seed.variants.CAMISETA, quantity: 1 }))
    await bench.emulator.approve(checkout_id)
    await tells(mid, ["aplazame.checkout_started", "aplazame.refused"])
    const { reason, code } = of(mid).at(-1)!.data
    expect(reason).toBe("confirmation_rejected_by_merchant")
    expect(code).toBe((await rowOf(mid)).reason_code)
    expect(code).not.toBeNull()
  })

  it("tells a void of an order's edit, and the cancel of the rest", async () => {
    const { checkout_id, mid } = await openCheckout(bench.seed, { lines: { CAMISETA: 3 } })
    await bench.emulator.approve(checkout_id, { product: "pay_later" })
    const { order_id } = await rowOf(mid)
    const order = await orderOf(bench.seed, order_id!)
    await editOrder(bench.seed, order_id!, { itemId: order.items[0].id, quantity: 2 })
    await tells(mid, ["aplazame.checkout_started", "aplazame.approved", "aplazame.voided"])
    await cancelOrder(bench.seed, order_id!)
    await tells(mid, ["aplazame.checkout_started", "aplazame.approved", "aplazame.voided", "aplazame.cancelled"])
  })

  it("tells a problem when it opens, and when a person has closed it", async () => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const { checkout_id, mid } = await openCheckout(bench.seed)
      await bench.emulator.challenge(checkout_id)
      const { order_id } = await rowOf(mid)
      await fulfil(bench.seed, await orderOf(bench.seed, order_id!))
      await bench.emulator.failChallenge(checkout_id)
      const until = ["aplazame.checkout_started", "aplazame.challenge_started", "aplazame.refused", "aplazame.problem_opened"]
      await tells(mid, until)
      const [problem] = await problemsOf(bench.seed, order_id!)
      await bench.seed.admin.ok(bench.seed.admin.post(`/admin/aplazame/problems/${problem.id}/resolve`, { note: "stopped the parcel" }))
      await tells(mid, [...until, "aplazame.problem_closed"])
      expect(of(mid).at(-1)!.data).toMatchObject({ id: problem.id, kind: "credit_lost_after_fulfilment", credit_id: mid, order_id, closed_by: "person" })
      expect(JSON.stringify(heard)).not.toMatch(/stopped the parcel/)
    })
  })
}
