import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import onFulfilmentCreated from "../../../src/subscribers/fulfilment-created"
import { captureFulfilmentWorkflow, reconcile } from "../../../src/workflows"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { sweep } from "../../../src/workflows/sweep"
import { addDigitalProduct } from "../../support/seed-extras"
import { cancelOrder, capture, fulfil, hundredths, orderOf, paymentOf, problemsOf, refund, ship } from "../../support/operator"

/** Goods leave, or an operator presses "Capture payment". */
export function captures(bench: Bench): void {
  const capturedInMedusa = async (orderId: string): Promise<number[]> => paymentOf(await orderOf(bench.seed, orderId)).captures.map((c: any) => hundredths(c.amount))
  const lineOf = (order: any, sku: string) => order.items.find((i: any) => i.variant_sku === sku)

  it("captures once when an order leaves in several parcels, and again for nobody who repeats the event", async () => {
    const { ref, orderId, order, total } = await buy(bench, "pay_later", { lines: { CAMISETA: 2, ZAPATILLAS: 1 } })
    const first = await fulfil(bench.seed, order, { [lineOf(order, "CAMISETA").id]: 1 })
    await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
    await fulfil(bench.seed, await orderOf(bench.seed, orderId), { [lineOf(order, "CAMISETA").id]: 1 })
    await fulfil(bench.seed, await orderOf(bench.seed, orderId), { [lineOf(order, "ZAPATILLAS").id]: 1 })
    const bus = bench.container.resolve(Modules.EVENT_BUS)
    for (let again = 0; again < 3; again++) await bus.emit({ name: "order.fulfillment_created", data: { order_id: orderId, fulfillment_id: first } })
    const row = (await bench.aplazame.orders.byAplazameId(ref))!
    await eventually(async () => {
      const planned = (await bench.aplazame.ledger.ofCredit(row.id)).filter((op) => op.business_key.startsWith("fulfillment:"))
      expect(planned.map((op) => op.state).sort()).toEqual(["done", "skipped", "skipped"])
    })
    expect(await effects(bench, ref)).toEqual(["PUT /", "POST /captures"])
    expect(await capturedInMedusa(orderId)).toEqual([total])
  })

  it("a capture belongs to its planned operation, also where Medusa drops who asked for it, as it does before 2.21", async () => {
    type Inside = { captureService_: { create(capture: Record<string, unknown>, ...more: unknown[]): Promise<unknown> } }
    const { captureService_ } = bench.container.resolve(Modules.PAYMENT) as unknown as Inside
    const create = captureService_.create.bind(captureService_)
    const spy = jest.spyOn(captureService_, "create").mockImplementation(({ created_by: _dropped, ...capture }, ...more) => create(capture, ...more))
    try {
      const { ref, orderId, order, total } = await buy(bench, "pay_later")
      await fulfil(bench.seed, order)
      const row = (await bench.aplazame.orders.byAplazameId(ref))!
      await eventually(async () => {
        const kept = (await bench.aplazame.ledger.ofCredit(row.id)).filter((op) => op.kind === "capture")
        expect(kept).toEqual([expect.objectContaining({ business_key: expect.stringMatching(/^fulfillment:/), state: "done", amount: total })])
      })
      expect(await capturedInMedusa(orderId)).toEqual([total])
      expect(spy).toHaveBeenCalled()
    } finally {
      spy.mockRestore()
    }
  })

  it("captures pay later in parts, tells Aplazame of the whole order once, and ends at the total", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_later")
    expect((await capture(bench.seed, paymentId, 10)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: 1000, remaining_capture: total - 1000, total })
    expect((await capture(bench.seed, paymentId, 20.05)).status).toBe(200)
    const rest = Number((paymentOf(await orderOf(bench.seed, orderId)).amount - 30.05).toFixed(4))
    expect((await capture(bench.seed, paymentId, rest)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: total, remaining_capture: 0 })
    expect(await effects(bench, ref)).toEqual(["PUT /", "POST /captures", "POST /captures", "POST /captures"])
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
    expect(await bench.aplazame.orders.byAplazameId(ref)).toMatchObject({ captured_amount: total })
  })

  it("refuses a part of a product without captures in words that name both amounts, and takes the whole afterwards", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_in_4")
    const { status, body } = await capture(bench.seed, paymentId, 10)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "partial_capture_not_supported" })
    expect(body.message).toMatch(/54,37/)
    expect(body.message).toMatch(/10,00/)
    expect(await effects(bench, ref)).toEqual([])
    expect(await capturedInMedusa(orderId)).toEqual([])
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect(await effects(bench, ref)).toEqual(["PUT /"])
    const put = (await bench.emulator.calls({ ref })).find((call) => call.method === "PUT")
    expect(put?.body).toMatchObject({ order: { total_amount: total } })
  })

  it("captures what was shipped with captureAmount shipped, and the last parcel the exact rest", async () => {
    await withOptions(bench, { captureAmount: "shipped" }, async () => {
      const { ref, orderId, order, total } = await buy(bench, "pay_later", { lines: { CAMISETA: 3, ZAPATILLAS: 1 } })
      await fulfil(bench.seed, order, { [lineOf(order, "CAMISETA").id]: 1 })
      // 19.99 and 4.95 shipping with 21 % tax
      await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([2419 + 599]))
      await fulfil(bench.seed, await orderOf(bench.seed, orderId), { [lineOf(order, "CAMISETA").id]: 1 })
      await eventually(async () => expect(await capturedInMedusa(orderId)).toHaveLength(2))
      await fulfil(bench.seed, await orderOf(bench.seed, orderId))
      await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"))
      expect(await bench.emulator.order(ref)).toMatchObject({ captured: total, remaining_capture: 0 })
      expect((await capturedInMedusa(orderId)).reduce((sum, amount) => sum + amount, 0)).toBe(total)
    })
  })

  it("captures the whole at the first parcel of a product without captures, whatever captureAmount says", async () => {
    await withOptions(bench, { captureAmount: "shipped" }, async () => {
      const { orderId, order, total } = await buy(bench, "instalments", { lines: { CAMISETA: 3 } })
      await fulfil(bench.seed, order, { [order.items[0].id]: 1 })
      await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
    })
  })

  it("waits for the shipment with captureOn shipment", async () => {
    await withOptions(bench, { captureOn: "shipment" }, async () => {
      const { ref, orderId, order, total } = await buy(bench, "pay_later")
      const fulfillmentId = await fulfil(bench.seed, order)
      expect(await bench.aplazame.ledger.byKey(`fulfillment:${fulfillmentId}`)).toBeNull()
      expect(await effects(bench, ref)).toEqual([])
      await ship(bench.seed, order, fulfillmentId)
      await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
    })
  })

  it("captures with captureOn shipment and captureAmount shipped what has left, not what is packed", async () => {
    await withOptions(bench, { captureOn: "shipment", captureAmount: "shipped" }, async () => {
      const { orderId, order, total } = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
      const { id } = lineOf(order, "CAMISETA")
      const [first, second] = [await fulfil(bench.seed, order, { [id]: 1 }), await fulfil(bench.seed, await orderOf(bench.seed, orderId), { [id]: 1 })]
      await ship(bench.seed, order, first)
      // one of two at 19.99, and 4.95 shipping, with 21 % tax
      await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([2419 + 599]))
      await ship(bench.seed, order, second)
      await eventually(async () => expect((await capturedInMedusa(orderId)).reduce((sum, amount) => sum + amount, 0)).toBe(total))
    })
  })

  it("captures an order of digital goods alone when it is placed (pay_later), and nothing else of it when it is fulfilled", async () => {
    await addDigitalProduct(bench.seed)
    await withOptions(bench, { captureAmount: "shipped" }, async () => {
      const { ref, orderId, order, total } = await buy(bench, "pay_later", { lines: { DIGITAL: 1 }, shippingOptionId: null })
      await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
      await fulfil(bench.seed, order)
      await sweep(bench.container)
      expect(await capturedInMedusa(orderId)).toEqual([total])
      expect((await effects(bench, ref)).filter((call) => call.startsWith("PUT"))).toHaveLength(1)
    })
  })

  it("captures digital goods by the option's own rule for them, and goods that travel by theirs, also with digital ones among them", async () => {
    await addDigitalProduct(bench.seed)
    const digital = { lines: { DIGITAL: 1 }, shippingOptionId: null }
    await withOptions(bench, { captureOn: { goods: "shipment", digital: "fulfillment" } }, async () => {
      const [download, parcel] = [await buy(bench, "pay_later", digital), await buy(bench, "pay_later", { lines: { DIGITAL: 1, CAMISETA: 1 } })]
      await sweep(bench.container)
      expect([...(await effects(bench, download.ref)), ...(await effects(bench, parcel.ref))]).toEqual([])
      await fulfil(bench.seed, download.order)
      const line = lineOf(parcel.order, "CAMISETA").id
      const fulfillmentId = await fulfil(bench.seed, parcel.order, { [line]: 1 })
      await eventually(async () => expect(await capturedInMedusa(download.orderId)).toEqual([download.total]))
      expect(await capturedInMedusa(parcel.orderId)).toEqual([])
      await ship(bench.seed, parcel.order, fulfillmentId, { [line]: 1 })
      await eventually(async () => expect(await capturedInMedusa(parcel.orderId)).toEqual([parcel.total]))
    })
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const { ref, order } = await buy(bench, "pay_later", digital)
      await fulfil(bench.seed, order)
      await sweep(bench.container)
      expect(await effects(bench, ref)).toEqual([])
    })
  })

  it("captures digital goods whose capture nobody planned: the process died after the order was placed", async () => {
    await addDigitalProduct(bench.seed)
    const { orderId, total } = await withOptions(bench, { captureOn: "manual" }, () => buy(bench, "pay_later", { lines: { DIGITAL: 1 }, shippingOptionId: null }))
    await sweep(bench.container)
    await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
  })

  it("tells a person once of a credit that nobody captured for days, and no more when it is captured", async () => {
    const [old, fresh, refunded] = [await buy(bench, "pay_later"), await buy(bench, "pay_later"), await buy(bench, "instalments")]
    const confirmed = (mid: string, days: number) => bench.aplazame.orders.update(mid, { confirmed_at: new Date(Date.now() - days * 24 * 60 * 60_000) })
    const problems = async (mid: string) => (await bench.aplazame.listAplazameProblems({ aplazame_order_id: mid })).map(({ kind, state, occurrences, figures }) => ({ kind, state, occurrences, figures }))
    await confirmed(old.mid, 15)
    await confirmed(fresh.mid, 13)
    await confirmed(refunded.mid, 15)
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${refunded.orderId}/cancel`))
    await withOptions(bench, { uncapturedDays: 0 }, () => sweep(bench.container))
    expect(await problems(old.mid)).toEqual([])
    for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
    const told = { kind: "credit_not_captured", state: "open", occurrences: 1, figures: { total: old.total, days: "14" } }
    expect(await problems(old.mid)).toEqual([told])
    expect(await problems(fresh.mid)).toEqual([])
    expect((await problems(refunded.mid)).map(({ kind }) => kind)).not.toContain("credit_not_captured")
    expect((await capture(bench.seed, old.paymentId)).status).toBe(200)
    await sweep(bench.container)
    expect(await problems(old.mid)).toEqual([{ ...told, state: "resolved" }])
  })

  const reconcileNow = () => reconcile(bench.container, { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000), dryRun: false })
  type Sold = Awaited<ReturnType<typeof buy>>

  it.each<[string, (one: Sold) => Promise<unknown>]>([
    ["it is captured in part", ({ paymentId }) => capture(bench.seed, paymentId, 10)],
    ["its goods are sent", ({ order }) => fulfil(bench.seed, order)],
    ["its order is cancelled", ({ orderId }) => cancelOrder(bench.seed, orderId)],
    ["its order is cancelled and Aplazame does not hear of it", async ({ orderId }) => {
      await bench.emulator.setFaults({ route: "POST /orders/:id/cancel", status: 503 })
      await cancelOrder(bench.seed, orderId)
    }],
    ["it is cancelled in Aplazame's panel", async ({ ref }) => { await bench.emulator.panelCancel(ref); await reconcileNow() }],
    ["it is voided in Aplazame's panel", async ({ ref, total }) => { await bench.emulator.panelVoid(ref, total); await reconcileNow() }],
    ["it is cancelled in Aplazame's panel after goods have left that nobody captured", async ({ ref, order }) => {
      await withOptions(bench, { captureOn: "manual" }, async () => {
        await fulfil(bench.seed, order)
        await bench.emulator.panelCancel(ref)
        await reconcileNow()
      })
    }],
    ["Aplazame refuses it after all", ({ mid }) => bench.aplazame.orders.move(mid, "refused")],
  ])("no longer tells that nobody captured a credit when %s", async (_how, end) => {
    const one = await buy(bench, "pay_later")
    await bench.aplazame.orders.update(one.mid, { confirmed_at: new Date(Date.now() - 15 * 24 * 60 * 60_000) })
    await sweep(bench.container)
    const told = async () => (await problemsOf(bench.seed, one.orderId)).filter(({ kind }) => kind === "credit_not_captured")
    expect(await told()).toHaveLength(1)
    await end(one)
    await eventually(async () => {
      await sweep(bench.container)
      expect(await told()).toEqual([])
    })
    await bench.emulator.clearFaults()
  })

  it("leaves it to the operator and to the store's own code with captureOn manual", async () => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const { ref, orderId, order, total } = await buy(bench, "pay_later")
      const fulfillmentId = await fulfil(bench.seed, order)
      await ship(bench.seed, order, fulfillmentId)
      expect(await bench.aplazame.ledger.byKey(`fulfillment:${fulfillmentId}`)).toBeNull()
      expect(await effects(bench, ref)).toEqual([])
      for (let twice = 0; twice < 2; twice++) {
        await captureFulfilmentWorkflow(bench.container).run({ input: { order_id: orderId, fulfillment_id: fulfillmentId } })
      }
      expect(await capturedInMedusa(orderId)).toEqual([total])
      expect(await effects(bench, ref)).toEqual(["PUT /", "POST /captures"])
    })
  })

  it("keeps none of Medusa's own events waiting for Aplazame: the capture is written down and made in the background", async () => {
    const { mid, ref, orderId, order, total } = await buy(bench, "pay_later")
    const fulfillment_id = await withOptions(bench, { captureOn: "manual" }, () => fulfil(bench.seed, order))
    await bench.emulator.setFaults({ route: "POST /orders/:id/captures", delay_ms: 4_000, times: 1 })
    await onFulfilmentCreated({ container: bench.container, event: { name: "order.fulfillment_created", data: { order_id: orderId, fulfillment_id } }, pluginOptions: {} })
    const [written] = (await bench.aplazame.ledger.ofCredit(mid)).filter((op) => op.kind === "capture")
    expect(["planned", "sent"]).toContain(written?.state)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: 0 })
    // Medusa's row is there before the call.
    await eventually(async () => expect([(await bench.emulator.order(ref)).captured, await capturedInMedusa(orderId)]).toEqual([total, [total]]))
  })

  it.each([
    ["put", ["PUT /"]],
    ["captures", ["POST /captures"]],
  ] as const)("makes only the calls of captureCalls %s", async (captureCalls, expected) => {
    await withOptions(bench, { captureCalls }, async () => {
      const { ref, paymentId } = await buy(bench, "pay_later")
      expect((await capture(bench.seed, paymentId)).status).toBe(200)
      expect(await effects(bench, ref)).toEqual([...expected])
    })
  })

  it("tries a fulfilment's capture again by itself when Aplazame was away, and books it once", async () => {
    const { ref, orderId, order, total } = await buy(bench, "pay_later")
    await bench.emulator.setFaults({ route: "POST /orders/:id/captures", status: 503, times: 1 })
    await fulfil(bench.seed, order)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: total }), { within: 60_000, every: 300 })
    await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]), { within: 20_000 })
  })

  it("does not take a refused question for the absence of captures, the product being not known yet", async () => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_later")
    const first = 0
    if (first > 0) await capture(bench.seed, paymentId, first / 100)
    await bench.emulator.setFaults({ route: "GET /orders/:id/captures", status: 400, times: 1 })
    expect(await capture(bench.seed, paymentId, (total - first) / 100)).toMatchObject({ status: 400, body: { code: "operation_refused" } })
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: first })
    expect((await capture(bench.seed, paymentId, (total - first) / 100)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: total })
    expect((await capturedInMedusa(orderId)).reduce((sum: number, amount: number) => sum + amount, 0)).toBe(total)
  })

  it.each([403, 404])("captures pay later although Aplazame answered %s once to whether there are captures, the product not being known yet", async (status) => {
    const { ref, orderId, paymentId, total } = await buy(bench, "pay_later")
    await bench.emulator.setFaults({ route: "GET /orders/:id/captures", status, times: 1 })
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: total, remaining_capture: 0 })
    expect(await capturedInMedusa(orderId)).toEqual([total])
  })

  it("captures nothing for a fulfilment that was cancelled while its capture waited for Aplazame", async () => {
    const { mid, ref, orderId, order } = await buy(bench, "pay_later")
    await bench.emulator.setFaults({ route: "POST /orders/:id/captures", status: 503 })
    const fulfillmentId = await fulfil(bench.seed, order)
    const waiting = async () => (await bench.aplazame.ledger.ofCredit(mid)).find((op) => op.kind === "capture")
    await eventually(async () => expect((await waiting())?.attempts).toBeGreaterThan(0))
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${orderId}/fulfillments/${fulfillmentId}/cancel`))
    await bench.emulator.clearFaults()
    await eventually(async () => expect((await waiting())?.state).toBe("skipped"), { within: 60_000 })
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: 0 })
    expect(await capturedInMedusa(orderId)).toEqual([])
  })

  it("captures where Aplazame refuses to speak of captures, since the product has none", async () => {
    const { ref, paymentId, total } = await buy(bench, "instalments")
    await bench.emulator.setFaults({ route: "GET /orders/:id/captures", status: 403 })
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect((await refund(bench.seed, paymentId)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ refunded: total })
  })

  it("shows a refused capture to the operator and to the list of problems when goods have left", async () => {
    const { orderId, order, paymentId } = await buy(bench, "pay_later")
    await bench.emulator.setFaults({ route: "POST /orders/:id/captures", status: 403, error_body: { error: { message: "trace 0xbeef" } } })
    await fulfil(bench.seed, order)
    await eventually(async () => {
      const { problems } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/aplazame/problems?order_id=${orderId}`))
      expect(problems).toEqual([expect.objectContaining({ kind: "operation_refused", state: "open", order_id: orderId })])
    })
    expect(await capture(bench.seed, paymentId)).toMatchObject({ status: 400, body: { code: "operation_refused" } })
    expect(await capturedInMedusa(orderId)).toEqual([])
  })

  it("tells a refused capture though the process died before its problem was written, once, and not when it was captured since", async () => {
    const refusals = async (orderId: string) => (await problemsOf(bench.seed, orderId)).filter((one) => one.kind === "operation_refused")
    const untold = async () => {
      const sale = await buy(bench, "pay_later")
      await bench.emulator.setFaults({ route: "POST /orders/:id/captures", status: 403 })
      const died = jest.spyOn(bench.aplazame.problems, "open").mockRejectedValue(new Error("the process died"))
      try {
        await fulfil(bench.seed, sale.order)
        const row = (await bench.aplazame.orders.byAplazameId(sale.ref))!
        await eventually(async () => expect((await bench.aplazame.ledger.ofCredit(row.id)).map(({ kind, state }) => [kind, state])).toContainEqual(["capture", "refused"]))
        await eventually(async () => expect(died).toHaveBeenCalled())
      } finally {
        died.mockRestore()
        await bench.emulator.clearFaults()
      }
      return sale
    }
    const [refused, captured] = [await untold(), await untold()]
    expect((await capture(bench.seed, captured.paymentId)).status).toBe(200)
    await sweep(bench.container)
    expect(await refusals(refused.orderId)).toEqual([])
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    await pg("aplazame_operation").where({ state: "refused" }).update({ settled_at: pg.raw("settled_at - interval '10 minutes'") })
    for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
    expect(await refusals(refused.orderId)).toEqual([expect.objectContaining({ state: "open", occurrences: 1, remedy: "retry" })])
    expect(await refusals(captured.orderId)).toEqual([])
  })
}
