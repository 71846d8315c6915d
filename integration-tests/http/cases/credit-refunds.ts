import { randomUUID } from "node:crypto"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { reconcile, resumeOperations, sweep } from "../../../src/workflows"
import { tenMinutesPass } from "../../faults/support/time"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects, type Product } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, editOrder, fulfil, hundredths, orderOf, paymentOf, problemsOf, receiveReturn, refund, requestReturn } from "../../support/operator"
import { PROVIDER } from "../../support/seed-store"
import { complete, openCheckout, pressPay } from "../../support/shopper"

export type Money = { captured: number; refunded: number; voided: number }

const pgOf = (bench: Bench) => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
const rowOf = async (bench: Bench, ref: string) => (await bench.aplazame.orders.byAplazameId(ref))!
const sum = (rows: { amount: number }[]): number => rows.reduce((total, row) => total + hundredths(row.amount), 0)

/** What moved, by Aplazame, by our row and ledger, and by Medusa's payment and order; all of them have to say the same. */
export async function moneyOf(bench: Bench, ref: string, orderId: string): Promise<Record<"aplazame" | "row" | "ledger", Money> & { medusa: { captured: number; refunded: number; paid: number } }> {
  const there = await bench.emulator.order(ref)
  const row = await rowOf(bench, ref)
  const done = (await bench.aplazame.ledger.ofCredit(row.id)).filter((op) => op.state === "done")
  const moved = (kind: string): number => done.reduce((total, op) => total + (op.kind === kind ? Number(op.amount) : 0), 0)
  const order = await orderOf(bench.seed, orderId)
  const payment = paymentOf(order)
  return {
    // Only pay later has captures at Aplazame; the others are told by the PUT.
    aplazame: { captured: there.product === "pay_later" ? there.captured : row.captured_amount, refunded: there.refunded, voided: there.voided },
    row: { captured: row.captured_amount, refunded: row.refunded_amount, voided: row.voided_amount },
    ledger: { captured: moved("capture"), refunded: moved("refund"), voided: moved("void") },
    medusa: { captured: sum(payment.captures), refunded: sum(payment.refunds), paid: sum(order.transactions) },
  }
}

export const allSay = ({ captured, refunded, voided }: Money) => {
  const money = { captured, refunded, voided }
  return { aplazame: money, row: money, ledger: money, medusa: { captured, refunded, paid: captured - refunded } }
}

/** Case 1: a refund in parts of which one had no answer, asked for again at once. */
export function refundsAgain(bench: Bench): void {
  const { act } = aplazameAdmin(bench)

  /** Pay later, captured as 60 and 40. */
  const captured60And40 = async () => {
    const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2, ZAPATILLAS: 1 } })
    for (const amount of [60, 40]) expect((await capture(bench.seed, sale.paymentId, amount)).status).toBe(200)
    await bench.emulator.clearCalls()
    return sale
  }

  /** Presses the button; the answer of one call is lost after its effect, and Aplazame can't be asked about it. */
  const pressAndLose = async (ref: string, call: { skip: number; refunded: number }, press: () => Promise<{ status: number }>) => {
    await bench.emulator.setFaults({ method: "POST", route: "refunds?$", skip: call.skip, times: 1, reset: "after", delay_ms: 700 })
    const pressed = press()
    await eventually(async () => expect((await bench.emulator.order(ref)).refunded).toBe(call.refunded), { every: 20 })
    await bench.emulator.setFaults({ method: "GET", route: "^/orders", status: 503 })
    expect((await pressed).status).not.toBe(200)
    await beforeTheJob(ref)
  }
  /** The next press comes before the job does. */
  const beforeTheJob = async (ref: string) => {
    const later = new Date(Date.now() + 600_000)
    await pgOf(bench)("aplazame_operation").where({ aplazame_order_id: (await rowOf(bench, ref)).id, state: "unknown" }).update({ next_attempt_at: later })
  }
  /** The job comes first: it finds what went through, and books it. */
  const afterTheJob = async (ref: string, orderId: string) => {
    await bench.emulator.clearFaults()
    await pgOf(bench)("aplazame_operation").where({ aplazame_order_id: (await rowOf(bench, ref)).id, state: "unknown" }).update({ next_attempt_at: null })
    await eventually(async () => {
      await resumeOperations(bench.container)
      expect(paymentOf(await orderOf(bench.seed, orderId)).refunds).toHaveLength(1)
    })
  }

  it.each([
    ["the answer for the 10 is lost", { skip: 1, refunded: 5000 }],
  ] as const)("gives back 50 in all when %s, the look fails, and Medusa's button is pressed again at once", async (_which, call) => {
    const { ref, orderId, paymentId } = await captured60And40()
    await pressAndLose(ref, call, () => refund(bench.seed, paymentId, 50))
    // While nothing can be told nothing is sent.
    expect((await refund(bench.seed, paymentId, 50)).status).not.toBe(200)
    expect((await bench.emulator.order(ref)).refunded).toBe(call.refunded)
    await beforeTheJob(ref)
    await bench.emulator.clearFaults()
    expect(await refund(bench.seed, paymentId, 50)).toMatchObject({ status: 200 })
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: 10_000, refunded: 5000, voided: 0 }))
    expect(paymentOf(await orderOf(bench.seed, orderId)).refunds).toHaveLength(1)
    const { captures } = await bench.emulator.order(ref)
    expect(captures.map((one) => one.refunds.map(({ amount }) => amount))).toEqual([[1000], [4000]])
    expect(await effects(bench, ref)).toEqual(["POST /captures/:id/refunds", "POST /captures/:id/refunds"])
  })

  it.each([
    ["the answer for the 40 is lost", { skip: 0, refunded: 4000 }, 10],
  ] as const)("gives back 50 in all when %s, the job books it, and Medusa's button is pressed from the page of before", async (_which, call, missing) => {
    const { ref, orderId, paymentId } = await captured60And40()
    await pressAndLose(ref, call, () => refund(bench.seed, paymentId, 50))
    await afterTheJob(ref, orderId)
    const { status, body } = await refund(bench.seed, paymentId, 50)
    expect(status).toBe(400)
    expect(body.message).toContain("al final sí se hicieron")
    expect((await bench.emulator.order(ref)).refunded).toBe(call.refunded)
    if (missing > 0) expect(await refund(bench.seed, paymentId, missing)).toMatchObject({ status: 200 })
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: 10_000, refunded: 5000, voided: 0 }))
  })

  it("refuses an equal refund once, and sends it when it is asked for again", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "instalments")
    await capture(bench.seed, paymentId)
    await pressAndLose(ref, { skip: 0, refunded: 2000 }, () => refund(bench.seed, paymentId, 20))
    await afterTheJob(ref, orderId)
    expect((await refund(bench.seed, paymentId, 20)).status).toBe(400)
    expect(await refund(bench.seed, paymentId, 20)).toMatchObject({ status: 200 })
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 4000, voided: 0 }))
  })

  it("gives back 50 in all when the button of the page is pressed again at once", async () => {
    const { ref, orderId } = await captured60And40()
    await pressAndLose(ref, { skip: 0, refunded: 4000 }, () => act(orderId, "refund", { amount: 5000 }))
    await bench.emulator.clearFaults()
    // Its button is shut while a call is open; "settle now" or the job opens it.
    const row = await rowOf(bench, ref)
    const open = (await bench.aplazame.ledger.ofCredit(row.id)).find((op) => op.state === "unknown")!
    const again = await act(orderId, "refund", { amount: 5000 })
    if (again.status !== 200) {
      // The job may be at it in this very moment.
      expect(["operation_open", "changed_meanwhile"]).toContain(again.body.code)
      expect((await bench.seed.admin.post(`/admin/aplazame/operations/${open.id}/settle`)).status).toBe(200)
      const { refunded } = (await moneyOf(bench, ref, orderId)).medusa
      // What went through is booked by itself; the operator asks for what is missing.
      if (refunded < 5000) expect((await act(orderId, "refund", { amount: 5000 - refunded })).status).toBe(200)
    }
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: 10_000, refunded: 5000, voided: 0 }))
  })

  it("gives back 50 in all when the second part was refused and the first had no answer before", async () => {
    const { ref, orderId, paymentId } = await captured60And40()
    await pressAndLose(ref, { skip: 0, refunded: 4000 }, () => refund(bench.seed, paymentId, 50))
    await bench.emulator.setFaults({ method: "POST", route: "refunds?$", times: 1, status: 403, error_body: { error: { message: "no" } } })
    expect((await refund(bench.seed, paymentId, 50)).status).not.toBe(200)
    expect(await refund(bench.seed, paymentId, 50)).toMatchObject({ status: 200 })
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: 10_000, refunded: 5000, voided: 0 }))
  })

  it("gives back once what is one call (instalments), asked for again at once", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "instalments")
    await capture(bench.seed, paymentId)
    await pressAndLose(ref, { skip: 0, refunded: 2000 }, () => refund(bench.seed, paymentId, 20))
    await bench.emulator.clearFaults()
    expect((await refund(bench.seed, paymentId, 20)).status).toBe(200)
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 2000, voided: 0 }))
  })
}

/** Case 2: core deletes the row of the session that was paid; the credit knows its payment itself. */
export function secondTabs(bench: Bench): void {
  const { act, overview } = aplazameAdmin(bench)
  const two = { lines: { CAMISETA: 2, ZAPATILLAS: 1 } }
  const lineOf = (order: any, sku: string): string => order.items.find((i: any) => i.variant_sku === sku).id
  const worthOf = async (orderId: string) => hundredths((await orderOf(bench.seed, orderId)).total)

  /** Anybody with the publishable key can do this, most of all a tab that was left open. */
  const postNewSession = async (order: any, provider = PROVIDER): Promise<string> => {
    const [{ id }] = order.payment_collections
    const { payment_collection } = await bench.seed.store.ok<any>(bench.seed.store.post(`/store/payment-collections/${id}/payment-sessions`, { provider_id: provider }))
    return payment_collection.payment_sessions[0].id
  }

  const soldTwice = async (product: Product = "pay_later", lines: Record<string, number> = two.lines) => {
    const sale = await buy(bench, product, { lines })
    const { payment_session_id } = await rowOf(bench, sale.ref)
    const newSession = await postNewSession(sale.order)
    expect(await pgOf(bench)("payment_session").where({ id: payment_session_id })).toEqual([])
    expect(await pgOf(bench)("payment").where({ id: sale.paymentId }).select("payment_session_id")).toEqual([{ payment_session_id }])
    return { ...sale, newSession }
  }

  it("knows its payment from the moment of authorisation, with an identity check before it and without", async () => {
    const { ref, paymentId } = await buy(bench)
    expect(await rowOf(bench, ref)).toMatchObject({ payment_id: paymentId })
    const { checkout_id, mid } = await openCheckout(bench.seed)
    await bench.emulator.challenge(checkout_id)
    expect(await bench.aplazame.orders.byMid(mid)).toMatchObject({ payment_id: null })
    await bench.emulator.passChallenge(checkout_id)
    const row = (await bench.aplazame.orders.byMid(mid)) as any
    expect(row.payment_id).toBe(paymentOf(await orderOf(bench.seed, row.order_id)).id)
  })

  it("finds the payment of a credit that was sold before the plugin wrote it down", async () => {
    const { ref, orderId, paymentId, total } = await soldTwice()
    await pgOf(bench)("aplazame_order").where({ aplazame_id: ref }).update({ payment_id: null })
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 500, voided: 0 }))
    expect((await overview(orderId)).actions.refund).toMatchObject({ allowed: true, max: total - 500 })
  })

  it("captures pay_later when goods are sent, and gives back by Medusa's button, in part and whole", async () => {
    const { ref, orderId, paymentId, total } = await soldTwice("pay_later")
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 0, voided: 0 })))
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
    expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
    const rest = Number((paymentOf(await orderOf(bench.seed, orderId)).amount - 5).toFixed(4))
    expect((await refund(bench.seed, paymentId, rest)).status).toBe(200)
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: total, voided: 0 }))
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("refunded")
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("captures the parts that are sent", async () => {
    await withOptions(bench, { captureAmount: "shipped" }, async () => {
      const { ref, orderId, order, total } = await soldTwice()
      await fulfil(bench.seed, order, { [lineOf(order, "CAMISETA")]: 2 })
      // two at 19.99 and 4.95 shipping, with 21 % tax
      await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: 4838 + 599, refunded: 0, voided: 0 })))
      await fulfil(bench.seed, await orderOf(bench.seed, orderId))
      await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 0, voided: 0 })))
      expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
    })
  })

  it("voids, captures and gives back by the buttons of the page", async () => {
    const { ref, orderId, total } = await soldTwice()
    expect((await overview(orderId)).actions).toMatchObject({ void: { allowed: true }, capture: { allowed: true, max: total }, cancel: { allowed: true } })
    expect(await act(orderId, "void", { amount: 1000 })).toMatchObject({ status: 200 })
    const voided = await orderOf(bench.seed, orderId)
    expect({ worth: hundredths(voided.total), payment: hundredths(paymentOf(voided).amount) }).toEqual({ worth: total - 1000, payment: total - 1000 })
    expect(await act(orderId, "capture")).toMatchObject({ status: 200 })
    expect(await act(orderId, "refund", { amount: 700 })).toMatchObject({ status: 200 })
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total - 1000, refunded: 700, voided: 1000 }))
  })

  it("ends the credit when the order is cancelled by the button of the page", async () => {
    const { ref, orderId, total } = await soldTwice()
    const { status } = await act(orderId, "cancel")
    expect(status).toBe(200)
    await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull())
    await eventually(async () => expect(await rowOf(bench, ref)).toMatchObject({ voided_amount: total, refunded_amount: 0 }))
    const order = await orderOf(bench.seed, orderId)
    expect({ order: order.status, payment: paymentOf(order).canceled_at === null }).toEqual({ order: "canceled", payment: false })
    expect(await effects(bench, ref)).toEqual(["POST /cancel"])
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("gives back what was captured in part and voids the rest when the order is cancelled", async () => {
    const { ref, orderId, paymentId, total } = await soldTwice()
    expect((await capture(bench.seed, paymentId, 10)).status).toBe(200)
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: 1000, refunded: 1000, voided: total - 1000 }))
    await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: 1000, refunded: 1000, voided: total - 1000 })))
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("voids what an order edit takes off (instalments) and captures the rest", async () => {
    const { ref, orderId, order, total } = await soldTwice("instalments")
    await editOrder(bench.seed, orderId, { itemId: lineOf(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await worthOf(orderId)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ voided: total - worth, cancelled: null }))
    await eventually(async () => {
      const now = await orderOf(bench.seed, orderId)
      expect(now.payment_status).toBe("authorized")
      expect({ amount: hundredths(paymentOf(now).amount), canceled: paymentOf(now).canceled_at }).toEqual({ amount: worth, canceled: null })
    })
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: worth, refunded: 0, voided: total - worth })))
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("voids what an edit takes off an order that was captured in part, though core takes its collection for unpaid then", async () => {
    const { ref, orderId, order, paymentId, total } = await soldTwice()
    expect((await capture(bench.seed, paymentId, 20)).status).toBe(200)
    await editOrder(bench.seed, orderId, { itemId: lineOf(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await worthOf(orderId)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: 2000, voided: total - worth }))
    await eventually(async () => {
      const [collection] = (await orderOf(bench.seed, orderId)).payment_collections.filter((c: any) => (c.payments ?? []).length > 0)
      expect({ amount: hundredths(collection.amount), payment: hundredths(collection.payments[0].amount), canceled: collection.payments[0].canceled_at }).toEqual({ amount: worth, payment: worth, canceled: null })
    })
    expect((await capture(bench.seed, paymentId, (worth - 2000) / 100)).status).toBe(200)
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: worth, refunded: 0, voided: total - worth }))
    const now = await orderOf(bench.seed, orderId)
    expect(now.payment_status).toBe("captured")
    expect(now.payment_collections).toHaveLength(1)
  })

  it("leaves what an edit adds outstanding and tells it", async () => {
    const { ref, orderId, paymentId, total } = await soldTwice()
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    const worth = await worthOf(orderId)
    await eventually(async () => {
      expect(await problemsOf(bench.seed, orderId)).toEqual([
        expect.objectContaining({ kind: "order_above_credit", figures: { worth, credit: total, outstanding: worth - total } }),
      ])
    })
    expect((await orderOf(bench.seed, orderId)).payment_collections.map((c: any) => [c.status, hundredths(c.amount)]).sort()).toEqual([["authorized", total], ["not_paid", worth - total]])
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 0, voided: 0 }))
  })

  it("keeps the credit alive when goods are asked back and arrive before it is captured", async () => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const { ref, orderId, total } = await soldTwice("pay_later", { CAMISETA: 3 })
      const order = await orderOf(bench.seed, orderId)
      await fulfil(bench.seed, order)
      await receiveReturn(bench.seed, order, await requestReturn(bench.seed, order))
      await sweep(bench.container)
      const worth = await worthOf(orderId)
      expect(worth).toBeLessThan(total)
      const payment = paymentOf(await orderOf(bench.seed, orderId))
      expect(payment.canceled_at).toBeNull()
      expect((await capture(bench.seed, payment.id, worth / 100)).status).toBe(200)
      expect(await bench.emulator.order(ref)).toMatchObject({ captured: worth, refunded: 0, cancelled: null })
    })
  })

  it("books what Aplazame's panel gave back", async () => {
    const { ref, orderId, paymentId, total } = await soldTwice()
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    await bench.emulator.panelRefund(ref, 1234)
    const day = 86_400_000
    await reconcile(bench.container, { from: new Date(Date.now() - day), to: new Date(Date.now() + day), dryRun: false })
    await eventually(async () => expect((await moneyOf(bench, ref, orderId)).medusa).toEqual({ captured: total, refunded: 1234, paid: total - 1234 }))
    expect(await rowOf(bench, ref)).toMatchObject({ captured_amount: total, refunded_amount: 1234 })
  })

  it("does all of it when the tab chose another provider, and when there were three tabs", async () => {
    for (const providers of [["pp_system_default"], [PROVIDER, "pp_system_default", PROVIDER]]) {
      const { ref, orderId, paymentId, order, total } = await buy(bench, "pay_later")
      for (const provider of providers) await postNewSession(order, provider)
      await fulfil(bench.seed, order)
      await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: total }))
      expect((await refund(bench.seed, paymentId, 5)).status).toBe(200)
      expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 500, voided: 0 }))
    }
  })

  it("sells nothing a second time by the tab's session", async () => {
    const { orderId, cartId, newSession, ref } = await soldTwice()
    expect(await pressPay(bench.seed, newSession)).toMatchObject({ status: 409, body: { code: "cart_already_completed" } })
    expect((await complete(bench.seed, cartId)).body).toMatchObject({ type: "order", order: { id: orderId } })
    const pressed = await bench.seed.admin.post(`/admin/orders/${orderId}/payment-sessions/authorize`, { payment_session_id: newSession })
    expect(pressed.status).toBeGreaterThanOrEqual(400)
    expect((await orderOf(bench.seed, orderId)).payment_collections.flatMap((c: any) => c.payments)).toHaveLength(1)
    expect(await effects(bench, ref)).toEqual([])
  })
}

/** Case 10: "End credit" of a cancelled order that had a refund before. */
export function endedCredits(bench: Bench): void {
  const { post } = aplazameAdmin(bench)

  /** The order is cancelled, and Aplazame refuses what Medusa gives back then; the problem that tells it. */
  const cancelRefused = async (orderId: string): Promise<string> => {
    await bench.emulator.setFaults({ method: "POST", route: "refunds?$", status: 403, error_body: { error: { message: "no" } } })
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    const problem = await eventually(async () => {
      const [open, ...more] = await problemsOf(bench.seed, orderId)
      expect([open?.kind, open?.remedy, more]).toEqual(["cancelled_order_credit_left", "end_credit", []])
      return open
    })
    await bench.emulator.clearFaults()
    return problem.id
  }
  const press = (problemId: string) => post(`/problems/${problemId}/end-credit`, { token: randomUUID() })

  const allGivenBack = async (sale: { ref: string; mid: string; orderId: string; paymentId: string; total: number }) => {
    const { ref, orderId, total } = sale
    const credit = await bench.emulator.order(ref)
    expect({ refunded: credit.refunded, ended: credit.cancelled !== null }).toEqual({ refunded: total, ended: true })
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
    // What a living process may still be writing is over then, and the sweep makes Medusa's books whole.
    await tenMinutesPass(pgOf(bench), { orderId: sale.orderId, credits: [sale] })
    await sweep(bench.container)
    expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: total, voided: 0 }))
  }

  it.each([
    ["all of pay_later when nothing was given back before", "pay_later", 0],
    ["the rest of instalments after an earlier refund of the same payment", "instalments", 10],
  ] as const)("gives back %s", async (_what, product, before) => {
    const sale = await buy(bench, product)
    await capture(bench.seed, sale.paymentId)
    if (before > 0) expect((await refund(bench.seed, sale.paymentId, before)).status).toBe(200)
    expect(await press(await cancelRefused(sale.orderId))).toMatchObject({ status: 200, body: { ended: true } })
    await allGivenBack(sale)
  })

  it("gives back the rest of several captures after several refunds", async () => {
    const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2, ZAPATILLAS: 1 } })
    for (const amount of [60, 40, (sale.total - 10_000) / 100]) expect((await capture(bench.seed, sale.paymentId, amount)).status).toBe(200)
    for (const amount of [5, 70]) expect((await refund(bench.seed, sale.paymentId, amount)).status).toBe(200)
    expect(await press(await cancelRefused(sale.orderId))).toMatchObject({ status: 200, body: { ended: true } })
    await allGivenBack(sale)
  })

  it("gives it back once when the answer is lost and the button is pressed again", async () => {
    const sale = await buy(bench, "instalments")
    await capture(bench.seed, sale.paymentId)
    expect((await refund(bench.seed, sale.paymentId, 10)).status).toBe(200)
    const problem = await cancelRefused(sale.orderId)
    await bench.emulator.clearCalls()
    await bench.emulator.setFaults({ method: "POST", route: "refunds?$", times: 1, reset: "after" })
    if ((await press(problem)).status !== 200) await press(problem)
    expect((await effects(bench, sale.ref)).filter((call) => call.includes("refund"))).toHaveLength(1)
    await allGivenBack(sale)
  })
}
