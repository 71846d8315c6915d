import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { resumeOperations, sweep } from "../../../src/workflows"
import { flowContext } from "../../../src/workflows/flow-context"
import { coverOrder } from "../../../src/workflows/order-change/book-void"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, editOrder, fulfil, hundredths, orderOf, paymentOf, payOtherwise, problemsOf, refund, requestReturn } from "../../support/operator"
import { openCollection, paymentLink } from "../../support/payment-link"

/** Medusa calls `cancelPayment` on the live credit when an uncaptured order changes. The credit must live. */
export function orderChanges(bench: Bench): void {
  const line = (order: any, sku: string) => order.items.find((i: any) => i.variant_sku === sku).id as string
  const two = { lines: { CAMISETA: 2, ZAPATILLAS: 1 } }
  const ROW = (ref: string) => bench.aplazame.orders.byAplazameId(ref)
  const worthOf = async (orderId: string) => hundredths((await orderOf(bench.seed, orderId)).total)

  it.each([
    ["pay_in_4", "forbid", ["POST /refund"]],
    ["pay_later", "forbid", ["POST /void"]],
  ] as const)("an edit down of %s (voids: %s) voids the difference and leaves the order authorised for the rest; fulfilment captures that", async (product, voids, calls) => {
    await bench.emulator.patchSettings({ void_other_products: voids })
    const { ref, orderId, order, total } = await buy(bench, product, two)
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await eventually(async () => {
      const now = await orderOf(bench.seed, orderId)
      expect(now.payment_status).toBe("authorized")
      expect((await ROW(ref))!.voided_amount).toBe(total - hundredths(now.total))
      expect(hundredths(paymentOf(now).amount)).toBe(hundredths(now.total))
      return hundredths(now.total)
    })
    expect(worth).toBeLessThan(total)
    expect((await bench.emulator.order(ref)).cancelled).toBeNull()
    expect(await effects(bench, ref)).toEqual([...calls])
    expect(paymentOf(await orderOf(bench.seed, orderId)).canceled_at).toBeNull()
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => {
      const now = await orderOf(bench.seed, orderId)
      expect(now.payment_status).toBe("captured")
      expect(paymentOf(now).captures.map((c: any) => hundredths(c.amount))).toEqual([worth])
    })
    const credit = await bench.emulator.order(ref)
    expect(product === "pay_later" ? credit.captured : credit.total - credit.voided - credit.refunded).toBe(worth)
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("takes a cancelled item off once where an edited total has the voids taken off already", async () => {
    await bench.emulator.patchSettings({ edited_total: "net" })
    const { ref, orderId, order } = await buy(bench, "instalments", two)
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    await eventually(async () => expect((await ROW(ref))!.voided_amount).toBeGreaterThan(0))
    const worth = await worthOf(orderId)
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"))
    const credit = await bench.emulator.order(ref)
    expect(credit.total - credit.voided - credit.refunded).toBe(worth)
  })

  describe("where Aplazame refuses the void and takes a refund in its place", () => {
    const editedDown = async (fault: { status: number; times: number }) => {
      await bench.emulator.patchSettings({ void_other_products: "forbid" })
      const sale = await buy(bench, "instalments", two)
      await bench.emulator.setFaults({ method: "POST", route: "/refund$", error_body: { error: { message: "no" } }, ...fault })
      await editOrder(bench.seed, sale.orderId, { itemId: line(sale.order, "ZAPATILLAS"), quantity: 0 })
      await eventually(async () => expect((await bench.emulator.faults()).some((rule) => rule.applied > 0)).toBe(true))
      return sale
    }
    const voidsOf = async (ref: string) => (await bench.aplazame.ledger.ofCredit((await ROW(ref))!.id)).filter((op) => op.kind === "void")

    it("asks nobody when that refund is only answered later", async () => {
      const { ref, orderId } = await editedDown({ status: 429, times: 1 })
      await eventually(
        async () => {
          await bench.aplazame.ledger.wake((await ROW(ref))!.id)
          await resumeOperations(bench.container)
          expect((await bench.emulator.order(ref)).refunded).toBeGreaterThan(0)
        },
        { within: 30_000 }
      )
      expect((await voidsOf(ref)).map((op) => op.state)).toEqual(["refused", "done"])
      await sweep(bench.container)
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })

    it("is done for the operator whose retry is taken that way", async () => {
      const { ref, orderId } = await editedDown({ status: 403, times: 1 })
      const refused = async () => (await bench.aplazame.problems.openOfCredit((await ROW(ref))!.id)).find((one) => one.kind === "operation_refused")
      await eventually(async () => expect(await refused()).toBeDefined())
      const answer = await bench.seed.admin.post(`/admin/aplazame/operations/${(await refused())!.operation_id}/retry`, { token: randomUUID() })
      expect(answer.status).toBe(200)
      expect((await bench.emulator.order(ref)).refunded).toBeGreaterThan(0)
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })
  })

  it("an edit up leaves the difference visibly outstanding and the credit as it was; fulfilment captures the credit", async () => {
    const { ref, orderId, total } = await buy(bench, "pay_later")
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    const worth = await worthOf(orderId)
    expect(worth).toBeGreaterThan(total)
    await eventually(async () => {
      expect(await problemsOf(bench.seed, orderId)).toEqual([
        expect.objectContaining({ kind: "order_above_credit", figures: { worth, credit: total, outstanding: worth - total } }),
      ])
    })
    expect(await effects(bench, ref)).toEqual([])
    const now = await orderOf(bench.seed, orderId)
    expect(now.payment_collections.map((c: any) => [c.status, hundredths(c.amount)]).sort()).toEqual([["authorized", total], ["not_paid", worth - total]])
    await fulfil(bench.seed, now)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: total, total }))
  })

  /** Two shirts on pay later, shoes added, and the difference paid by the store's other provider. */
  const raisedAndPaidOtherwise = async (collectionFor = async (orderId: string, _amount: number): Promise<string> => openCollection(await orderOf(bench.seed, orderId)).id) => {
    const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
    await editOrder(bench.seed, sale.orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    await eventually(async () => expect(await problemsOf(bench.seed, sale.orderId)).toHaveLength(1))
    const { amount } = openCollection(await orderOf(bench.seed, sale.orderId))
    const collection = await collectionFor(sale.orderId, amount)
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/payment-collections/${collection}/mark-as-paid`, { order_id: sale.orderId }))
    return sale
  }
  /** What people are told to be outstanding, and what Medusa's collections ask for. */
  const toldAndAsked = async (orderId: string) => ({
    told: (await problemsOf(bench.seed, orderId)).map(({ figures }) => figures.outstanding),
    asked: (await orderOf(bench.seed, orderId)).payment_collections.filter((c: any) => c.status === "not_paid").map((c: any) => hundredths(c.amount)),
  })

  it("an order that was edited up and is then cancelled owes nothing, and nobody is told that it does", async () => {
    const { ref, orderId } = await buy(bench, "pay_later")
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    await eventually(async () => expect((await problemsOf(bench.seed, orderId)).map(({ kind }) => kind)).toEqual(["order_above_credit"]))
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull())
    await sweep(bench.container)
    expect(await toldAndAsked(orderId)).toEqual({ told: [], asked: [] })
  })

  it("an edit up and then down again leaves nothing outstanding and no problem", async () => {
    const { ref, orderId, total } = await buy(bench, "instalments")
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    await eventually(async () => expect(await problemsOf(bench.seed, orderId)).toHaveLength(1))
    await editOrder(bench.seed, orderId, { itemId: line(await orderOf(bench.seed, orderId), "ZAPATILLAS"), quantity: 0 })
    await eventually(async () => expect(await problemsOf(bench.seed, orderId)).toEqual([]))
    const now = await orderOf(bench.seed, orderId)
    expect(now.payment_status).toBe("authorized")
    expect(hundredths(paymentOf(now).amount)).toBe(total)
    expect(await effects(bench, ref)).toEqual([])
  })

  it("what another provider holds of the difference is not outstanding", async () => {
    const { orderId, total } = await buy(bench, "instalments")
    const raise = async () => {
      await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
      return worthOf(orderId)
    }
    const outstanding = async (amount: number) => {
      await eventually(async () => expect((await problemsOf(bench.seed, orderId)).map(({ figures }) => figures.outstanding)).toEqual([amount]))
      const unpaid = (await orderOf(bench.seed, orderId)).payment_collections.filter((c: any) => c.status === "not_paid")
      expect(unpaid.map((c: any) => hundredths(c.amount))).toEqual([amount])
      return unpaid[0].id as string
    }
    const first = (await raise()) - total
    const payment_collection_id = await outstanding(first)
    await payOtherwise(bench.container, payment_collection_id)
    const second = (await raise()) - total - first
    expect(second).toBeGreaterThan(0)
    await outstanding(second)
  })

  it("what another provider has paid of the difference is not outstanding, also while Medusa writes what was captured of the credit", async () => {
    const { orderId, mid } = await raisedAndPaidOtherwise()
    const orders = bench.container.resolve(Modules.ORDER)
    const write = orders.addOrderTransactions.bind(orders)
    const writing = jest.spyOn(orders, "addOrderTransactions").mockImplementation(async (...given: Parameters<typeof write>) => {
      await coverOrder(flowContext(bench.container), mid, orderId)
      return write(...given)
    })
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).transactions).toHaveLength(2))
    expect(writing).toHaveBeenCalledTimes(1)
    writing.mockRestore()
    expect(await toldAndAsked(orderId)).toEqual({ told: [], asked: [] })
    await coverOrder(flowContext(bench.container), mid, orderId)
    expect(await toldAndAsked(orderId)).toEqual({ told: [], asked: [] })
  })

  it("a collection that asks for more than is outstanding is corrected by the sweep, not one that asks for less", async () => {
    const { orderId } = await raisedAndPaidOtherwise(async (id, amount) => paymentLink(bench.seed, id, amount - 10))
    const asks = async (amounts: number[]) => expect((await toldAndAsked(orderId)).asked).toEqual(amounts)
    const { asked: [whole] } = await toldAndAsked(orderId)
    await sweep(bench.container)
    expect(await toldAndAsked(orderId)).toEqual({ told: [1000], asked: [1000] })
    expect(whole).toBeGreaterThan(1000)
    const { payment_collections } = await orderOf(bench.seed, orderId)
    const { id } = payment_collections.find((c: any) => c.status === "not_paid")
    await bench.container.resolve(Modules.PAYMENT).updatePaymentCollections(id, { amount: 4 })
    await sweep(bench.container)
    await asks([400])
  })

  it("a void by hand writes nothing off an order of which another provider holds as much", async () => {
    const { orderId, total } = await buy(bench, "instalments")
    const before = await orderOf(bench.seed, orderId)
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    await eventually(async () => expect(await problemsOf(bench.seed, orderId)).toHaveLength(1))
    const raised = await orderOf(bench.seed, orderId)
    const payment_collection_id = raised.payment_collections.find((c: any) => c.status === "not_paid").id
    await payOtherwise(bench.container, payment_collection_id)
    await editOrder(bench.seed, orderId, { itemId: line(raised, "ZAPATILLAS"), quantity: 0 })
    expect(await worthOf(orderId)).toBe(total)
    const { act } = aplazameAdmin(bench)
    expect((await act(orderId, "void", { amount: 700 })).status).toBe(200)
    expect(await worthOf(orderId)).toBe(total)
    expect(hundredths(paymentOf(await orderOf(bench.seed, orderId)).amount)).toBe(total - 700)
    expect(hundredths(before.total)).toBe(total)
  })

  describe("whose difference another provider was paid, and gives back when what was added is taken off", () => {
    /** In Medusa's order: its total, and what is outstanding, below zero when it is the shop that owes. */
    const summaryOf = async (orderId: string): Promise<number[]> => {
      const { order } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,total,*summary`))
      return [order.total, order.summary.pending_difference].map((amount) => hundredths(amount) + 0)
    }

    it.each([["pay_later", "first"], ["instalments", "last"]] as const)("%s is captured whole when the goods are sent, and nobody owes anything; the refund came %s", async (product, refunded) => {
      const { ref, orderId, total } = await buy(bench, product)
      await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
      await eventually(async () => expect(await problemsOf(bench.seed, orderId)).toHaveLength(1))
      const order = await orderOf(bench.seed, orderId)
      const payment_collection_id = order.payment_collections.find((c: any) => c.status === "not_paid").id
      const other = await payOtherwise(bench.container, payment_collection_id)
      expect((await capture(bench.seed, other.id)).status).toBe(200)
      await sweep(bench.container)
      expect(await problemsOf(bench.seed, orderId)).toEqual([])

      const giveBack = async () => expect((await refund(bench.seed, other.id)).status).toBe(200)
      if (refunded === "first") await giveBack()
      await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
      if (refunded === "last") await giveBack()
      await fulfil(bench.seed, await orderOf(bench.seed, orderId))
      await eventually(async () => expect((await ROW(ref))!.captured_amount).toBe(total))
      await eventually(async () => {
        await sweep(bench.container)
        expect(await summaryOf(orderId)).toEqual([total, 0])
      })
      expect(await bench.emulator.order(ref)).toMatchObject({ total, voided: 0, refunded: 0, cancelled: null, ...(product === "pay_later" ? { captured: total } : {}) })
      expect(hundredths(paymentOf(await orderOf(bench.seed, orderId)).captures[0].amount)).toBe(total)
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })
  })

  it("two edits down void the sum, each difference once", async () => {
    const { ref, orderId, order, total } = await buy(bench, "pay_later", { lines: { CAMISETA: 3, ZAPATILLAS: 1 } })
    await editOrder(bench.seed, orderId, { itemId: line(order, "CAMISETA"), quantity: 2 })
    await eventually(async () => expect((await ROW(ref))!.voided_amount).toBeGreaterThan(0))
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await worthOf(orderId)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ voided: total - worth, cancelled: null }))
    expect(await effects(bench, ref)).toEqual(["POST /void", "POST /void"])
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("authorized"))
  })

  it("voids later by itself when Aplazame was away at the edit", async () => {
    const { ref, orderId, order, total } = await buy(bench, "pay_later", two)
    await bench.emulator.setFaults({ route: "^/orders", status: 503 })
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await worthOf(orderId)
    await eventually(async () => {
      const ops = await bench.aplazame.ledger.ofCredit((await ROW(ref))!.id)
      expect(ops.find((op) => op.kind === "void")!.attempts).toBeGreaterThan(0)
    })
    await bench.emulator.clearFaults()
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ voided: total - worth, cancelled: null }), { within: 30_000, every: 300 })
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("authorized"))
  })

  it("takes a difference off once when goods leave before its void went through", async () => {
    const { ref, orderId, order, total } = await buy(bench, "instalments", two)
    await bench.emulator.setFaults({ method: "POST", route: "/(void|refund)$", status: 429 })
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await worthOf(orderId)
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await bench.emulator.clearFaults()
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"), { within: 60_000, every: 300 })
    const credit = await bench.emulator.order(ref)
    expect(credit.voided + credit.refunded).toBe(total - worth)
    expect(credit.total).toBe(total)
  })

  it.each([
    ["the goods leave", (order: any) => fulfil(bench.seed, order)],
    ["the sweep comes", () => sweep(bench.container)],
  ] as const)("takes off by one void what an edit took off of which nobody told, when %s", async (_when, come) => {
    const { ref, orderId, order, total } = await buy(bench, "instalments", two)
    // Only the order module hears of it, as when the process dies right after its commit.
    const orders = bench.container.resolve(Modules.ORDER)
    const change = await orders.createOrderChange({ order_id: orderId, change_type: "edit", actions: [{ action: "ITEM_UPDATE", details: { reference_id: line(order, "ZAPATILLAS"), quantity: 0 } }] })
    await orders.confirmOrderChange(change.id)
    const worth = await worthOf(orderId)
    expect(worth).toBeLessThan(total)
    await come(await orderOf(bench.seed, orderId))
    await eventually(async () => expect((await ROW(ref))!.voided_amount).toBe(total - worth), { within: 20_000 })
    if (come.length > 0) await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"), { within: 30_000, every: 300 })
    const credit = await bench.emulator.order(ref)
    expect(credit.total - credit.voided - credit.refunded).toBe(worth)
    expect((await effects(bench, ref)).filter((call) => call !== "PUT /")).toEqual(["POST /void"])
  })

  it("does not take a capture that is under way for one that is done", async () => {
    const { ref, orderId, order, total, paymentId } = await buy(bench, "instalments", two)
    // Medusa writes the row first and asks the provider then.
    type Rows = { createCaptures(row: { payment: string; amount: number }): Promise<{ id: string }>; deleteCaptures(ids: string[]): Promise<void> }
    const payments = bench.container.resolve<Rows>(Modules.PAYMENT)
    const { id } = await payments.createCaptures({ payment: paymentId, amount: total / 100 })
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    await eventually(async () => expect((await ROW(ref))!.voided_amount).toBe(total - (await worthOf(orderId))))
    await payments.deleteCaptures([id])
    const payment = await eventually(async () => {
      const now = paymentOf(await orderOf(bench.seed, orderId))
      expect(hundredths(now.amount)).toBe(await worthOf(orderId))
      return now
    })
    expect(payment.captured_at).toBeNull()
    await capture(bench.seed, paymentId, (await worthOf(orderId)) / 100)
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"))
  })

  it("a return request on a shipped and uncaptured order leaves the credit alive, and the capture is right afterwards", async () => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const { ref, orderId, order, total } = await buy(bench, "pay_later", two)
      await fulfil(bench.seed, order)
      await requestReturn(bench.seed, await orderOf(bench.seed, orderId))
      const now = await eventually(async () => {
        const changed = await orderOf(bench.seed, orderId)
        expect(changed.payment_status).toBe("authorized")
        return changed
      })
      expect((await bench.emulator.order(ref)).cancelled).toBeNull()
      expect(paymentOf(now).canceled_at).toBeNull()
      const expected = hundredths(now.total)
      const { voided } = await bench.emulator.order(ref)
      expect(total - voided).toBe(expected)
      expect((await capture(bench.seed, paymentOf(now).id)).status).toBe(200)
      expect(await bench.emulator.order(ref)).toMatchObject({ captured: expected })
    })
  })

  it("an edit down of a captured order voids nothing: the operator refunds", async () => {
    const { ref, orderId, order, paymentId, total } = await buy(bench, "pay_later", two)
    await capture(bench.seed, paymentId)
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = await worthOf(orderId)
    expect((await refund(bench.seed, paymentId, (total - worth) / 100)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: total, refunded: total - worth, voided: 0, cancelled: null })
  })

  it("an edit below what was captured in part, of which core tells no provider, voids the uncaptured rest; the operator refunds the excess", async () => {
    const { ref, orderId, order, paymentId, total } = await buy(bench, "pay_later", two)
    await capture(bench.seed, paymentId, 100)
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: 10_000, voided: total - 10_000, remaining_capture: 0, cancelled: null }))
    const worth = await worthOf(orderId)
    expect(worth).toBeLessThan(10_000)
    await eventually(async () => {
      const payment = paymentOf(await orderOf(bench.seed, orderId))
      expect({ amount: payment.amount, canceled: payment.canceled_at, captured: payment.captured_at !== null }).toEqual({ amount: 100, canceled: null, captured: true })
    })
    expect((await refund(bench.seed, paymentId, (10_000 - worth) / 100)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: 10_000, refunded: 10_000 - worth })
  })
}
