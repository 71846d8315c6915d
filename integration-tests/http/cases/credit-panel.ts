import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { reconcileHourly } from "../../../src/jobs/reconcile"
import { reconcile, resumeOperations, sweep } from "../../../src/workflows"
import { aplazameAdmin } from "../../support/aplazame-admin"
import type { Bench } from "../../support/aplazame-store"
import { buy, effects, type Product } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { plentyOfStock } from "../../support/plenty-of-stock"
import { cancelOrder, capture, editOrder, fulfil, hundredths, orderOf, paymentOf, problemsOf, refund, ship } from "../../support/operator"

type Sale = Awaited<ReturnType<typeof buy>>

const DAY_MS = 86_400_000
const BOTH = ["instalments", "pay_later"] as const
/** Of which an edit takes off one ULTIMO, 50.00 and 21 % tax: to the cent, unlike the other prices. */
const EDITABLE = { lines: { CAMISETA: 1, ULTIMO: 2 } }
const TAKEN_OFF = 6050

const pgOf = (bench: Bench): Knex => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
const cents = (amount: number): number => hundredths(amount) + 0
const takeOneOff = (bench: Bench, { orderId, order }: Sale) =>
  editOrder(bench.seed, orderId, { itemId: order.items.find((item: any) => item.variant_sku === "ULTIMO").id, quantity: 1 })
const kindsOf = async (bench: Bench, { orderId }: Sale): Promise<string[]> => (await problemsOf(bench.seed, orderId)).map((problem) => problem.kind)

/** Compares everything of the last day and of this minute. */
const reconcileNow = (bench: Bench) =>
  reconcile(bench.container, { from: new Date(Date.now() - DAY_MS), to: new Date(Date.now() + DAY_MS), dryRun: false })

async function buyEditable(bench: Bench, product: Product): Promise<Sale> {
  await plentyOfStock(bench)
  return buy(bench, product, EDITABLE)
}

/** Captured by Medusa's own button. */
async function captured(bench: Bench, product: Product, bought: typeof buyEditable = buy): Promise<Sale> {
  const sale = await bought(bench, product)
  expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
  await bench.emulator.clearCalls()
  return sale
}

/** What Medusa holds of an order, in hundredths, the smaller amounts first; `owed` is what is outstanding, below zero when it is the shop that owes. */
async function medusaOf(bench: Bench, { orderId }: Sale) {
  const order = await orderOf(bench.seed, orderId)
  const { order: more } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,*summary,*credit_lines`))
  const payment = paymentOf(order)
  const amounts = (rows: any[] | undefined): number[] => (rows ?? []).map((row) => cents(row.amount)).sort((a, b) => a - b)
  return {
    status: order.status,
    payment_status: order.payment_status,
    worth: cents(order.total),
    payment: cents(payment.amount),
    captures: amounts(payment.captures),
    refunds: amounts(payment.refunds),
    creditLines: amounts(more.credit_lines),
    owed: cents(more.summary.pending_difference),
  }
}

/** What our row holds, and the movements of our ledger: kind and amount. */
async function oursOf(bench: Bench, { paymentId, ref }: Sale) {
  const row = (await bench.aplazame.orders.byAplazameId(ref))!
  const ledger = await bench.aplazame.ledger.ofCredit(row.id)
  const done = ledger.filter((op) => op.state === "done" && op.kind !== "history" && op.kind !== "update")
  expect(done.filter((op) => op.payment_id !== paymentId)).toEqual([])
  return {
    captured: row.captured_amount,
    givenBack: row.refunded_amount + row.voided_amount,
    ledger: done.map((op) => `${op.kind} ${op.amount}`).sort(),
    there: done.filter((op) => op.business_key.startsWith("panel:")).map((op) => op.amount),
  }
}

/** What Medusa has left to refund of a captured payment, fractions of a cent and all. */
const restOf = async (bench: Bench, { orderId }: Sale, refunded: number): Promise<number> =>
  Number((paymentOf(await orderOf(bench.seed, orderId)).amount - refunded / 100).toFixed(4))

/** What went back at Aplazame, by whatever call. */
const givenBackThere = async (bench: Bench, { ref }: Sale): Promise<number> => {
  const { voided, refunded } = await bench.emulator.order(ref)
  return voided + refunded
}

/** Waits for what the next runs of the job that goes on with operations bring about. */
const inTheEnd = (bench: Bench, check: () => Promise<void>) =>
  eventually(
    async () => {
      await resumeOperations(bench.container)
      await check()
    },
    { within: 10_000, every: 250 }
  )

/** Our own and Medusa's rows of an order become so many days older. */
async function age(bench: Bench, { ref, orderId, paymentId }: Sale, days: number): Promise<void> {
  const pg = pgOf(bench)
  const { id } = (await bench.aplazame.orders.byAplazameId(ref))!
  const older = async (table: string, where: Record<string, unknown>) => {
    const { rows } = await pg.raw(`SELECT column_name FROM information_schema.columns WHERE table_name = ? AND data_type LIKE 'timestamp%'`, [table])
    const back = rows.map(({ column_name: column }: { column_name: string }) => [column, pg.raw(`"${column}" - ?::int * interval '1 hour'`, [days * 24])])
    await pg(table).where(where).update(Object.fromEntries(back))
  }
  await older("aplazame_order", { id })
  await older("aplazame_operation", { aplazame_order_id: id })
  await older("order", { id: orderId })
  await older("order_transaction", { order_id: orderId })
  await older("payment", { id: paymentId })
  await older("capture", { payment_id: paymentId })
}

/** Case 3. */
export function comparedMeanwhile(bench: Bench): void {
  /** A reconciliation in which something happens between its reading of our rows and its comparison of this one. */
  const reconcileAround = async (sale: Sale, happens: () => Promise<void>): Promise<void> => {
    const { orders } = bench.aplazame
    const read = orders.byMids.bind(orders)
    let happened = false
    const spy = jest.spyOn(orders, "byMids").mockImplementation(async (mids) => {
      const rows = await read(mids)
      if (!happened && mids.includes(sale.mid)) {
        happened = true
        await happens()
      }
      return rows
    })
    try {
      await reconcileNow(bench)
    } finally {
      spy.mockRestore()
    }
    expect(happened).toBe(true)
  }

  it("does not take our own void of instalments, sent and settled meanwhile, for one of the panel; the goods are captured with the rest", async () => {
    const sale = await buyEditable(bench, "instalments")
    const worth = sale.total - TAKEN_OFF
    await reconcileAround(sale, async () => {
      await takeOneOff(bench, sale)
      await eventually(async () => expect(cents(paymentOf(await orderOf(bench.seed, sale.orderId)).amount)).toBe(worth))
    })
    expect(await oursOf(bench, sale)).toEqual({ captured: 0, givenBack: TAKEN_OFF, ledger: [`void ${TAKEN_OFF}`], there: [] })
    await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
    await eventually(async () => expect(await medusaOf(bench, sale)).toMatchObject({ captures: [worth], payment_status: "captured", payment: worth, worth, refunds: [], creditLines: [], owed: 0 }))
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ voided: TAKEN_OFF, refunded: 0, captured: 0, cancelled: null })
    expect(await kindsOf(bench, sale)).toEqual([])
  })

  it("does not take our own capture, done meanwhile, for one of the panel", async () => {
    const sale = await buy(bench, "pay_later")
    await reconcileAround(sale, async () => {
      expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
    })
    expect(await oursOf(bench, sale)).toEqual({ captured: sale.total, givenBack: 0, ledger: [`capture ${sale.total}`], there: [] })
    expect(await medusaOf(bench, sale)).toMatchObject({ payment_status: "captured", captures: [sale.total], owed: 0 })
    expect(await kindsOf(bench, sale)).toEqual([])
  })

  it("does not take our own refund of pay_later, done meanwhile, for one of the panel; all of the rest can go back after it", async () => {
    const sale = await captured(bench, "pay_later")
    await reconcileAround(sale, async () => {
      expect((await refund(bench.seed, sale.paymentId, 5)).status).toBe(200)
    })
    expect(await oursOf(bench, sale)).toEqual({ captured: sale.total, givenBack: 500, ledger: [`capture ${sale.total}`, "refund 500"], there: [] })
    expect((await medusaOf(bench, sale)).refunds).toEqual([500])
    expect((await refund(bench.seed, sale.paymentId, await restOf(bench, sale, 500))).status).toBe(200)
    expect(await givenBackThere(bench, sale)).toBe(sale.total)
  })

  it("books what the panel gave back of instalments once, when our own refund is done meanwhile", async () => {
    const sale = await captured(bench, "instalments")
    await reconcileAround(sale, async () => {
      expect((await refund(bench.seed, sale.paymentId, 5)).status).toBe(200)
      await bench.emulator.panelRefund(sale.ref, 1234)
    })
    await reconcileNow(bench)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).refunds).toEqual([500, 1234]))
    expect(await oursOf(bench, sale)).toEqual({ captured: sale.total, givenBack: 1734, ledger: [`capture ${sale.total}`, "refund 1234", "refund 500"], there: [1234] })
    expect(await givenBackThere(bench, sale)).toBe(1734)
  })
}

const REFUND_CALL = { instalments: "POST /orders/:id/refund", pay_later: "POST /orders/:id/captures/:captureId/refunds" } as const

/** Case 9. */
export function refundWithoutAnswer(bench: Bench): void {
  /** The whole goes back at Aplazame, nobody is answered, and nobody can look what came of it until the faults are cleared. */
  const lostFullRefund = async (product: (typeof BOTH)[number]): Promise<Sale> => {
    const sale = await captured(bench, product)
    await bench.emulator.setFaults({ route: REFUND_CALL[product], delay_ms: 3_000, reset: "after", times: 1 })
    const asked = refund(bench.seed, sale.paymentId)
    await eventually(async () => expect(await bench.emulator.order(sale.ref)).toMatchObject({ refunded: sale.total }), { every: 20 })
    await bench.emulator.setFaults({ method: "GET", route: "^/orders/", ref: sale.ref, status: 503 })
    expect((await asked).status).toBe(400)
    // Nobody but the reconciliation shall settle it now.
    await pgOf(bench)("aplazame_operation").where({ payment_id: sale.paymentId, kind: "refund", state: "unknown" }).update({ next_attempt_at: new Date(Date.now() + 600_000) })
    const ledger = await bench.aplazame.ledger.ofPayment(sale.paymentId)
    expect(ledger.filter((op) => op.kind === "refund").map((op) => op.state)).toEqual(["unknown"])
    return sale
  }
  const wholeRefundBooked = async (sale: Sale): Promise<void> => {
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ status: "pending", payment_status: "refunded", captures: [sale.total], refunds: [sale.total], owed: 0 }))
    expect(await oursOf(bench, sale)).toEqual({ captured: sale.total, givenBack: sale.total, ledger: [`capture ${sale.total}`, `refund ${sale.total}`], there: [] })
    expect(await givenBackThere(bench, sale)).toBe(sale.total)
    for (const kind of await kindsOf(bench, sale)) expect(kind).toBe("order_refunded_not_sent")
  }

  it("settles and books it first, and does not cancel the order: pay_later", async () => {
    const sale = await lostFullRefund("pay_later")
    await bench.emulator.clearFaults()
    await reconcileNow(bench)
    expect((await orderOf(bench.seed, sale.orderId)).status).toBe("pending")
    await wholeRefundBooked(sale)
    await reconcileNow(bench)
    await wholeRefundBooked(sale)
  })

  it("leaves the order alone while Aplazame can't be asked what came of it, and books it afterwards: instalments", async () => {
    const sale = await lostFullRefund("instalments")
    await reconcileNow(bench)
    expect(await medusaOf(bench, sale)).toMatchObject({ status: "pending", payment_status: "captured", refunds: [] })
    await bench.emulator.clearFaults()
    await reconcileNow(bench)
    await wholeRefundBooked(sale)
  })

  it("waits for an answer that is on its way: pay_later", async () => {
    const sale = await captured(bench, "pay_later")
    await bench.emulator.setFaults({ route: REFUND_CALL.pay_later, delay_ms: 1_100, after_effect: true, times: 1 })
    const asked = refund(bench.seed, sale.paymentId)
    await eventually(async () => expect(await bench.emulator.order(sale.ref)).toMatchObject({ refunded: sale.total }), { every: 20 })
    await reconcileNow(bench)
    expect((await asked).status).toBe(200)
    await wholeRefundBooked(sale)
  })
}

/** Case 12: the operator. */
export function movedLongAgo(bench: Bench): void {
  const { act } = aplazameAdmin(bench)
  const TOLD = { status: 400, code: "moved_at_aplazame" }
  const answer = ({ status, body }: { status: number; body: any }) => ({ status, code: body.code })

  it("is booked and told when the operator enters the same refund of pay_later by Medusa's button; the money goes back once, and again only when asked again", async () => {
    const sale = await captured(bench, "pay_later")
    await bench.emulator.panelRefund(sale.ref, 1234)
    await age(bench, sale, 10)
    const asked = await refund(bench.seed, sale.paymentId, 12.34)
    expect(answer(asked)).toEqual(TOLD)
    expect(asked.body.message).toMatch(/12,34/)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).refunds).toEqual([1234]))
    expect(await medusaOf(bench, sale)).toMatchObject({ payment_status: "partially_refunded", captures: [sale.total], owed: 0 })
    expect(await oursOf(bench, sale)).toEqual({ captured: sale.total, givenBack: 1234, ledger: [`capture ${sale.total}`, "refund 1234"], there: [1234] })
    expect(await effects(bench, sale.ref)).toEqual([])
    expect((await refund(bench.seed, sale.paymentId, 12.34)).status).toBe(200)
    expect((await medusaOf(bench, sale)).refunds).toEqual([1234, 1234])
    expect(await givenBackThere(bench, sale)).toBe(2468)
  })

  it("is told once when a job has just booked it and the operator enters the same refund of instalments from the page of before", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, 1234)
    await reconcileNow(bench)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).refunds).toEqual([1234]))
    const asked = await act(sale.orderId, "refund", { amount: 1234 })
    expect(asked.body).toMatchObject({ code: "moved_at_aplazame", figures: { amount: 1234 } })
    expect(await givenBackThere(bench, sale)).toBe(1234)
    expect((await refund(bench.seed, sale.paymentId, 12.34)).status).toBe(200)
    expect(await givenBackThere(bench, sale)).toBe(2468)
  })

  it("is told once when a job has just booked a void and the operator takes the same off from the page of before", async () => {
    const sale = await buy(bench, "pay_later")
    await bench.emulator.panelVoid(sale.ref, 1000)
    await reconcileNow(bench)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).creditLines).toEqual([1000]))
    expect((await act(sale.orderId, "void", { amount: 1000 })).body.code).toBe("moved_at_aplazame")
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ voided: 1000 })
    expect((await act(sale.orderId, "void", { amount: 1000 })).status).toBe(200)
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ voided: 2000 })
  })

  it("is booked and told when the operator asks for another amount of instalments: then that goes back too", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, 1234)
    await age(bench, sale, 10)
    expect(answer(await refund(bench.seed, sale.paymentId, 5))).toEqual(TOLD)
    expect(await givenBackThere(bench, sale)).toBe(1234)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).refunds).toEqual([1234]))
    expect((await refund(bench.seed, sale.paymentId, 5)).status).toBe(200)
    expect((await medusaOf(bench, sale)).refunds).toEqual([500, 1234])
    expect(await givenBackThere(bench, sale)).toBe(1734)
  })

  it("is booked and told when all but a rest of pay_later went back there: of the rest no more than that", async () => {
    const sale = await captured(bench, "pay_later")
    await bench.emulator.panelRefund(sale.ref, sale.total - 437)
    await age(bench, sale, 10)
    expect(answer(await refund(bench.seed, sale.paymentId, 20))).toEqual(TOLD)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).refunds).toEqual([sale.total - 437]))
    expect((await refund(bench.seed, sale.paymentId, 20)).status).toBe(400)
    expect((await refund(bench.seed, sale.paymentId, await restOf(bench, sale, sale.total - 437))).status).toBe(200)
    expect(await givenBackThere(bench, sale)).toBe(sale.total)
    expect((await medusaOf(bench, sale)).payment_status).toBe("refunded")
  })

  it("is booked and told by our own refund button: pay_later", async () => {
    const sale = await captured(bench, "pay_later")
    await bench.emulator.panelRefund(sale.ref, 1234)
    await age(bench, sale, 10)
    expect((await act(sale.orderId, "refund", { amount: 1234 })).body.code).toBe("moved_at_aplazame")
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).refunds).toEqual([1234]))
    expect(await givenBackThere(bench, sale)).toBe(1234)
  })

  it("is booked and told by our own void button, where nothing was captured: instalments", async () => {
    const sale = await buy(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, 1000)
    await age(bench, sale, 10)
    expect((await act(sale.orderId, "void", { amount: 1000 })).body.code).toBe("moved_at_aplazame")
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment: sale.total - 1000, worth: sale.total - 1000, creditLines: [1000] }))
    expect(await oursOf(bench, sale)).toMatchObject({ captured: 0, givenBack: 1000, there: [1000] })
    expect(await givenBackThere(bench, sale)).toBe(1000)
    expect(await effects(bench, sale.ref)).toEqual([])
  })

  it("is all that an edit takes off pay_later, when the operator edits the order by what was given back there; the goods are captured with the rest", async () => {
    const sale = await buyEditable(bench, "pay_later")
    await bench.emulator.panelRefund(sale.ref, TAKEN_OFF)
    await age(bench, sale, 10)
    await takeOneOff(bench, sale)
    const worth = sale.total - TAKEN_OFF
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ worth, payment: worth, payment_status: "authorized" }))
    await sweep(bench.container)
    expect(await givenBackThere(bench, sale)).toBe(TAKEN_OFF)
    expect(await effects(bench, sale.ref)).toEqual([])
    expect(await oursOf(bench, sale)).toMatchObject({ captured: 0, givenBack: TAKEN_OFF, there: [TAKEN_OFF] })
    await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
    // Medusa writes the capture's row first.
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ captures: [worth], payment_status: "captured", worth, creditLines: [], owed: 0 }))
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ cancelled: null, total: sale.total })
    expect(await givenBackThere(bench, sale)).toBe(TAKEN_OFF)
  })

  it("counts for a part of what an edit takes off instalments: the difference goes back, no more", async () => {
    const sale = await buyEditable(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, 1234)
    await age(bench, sale, 10)
    await takeOneOff(bench, sale)
    const worth = sale.total - TAKEN_OFF
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ worth, payment: worth, payment_status: "authorized", creditLines: [] }))
    expect(await givenBackThere(bench, sale)).toBe(TAKEN_OFF)
    expect(await oursOf(bench, sale)).toMatchObject({ givenBack: TAKEN_OFF, there: [1234] })
  })

  it("is what an edit of captured instalments left for the operator to give back: told, booked, nothing sent", async () => {
    const sale = await captured(bench, "instalments", buyEditable)
    await bench.emulator.panelRefund(sale.ref, TAKEN_OFF)
    await age(bench, sale, 10)
    await takeOneOff(bench, sale)
    expect(answer(await refund(bench.seed, sale.paymentId, TAKEN_OFF / 100))).toEqual(TOLD)
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [TAKEN_OFF], worth: sale.total - TAKEN_OFF, creditLines: [], owed: 0 }))
    expect(await effects(bench, sale.ref)).toEqual([])
    expect(await givenBackThere(bench, sale)).toBe(TAKEN_OFF)
  })

  it("that is booked when the operator then edits captured pay_later by the same: the order is lowered once, and nothing is owed", async () => {
    const sale = await captured(bench, "pay_later", buyEditable)
    await bench.emulator.panelRefund(sale.ref, TAKEN_OFF)
    await reconcileNow(bench)
    const worth = sale.total - TAKEN_OFF
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [TAKEN_OFF], worth, creditLines: [TAKEN_OFF], owed: 0 }))
    await takeOneOff(bench, sale)
    await eventually(async () => {
      await sweep(bench.container)
      expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [TAKEN_OFF], worth, creditLines: [-TAKEN_OFF, TAKEN_OFF], owed: 0 })
    })
    expect(await effects(bench, sale.ref)).toEqual([])
    expect(await givenBackThere(bench, sale)).toBe(TAKEN_OFF)
  })

  it.each([
    ["by the same", TAKEN_OFF, 0],
    ["by more", 2050, TAKEN_OFF - 2050],
  ] as const)("voided and followed, when the operator then edits the order %s: what is captured is what the order is worth, and nothing is owed", async (_, voided, more) => {
    const sale = await buyEditable(bench, "pay_later")
    await bench.emulator.panelVoid(sale.ref, voided)
    await reconcileNow(bench)
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ worth: sale.total - voided, creditLines: [voided] }))
    await takeOneOff(bench, sale)
    const worth = sale.total - TAKEN_OFF
    await eventually(async () => {
      await sweep(bench.container)
      expect(await medusaOf(bench, sale)).toMatchObject({ worth, payment: worth, creditLines: [-voided, voided] })
    })
    expect(await givenBackThere(bench, sale)).toBe(voided + more)
    await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ captures: [worth], worth, owed: 0, payment_status: "captured" }))
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ captured: worth, voided: TAKEN_OFF })
    expect(await kindsOf(bench, sale)).toEqual([])
  })

  it("is known when the operator cancels the order of captured pay_later: the rest goes back too, or a person is told how much that is", async () => {
    const sale = await captured(bench, "pay_later")
    await bench.emulator.panelRefund(sale.ref, 1234)
    await age(bench, sale, 10)
    expect((await cancelOrder(bench.seed, sale.orderId)).status).toBe(200)
    await inTheEnd(bench, async () => {
      const left = sale.total - (await givenBackThere(bench, sale))
      const told = (await problemsOf(bench.seed, sale.orderId)).map(({ kind, figures }) => ({ kind, left: figures.left }))
      expect(told).toEqual(left === 0 ? [] : [{ kind: "cancelled_order_credit_left", left }])
      const { refunds } = await medusaOf(bench, sale)
      expect(refunds.reduce((sum, amount) => sum + amount, 0)).toBe(sale.total - left)
    })
  })
}

/** Case 12: the job. */
export function seenByAge(bench: Bench): void {
  const AGES = [2, 10, 335]

  /** A captured credit that is so many days old on both sides: Aplazame's order is one that was there so long ago. */
  const oldSale = async (days: number, product: (typeof BOTH)[number]): Promise<Sale> => {
    const sale = await buy(bench, product)
    await bench.emulator.seed({ count: 2, mid_prefix: `${sale.mid}-`, status: "ok", product, amount: sale.total, step_ms: days * DAY_MS })
    const there = await bench.emulator.order(`${sale.mid}-1`)
    await pgOf(bench)("aplazame_order").where({ mid: sale.mid }).update({ mid: there.mid, aplazame_id: there.id })
    expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
    const old = { ...sale, mid: there.mid, ref: there.id }
    await age(bench, old, days)
    return old
  }
  const askedBy = async (sales: Map<number, Sale>, run: () => Promise<void>): Promise<number[]> => {
    await bench.emulator.clearCalls()
    await run()
    const asked: number[] = []
    for (const [days, { ref }] of sales) if ((await bench.emulator.calls({ ref })).length > 0) asked.push(days)
    return asked
  }

  it("are compared by the hourly job up to a year back, and asked about again hourly, daily, monthly by their age", async () => {
    const sales = new Map<number, Sale>()
    for (const [index, days] of AGES.entries()) sales.set(days, await oldSale(days, BOTH[index % 2]!))
    for (const { ref } of sales.values()) await bench.emulator.panelRefund(ref, 1234)
    const job = () => reconcileHourly(bench.container)
    await job()
    for (const [days, sale] of sales) {
      await inTheEnd(bench, async () => expect({ days, refunds: (await medusaOf(bench, sale)).refunds }).toEqual({ days, refunds: [1234] }))
      expect(await oursOf(bench, sale)).toMatchObject({ givenBack: 1234, there: [1234] })
    }
    const again = async (hoursLater: number): Promise<number[]> => {
      const refs = [...sales.values()].map(({ ref }) => ref)
      await pgOf(bench)("aplazame_order").whereIn("aplazame_id", refs).update({ reconciled_at: pgOf(bench).raw("reconciled_at - ?::int * interval '1 hour'", [hoursLater]) })
      return (await askedBy(sales, job)).filter((days) => days > 3)
    }
    expect(await again(0)).toEqual([])
    expect(await again(25)).toEqual([10])
    expect(await again(31 * 24)).toEqual([10, 335])
    for (const sale of sales.values()) expect((await medusaOf(bench, sale)).refunds).toEqual([1234])
  })

  it("are compared although Aplazame refuses to show one of them, which a person is told once", async () => {
    const readable = await captured(bench, "instalments")
    const refused = await captured(bench, "instalments")
    await bench.emulator.panelRefund(readable.ref, 1234)
    await bench.emulator.setFaults({ ref: refused.ref, status: 403 })
    await reconcileHourly(bench.container)
    await reconcileHourly(bench.container)
    await inTheEnd(bench, async () => expect((await medusaOf(bench, readable)).refunds).toEqual([1234]))
    expect([await kindsOf(bench, refused), await kindsOf(bench, readable)]).toEqual([["amounts_unknown"], []])
  })
}

/** Case 13. */
export function voidedThere(bench: Bench): void {
  const { act } = aplazameAdmin(bench)
  const sendGoods = async (sale: Sale) => {
    await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
    await eventually(async () => expect((await orderOf(bench.seed, sale.orderId)).payment_status).toBe("captured"), { within: 15_000, every: 200 })
  }
  /** 20.00 less than was bought, all of it paid for, and everybody of one mind. */
  const followed = async (sale: Sale, product: Product): Promise<void> => {
    const rest = sale.total - 2000
    await inTheEnd(bench, async () =>
      expect(await medusaOf(bench, sale)).toMatchObject({ status: "pending", payment_status: "captured", payment: rest, worth: rest, captures: [rest], refunds: [], creditLines: [2000], owed: 0 })
    )
    expect(await oursOf(bench, sale)).toMatchObject({ captured: rest, givenBack: 2000, there: [2000] })
    const there = await bench.emulator.order(sale.ref)
    expect(there).toMatchObject({ total: sale.total, captured: product === "pay_later" ? rest : 0, cancelled: null })
    expect(there.voided + there.refunded).toBe(2000)
    expect(await kindsOf(bench, sale)).toEqual([])
  }

  it("is followed by Medusa as our own void is, when the goods of pay_later are sent (panelVoid)", async () => {
    const own = await buy(bench, "pay_later")
    expect((await act(own.orderId, "void", { amount: 2000 })).status).toBe(200)
    await sendGoods(own)
    const sale = await buy(bench, "pay_later")
    await bench.emulator.panelVoid(sale.ref, 2000)
    await sendGoods(sale)
    await followed(sale, "pay_later")
    expect(await medusaOf(bench, sale)).toEqual(await medusaOf(bench, own))
    expect((await effects(bench, sale.ref)).filter((call) => call !== "PUT /")).toEqual(["POST /captures"])
  })

  it("is followed when a reconciliation sees it before the goods of instalments are sent (panelRefund)", async () => {
    const sale = await buy(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, 2000)
    await reconcileNow(bench)
    const rest = sale.total - 2000
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment_status: "authorized", payment: rest, worth: rest, creditLines: [2000] }))
    expect(await kindsOf(bench, sale)).toEqual([])
    await sendGoods(sale)
    await followed(sale, "instalments")
    await reconcileNow(bench)
    await followed(sale, "instalments")
  })

  it("is told when the operator captures instalments by Medusa's button (panelVoid), and the rest is captured when asked again", async () => {
    const sale = await buy(bench, "instalments")
    await bench.emulator.panelVoid(sale.ref, 2000)
    const { status, body } = await capture(bench.seed, sale.paymentId)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "moved_at_aplazame" })
    await inTheEnd(bench, async () => expect((await medusaOf(bench, sale)).payment).toBe(sale.total - 2000))
    expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
    await followed(sale, "instalments")
  })

  it("is a refund in Medusa when all was captured there before, and the operator gives back the rest, once", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelVoid(sale.ref, 2000)
    for (let time = 0; time < 2; time++) {
      await reconcileNow(bench)
      await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment: sale.total, captures: [sale.total], refunds: [2000], owed: 0 }))
      expect(await oursOf(bench, sale)).toMatchObject({ captured: sale.total, givenBack: 2000, there: [2000] })
    }
    expect(await kindsOf(bench, sale)).toEqual([])
    expect((await act(sale.orderId, "void", { amount: 1 })).status).not.toBe(200)
    // A job found it and told nobody: whoever asks next is told, whatever they ask for.
    expect((await refund(bench.seed, sale.paymentId, await restOf(bench, sale, 2000))).body.code).toBe("moved_at_aplazame")
    expect((await refund(bench.seed, sale.paymentId, await restOf(bench, sale, 2000))).status).toBe(200)
    const there = await bench.emulator.order(sale.ref)
    expect(there.voided + there.refunded).toBe(sale.total)
    expect((await effects(bench, sale.ref)).filter((call) => call !== "PUT /")).toEqual(["POST /refund"])
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment_status: "refunded", refunds: [2000, sale.total - 2000], owed: 0 }))
  })

  it("is followed though a process that died left a capture in Medusa's books, with its transaction", async () => {
    const sale = await buy(bench, "pay_later")
    const payments = bench.container.resolve(Modules.PAYMENT) as unknown as { createCaptures(row: object): Promise<{ id: string }> }
    const { id } = await payments.createCaptures({ payment: sale.paymentId, amount: 20 })
    await bench.container.resolve(Modules.ORDER).addOrderTransactions({ order_id: sale.orderId, amount: 20, currency_code: "eur", reference: "capture", reference_id: id })
    await pgOf(bench)("capture").where({ id }).update({ created_at: new Date(Date.now() - 600_000) })
    await bench.emulator.panelVoid(sale.ref, 2000)
    await reconcileNow(bench)
    const rest = sale.total - 2000
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment: rest, worth: rest, captures: [], creditLines: [2000], owed: rest }))
    await sendGoods(sale)
    await followed(sale, "pay_later")
  })

  it("is told to the operator who then refunds the same, and goes back once", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelVoid(sale.ref, 2000)
    const { status, body } = await refund(bench.seed, sale.paymentId, 20)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "moved_at_aplazame" })
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment: sale.total, captures: [sale.total], refunds: [2000] }))
    expect(await effects(bench, sale.ref)).toEqual([])
  })

  it("is followed when a part of pay later had been captured before", async () => {
    const sale = await buy(bench, "pay_later")
    expect((await capture(bench.seed, sale.paymentId, 10)).status).toBe(200)
    await bench.emulator.panelVoid(sale.ref, 2000)
    await sendGoods(sale)
    const rest = sale.total - 2000
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ payment: rest, worth: rest, captures: [1000, rest - 1000], refunds: [], creditLines: [2000], owed: 0 }))
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ captured: rest, voided: 2000, refunded: 0 })
    expect(await kindsOf(bench, sale)).toEqual([])
  })
}

/** What Medusa's own refund does: nothing is outstanding by it, whatever else stands on the order, and whenever it is booked. */
export function refundedThere(bench: Bench): void {

  it.each(BOTH)("books a refund of the cent that a void has left of %s: Medusa takes a cent for nothing, and has no credit line for it", async (product) => {
    const sale = await buy(bench, product)
    expect((await aplazameAdmin(bench).act(sale.orderId, "void", { amount: sale.total - 1 })).status).toBe(200)
    expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
    await bench.emulator.panelRefund(sale.ref, 1)
    await reconcileNow(bench)
    await inTheEnd(bench, async () => expect((await bench.aplazame.ledger.ofPayment(sale.paymentId)).filter((op) => op.kind === "refund").map((op) => op.booked_at !== null)).toEqual([true]))
    expect(await medusaOf(bench, sale)).toMatchObject({ captures: [1], refunds: [1], creditLines: [sale.total - 1] })
    expect(await kindsOf(bench, sale)).not.toContain("booking_failed")
  })
  /** All that comes by itself. */
  const allJobs = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await pgOf(bench)("aplazame_operation").whereNull("booked_at").whereNotNull("next_attempt_at").update({ next_attempt_at: null })
      await resumeOperations(bench.container)
      await sweep(bench.container)
      await reconcileNow(bench)
    }
  }
  const collectionOf = async (sale: Sale) => {
    const { payment_collections } = await orderOf(bench.seed, sale.orderId)
    return cents(payment_collections[0].refunded_amount)
  }

  it("leaves nothing outstanding where it was found while an edit of the order was open", async () => {
    const sale = await captured(bench, "instalments")
    await bench.seed.admin.ok(bench.seed.admin.post("/admin/order-edits", { order_id: sale.orderId }))
    await bench.emulator.panelRefund(sale.ref, 1234)
    await reconcileNow(bench)
    // Its money is in Medusa's books at once; only the line waits.
    expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [1234], creditLines: [], owed: 1234 })
    const isBooked = async () => (await bench.aplazame.ledger.ofPayment(sale.paymentId)).filter((op) => op.kind === "refund").map((op) => op.booked_at !== null)
    expect(await isBooked()).toEqual([false])
    await bench.seed.admin.ok(bench.seed.admin.delete(`/admin/order-edits/${sale.orderId}`))
    await allJobs()
    expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [1234], creditLines: [1234], owed: 0 })
    expect([await isBooked(), await kindsOf(bench, sale)]).toEqual([[true], []])
  })

  it.each([
    ["its sums", Modules.PAYMENT, "updatePaymentCollections"],
    ["its transaction", Modules.ORDER, "addOrderTransactions"],
    ["its credit line", Modules.ORDER, "confirmOrderChange"],
  ])("leaves nothing outstanding where the database failed between its row and %s", async (_what, module, method) => {
    const sale = await captured(bench, "instalments")
    const failing = jest.spyOn(bench.container.resolve(module) as any, method).mockRejectedValueOnce(new Error("Connection terminated unexpectedly"))
    await bench.emulator.panelRefund(sale.ref, 1234)
    await reconcileNow(bench)
    expect(failing).toHaveBeenCalled()
    failing.mockRestore()
    // As long ago as a living process would have taken.
    await pgOf(bench)("refund").where({ payment_id: sale.paymentId }).update({ created_at: new Date(Date.now() - 600_000) })
    await pgOf(bench)("order_change").where({ order_id: sale.orderId }).update({ created_at: new Date(Date.now() - 600_000) })
    await allJobs()
    expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [1234], creditLines: [1234], owed: 0 })
    expect(await collectionOf(sale)).toBe(1234)
  })

  it("leaves nothing outstanding of a refund that a process left with a row and no transaction, where the job dies too", async () => {
    const sale = await captured(bench, "instalments")
    expect((await refund(bench.seed, sale.paymentId, 12.34)).status).toBe(200)
    const order = await orderOf(bench.seed, sale.orderId)
    const [{ id }] = order.transactions.filter((one: { reference: string }) => one.reference === "refund")
    await bench.container.resolve(Modules.ORDER).deleteOrderTransactions([id])
    await pgOf(bench)("order_credit_line").where({ order_id: sale.orderId }).delete()
    await pgOf(bench)("refund").where({ payment_id: sale.paymentId }).update({ created_at: new Date(Date.now() - 600_000) })
    await pgOf(bench)("aplazame_operation").where({ payment_id: sale.paymentId, kind: "refund" }).update({ settled_at: new Date(Date.now() - 600_000) })
    const failing = jest.spyOn(bench.container.resolve(Modules.ORDER) as any, "createOrderChange").mockRejectedValueOnce(new Error("Connection terminated unexpectedly"))
    await sweep(bench.container)
    expect(failing).toHaveBeenCalled()
    failing.mockRestore()
    await allJobs()
    const { refunds, creditLines } = await medusaOf(bench, sale)
    expect({ refunds, creditLines }).toEqual({ refunds: [1234], creditLines: [1234] })
  })

  it.each(["the panel", "Medusa"])("leaves nothing outstanding by %s on an order that a store's own credit line has lowered", async (by) => {
    const sale = await buy(bench, "pay_later")
    await createOrderCreditLinesWorkflow(bench.container).run({ input: { id: sale.orderId, credit_lines: [{ amount: 10, reference: "loyalty", reference_id: "points" }] } })
    expect((await capture(bench.seed, sale.paymentId, (sale.total - 1000) / 100)).status).toBe(200)
    const { owed } = await medusaOf(bench, sale)
    if (by === "Medusa") expect((await refund(bench.seed, sale.paymentId, 5)).status).toBe(200)
    else await bench.emulator.panelRefund(sale.ref, 500)
    await reconcileNow(bench)
    await allJobs()
    expect(await medusaOf(bench, sale)).toMatchObject({ refunds: [500], creditLines: [500, 1000], owed })
  })
}

/** Case 14. */
export function allGivenBackThere(bench: Bench): void {
  /** Packed (which captures), sent, and at the shopper's door. */
  const deliver = async (sale: Sale): Promise<void> => {
    const { orderId } = sale
    const fulfillmentId = await fulfil(bench.seed, sale.order)
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"))
    await ship(bench.seed, sale.order, fulfillmentId)
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${orderId}/fulfillments/${fulfillmentId}/mark-as-delivered`))
    await bench.emulator.clearCalls()
  }
  const wholeRefundBooked = async (sale: Sale, refunds = [sale.total]): Promise<void> => {
    await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ status: "pending", payment_status: "refunded", captures: [sale.total], refunds, owed: 0 }))
    expect(await oursOf(bench, sale)).toMatchObject({ captured: sale.total, givenBack: sale.total, there: [refunds.at(-1)] })
    expect((await bench.aplazame.orders.byMid(sale.mid))!.state).toBe("cancelled")
    expect(await effects(bench, sale.ref)).toEqual([])
  }

  it("after the delivery of pay_later: Medusa's refund of the whole, and nobody is advised to have it paid otherwise", async () => {
    const sale = await buy(bench, "pay_later")
    await deliver(sale)
    await bench.emulator.panelRefund(sale.ref, sale.total)
    for (let time = 0; time < 2; time++) {
      await reconcileNow(bench)
      await wholeRefundBooked(sale)
      expect(await kindsOf(bench, sale)).toEqual([])
    }
  })

  it("of captured instalments that was not sent: booked too, and a person is asked whether to cancel the order", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, sale.total)
    for (let time = 0; time < 2; time++) {
      await reconcileNow(bench)
      await wholeRefundBooked(sale)
      expect(await kindsOf(bench, sale)).toEqual(["order_refunded_not_sent"])
    }
    expect((await cancelOrder(bench.seed, sale.orderId)).status).toBe(200)
    await reconcileNow(bench)
    await eventually(async () => expect(await kindsOf(bench, sale)).toEqual([]))
    expect(await medusaOf(bench, sale)).toMatchObject({ status: "canceled", refunds: [sale.total] })
    expect(await effects(bench, sale.ref)).toEqual([])
  })

  it("after a part of pay_later had gone back from here: the rest is booked", async () => {
    const sale = await buy(bench, "pay_later")
    await deliver(sale)
    expect((await refund(bench.seed, sale.paymentId, 5)).status).toBe(200)
    await bench.emulator.clearCalls()
    await bench.emulator.panelRefund(sale.ref, sale.total - 500)
    await reconcileNow(bench)
    await wholeRefundBooked(sale, [500, sale.total - 500])
    await eventually(async () => expect(await kindsOf(bench, sale)).toEqual([]))
  })

  describe("of a cancelled order whose money did not go back from here", () => {
    /** Captured and cancelled while Aplazame was away: Medusa cancels the order all the same. */
    const left = async (product: Product): Promise<Sale> => {
      const sale = await captured(bench, product)
      await bench.emulator.setFaults({ route: "^/orders/", ref: sale.ref, status: 503 })
      expect((await cancelOrder(bench.seed, sale.orderId)).status).toBe(200)
      await bench.emulator.clearFaults()
      await inTheEnd(bench, async () => expect(await kindsOf(bench, sale)).toEqual(["cancelled_order_credit_left"]))
      return sale
    }

    it("instalments: all of it is booked, and nobody is asked any more to give it back", async () => {
      const sale = await left("instalments")
      await bench.emulator.panelRefund(sale.ref, sale.total)
      for (let time = 0; time < 2; time++) {
        await reconcileNow(bench)
        await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ status: "canceled", captures: [sale.total], refunds: [sale.total] }))
        expect(await oursOf(bench, sale)).toMatchObject({ captured: sale.total, givenBack: sale.total, there: [sale.total] })
        expect(await kindsOf(bench, sale)).toEqual([])
      }
    })

    it("pay_later: a part of it is booked, and the rest is asked for", async () => {
      const sale = await left("pay_later")
      await bench.emulator.panelRefund(sale.ref, 1234)
      await reconcileNow(bench)
      await inTheEnd(bench, async () => expect(await medusaOf(bench, sale)).toMatchObject({ status: "canceled", captures: [sale.total], refunds: [1234] }))
      await reconcileNow(bench)
      expect((await problemsOf(bench.seed, sale.orderId)).map(({ kind, figures }) => [kind, figures.refunded])).toEqual([["cancelled_order_credit_left", 1234]])
      expect(await givenBackThere(bench, sale)).toBe(1234)
    })
  })

  it("of delivered instalments is booked and told when the operator presses refund before anybody compared; then nothing is left to refund", async () => {
    const sale = await buy(bench, "instalments")
    await deliver(sale)
    await bench.emulator.panelRefund(sale.ref, sale.total)
    const { status, body } = await refund(bench.seed, sale.paymentId)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "moved_at_aplazame" })
    await wholeRefundBooked(sale)
    expect((await refund(bench.seed, sale.paymentId)).status).toBe(400)
    await wholeRefundBooked(sale)
    expect(await kindsOf(bench, sale)).toEqual([])
  })

  it("of what was captured and not sent: a person is asked although a refund found it first", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, sale.total)
    expect((await refund(bench.seed, sale.paymentId, 5)).body.code).toBe("moved_at_aplazame")
    await wholeRefundBooked(sale)
    expect(await kindsOf(bench, sale)).toEqual(["order_refunded_not_sent"])
  })

  it("… and the order is left to that person when Aplazame repeats its last word", async () => {
    const sale = await captured(bench, "instalments")
    await bench.emulator.panelRefund(sale.ref, sale.total)
    await reconcileNow(bench)
    expect(await kindsOf(bench, sale)).toEqual(["order_refunded_not_sent"])
    const [answer] = await bench.emulator.sendNotification({ ref: sale.ref, status: "ok" })
    expect(answer?.http_status).toBe(200)
    expect((await orderOf(bench.seed, sale.orderId)).status).not.toBe("canceled")
    expect(await kindsOf(bench, sale)).toEqual(["order_refunded_not_sent"])
  })

  it("… and when the answer of its capture is still lost as Aplazame says its last word", async () => {
    const sale = await buy(bench, "pay_later")
    const { settleAfterMs } = bench.aplazame.settings
    bench.aplazame.settings.settleAfterMs = 5_000
    try {
      await bench.emulator.setFaults({ route: "POST /orders/:id/captures", ref: sale.ref, reset: "after", times: 1 })
      await capture(bench.seed, sale.paymentId)
      await bench.emulator.panelRefund(sale.ref, sale.total)
      await bench.emulator.sendNotification({ ref: sale.ref, status: "ok" })
      expect((await orderOf(bench.seed, sale.orderId)).status).toBe("pending")
    } finally {
      bench.aplazame.settings.settleAfterMs = settleAfterMs
    }
    await inTheEnd(bench, async () => {
      await reconcileNow(bench)
      expect(await kindsOf(bench, sale)).toEqual(["order_refunded_not_sent"])
    })
    expect(await medusaOf(bench, sale)).toMatchObject({ status: "pending", captures: [sale.total], refunds: [sale.total] })
  })

  it("… and when one parcel of two has left", async () => {
    const sale = await buy(bench, "instalments", { lines: { CAMISETA: 2 } })
    expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
    await fulfil(bench.seed, sale.order, { [sale.order.items[0].id]: 1 })
    await bench.emulator.panelRefund(sale.ref, sale.total)
    await reconcileNow(bench)
    await inTheEnd(bench, async () => expect(await kindsOf(bench, sale)).toEqual(["order_refunded_not_sent"]))
  })

  it("… and although whoever found it died before Medusa's books were written", async () => {
    const sale = await captured(bench, "pay_later")
    await bench.emulator.panelRefund(sale.ref, sale.total)
    const died = new Error("the process died")
    // The jobs, which wake up now and then, die with it.
    const dying = (["unbookedForeign", "booksDue", "unbooked"] as const).map((books) => jest.spyOn(bench.aplazame.bookings, books).mockRejectedValue(died))
    try {
      await reconcileNow(bench)
      expect(await oursOf(bench, sale)).toMatchObject({ there: [sale.total] })
      expect(await kindsOf(bench, sale)).not.toContain("order_refunded_not_sent")
    } finally {
      for (const books of dying) books.mockRestore()
    }
    await wholeRefundBooked(sale)
    expect(await kindsOf(bench, sale)).toContain("order_refunded_not_sent")
  })
}

/** Aplazame refuses to tell how much can still be given back: nothing is settled by that. */
export function untoldThere(bench: Bench): void {
  it("keeps a difference open for a person, until Aplazame tells again that there is none", async () => {
    const sale = await captured(bench, "instalments")
    const row = (await bench.aplazame.orders.byAplazameId(sale.ref))!
    await bench.aplazame.problems.open({ kind: "amounts_differ", about: row.id, aplazame_order_id: row.id, order_id: sale.orderId })
    await bench.emulator.setFaults({ method: "GET", route: "/refund$", ref: sale.ref, status: 403 })
    await reconcileNow(bench)
    expect(await kindsOf(bench, sale)).toEqual(["amounts_differ"])
    await bench.emulator.clearFaults()
    await reconcileNow(bench)
    expect(await kindsOf(bench, sale)).toEqual([])
  })

  it("keeps no other order waiting where something of ours fails: that passes, and nobody is told", async () => {
    const [broken, other] = [await captured(bench, "pay_later"), await captured(bench, "pay_later")]
    await bench.emulator.panelRefund(other.ref, 700)
    const { ledger } = bench.aplazame
    const ofCredit = ledger.ofCredit.bind(ledger)
    const row = (await bench.aplazame.orders.byAplazameId(broken.ref))!
    const failing = jest.spyOn(ledger, "ofCredit").mockImplementation(async (id) => (id === row.id ? Promise.reject(new Error("Connection terminated unexpectedly")) : ofCredit(id)))
    const run = await reconcileNow(bench)
    failing.mockRestore()
    expect(run.state).toBe("done")
    expect(await oursOf(bench, other)).toMatchObject({ givenBack: 700 })
    expect([await kindsOf(bench, broken), await kindsOf(bench, other)]).toEqual([[], []])
  })
}

/** Case 21. */
export function storeBeside(bench: Bench): void {
  const problemsAbout = async (prefix: string): Promise<string[]> =>
    (await pgOf(bench)("aplazame_problem").whereLike("dedupe_key", `%${prefix}%`).orderBy("dedupe_key")).map((problem) => `${problem.kind} ${problem.state}`)
  const differencesAbout = async (prefix: string): Promise<string[]> =>
    (await pgOf(bench)("aplazame_difference").whereLike("mid", `${prefix}%`)).map((difference) => difference.kind)

  it("leaves confirmed orders of another store, without a store's mark, and of another integration alone; its own bear its mark", async () => {
    const [one, other] = [await buy(bench), await buy(bench, "pay_later")]
    for (const { mid } of [one, other]) expect(mid).toMatch(/^aplord_[0-9A-Za-z]{6}_[0-9A-Z]{26}$/)
    expect(one.mid.slice(0, 14)).toBe(other.mid.slice(0, 14))
    const theirs = ["aplord_0tra2z_01KZZZZZZZZZZZZZZZZZZZZZZ", "aplord_01KZZZZZZZZZZZZZZZZZZZZZZ", "pedido-"]
    for (const mid_prefix of theirs) await bench.emulator.seed({ count: 3, status: "ok", mid_prefix })
    expect(await reconcileNow(bench)).toMatchObject({ state: "done", scanned: 11 })
    for (const prefix of theirs) {
      expect(await differencesAbout(prefix)).toEqual([])
      expect(await problemsAbout(prefix)).toEqual([])
      expect((await bench.emulator.calls()).filter((call) => call.mid?.startsWith(prefix))).toEqual([])
    }
  })

  it("tells a person of a confirmed order of this store that nobody knows here", async () => {
    const { mid } = await buy(bench)
    const prefix = `${mid.slice(0, 14)}01KZZZZZZZZZZZZZZZZZZZZZZ`
    await bench.emulator.seed({ count: 1, status: "ok", mid_prefix: prefix })
    await reconcileNow(bench)
    expect(await problemsAbout(prefix)).toEqual(["confirmed_without_order open"])
  })
}
