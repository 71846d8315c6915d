import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { isUnsettled } from "../../../src/credit"
import { sweep } from "../../../src/workflows"
import { reconcileByAge } from "../../../src/workflows/reconcile"
import { replayNotification } from "../../../src/workflows/settle-notification"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, editOrder, fulfil, hundredths, orderOf, payOtherwise, problemsOf, receiveReturn, refund, requestReturn } from "../../support/operator"
import { linkSession, openCollection, openedOrder, outstandingOn, payByLink, paymentLink, paymentsOf, phoneOrder, programOrder } from "../../support/payment-link"
import { pressPay } from "../../support/shopper"

/** Orders without a cart, and what is outstanding on one, paid by their link. */
export function orderPayments(bench: Bench): void {
  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const answersOf = async (mid: string) => (await bench.aplazame.inbox.ofCredit(mid)).map(({ answer, reason_code }) => [answer, reason_code])
  const toldOf = async (collectionId: string) => (await bench.seed.store.get<any>(`/store/aplazame/payment-collections/${collectionId}/payment`)).body
  type Opened = Awaited<ReturnType<typeof openedOrder>>
  const payloadOf = async (ref: string) => (await bench.emulator.order(ref)).payload as any

  describe("an order that was made in the admin", () => {
    it("is paid by its link: the whole order at Aplazame, exact to the cent, then authorised, captured and refunded", async () => {
      const { order, collectionId, checkout_id, mid, total } = await openedOrder(bench)
      expect(await toldOf(collectionId)).toEqual({ state: "open", code: "payment_pending", message: expect.any(String), order_id: null, number: order.display_id, amount: total, currency_code: "eur" })
      expect(order.payment_status).toBe("not_paid")
      expect(await rowOf(mid)).toMatchObject({ cart_id: null, for_order_id: order.id, order_id: null, total_amount: total })
      const payload = await payloadOf(checkout_id)
      expect(payload.order.total_amount).toBe(total)
      expect(payload.order.articles).toEqual([expect.objectContaining({ id: bench.seed.variants.CAMISETA, quantity: 2 })])
      expect(payload.customer.email).toBe("lucia@example.com")
      expect(payload.shipping).toMatchObject({ city: "Madrid", price: 495 })

      expect(await bench.emulator.approve(checkout_id, { product: "pay_later" })).toMatchObject({ status: "ok" })
      const paid = await orderOf(bench.seed, order.id)
      expect([paid.payment_status, paymentsOf(paid).map((one) => hundredths(one.amount))]).toEqual(["authorized", [total]])
      expect(await rowOf(mid)).toMatchObject({ state: "confirmed", order_id: order.id })
      expect(await toldOf(collectionId)).toMatchObject({ state: "paid", order_id: null, amount: 0 })

      await fulfil(bench.seed, paid)
      await eventually(async () => expect((await orderOf(bench.seed, order.id)).payment_status).toBe("captured"))
      expect((await refund(bench.seed, paymentsOf(paid)[0].id, 10)).status).toBe(200)
      expect(await bench.emulator.order(checkout_id)).toMatchObject({ captured: total, refunded: 1000 })
      // Medusa's figure has fractions of a cent.
      expect(Math.abs(await outstandingOn(bench, order.id))).toBeLessThanOrEqual(1)
      expect(await problemsOf(bench.seed, order.id)).toEqual([])
    })

    it("has one checkout for the same content, and a new one when it is edited", async () => {
      const { order, collectionId, mid, sessionId } = await openedOrder(bench)
      expect((await pressPay(bench.seed, sessionId)).body.mid).toBe(mid)
      expect((await payByLink(bench, collectionId)).mid).toBe(mid)
      await editOrder(bench.seed, order.id, { itemId: order.items[0].id, quantity: 1 })
      const { status, body } = await pressPay(bench.seed, (await rowOf(mid)).payment_session_id)
      expect([status, body.code]).toEqual([409, "order_changed"])
      const { total } = await orderOf(bench.seed, order.id)
      const again = await payByLink(bench, await paymentLink(bench.seed, order.id, total))
      expect(again.mid).not.toBe(mid)
      expect((await payloadOf(again.checkout_id)).order.total_amount).toBe(hundredths(total))
    })

    it("waits for an identity check without another order, and is paid after it", async () => {
      const { order, checkout_id, mid } = await openedOrder(bench)
      await bench.emulator.challenge(checkout_id)
      expect([(await orderOf(bench.seed, order.id)).payment_status, (await rowOf(mid)).order_id]).toEqual(["not_paid", null])
      await bench.emulator.passChallenge(checkout_id)
      expect(await bench.emulator.order(checkout_id)).toMatchObject({ status: "ok" })
      expect((await orderOf(bench.seed, order.id)).payment_status).toBe("authorized")
    })

    it("stays as it is when Aplazame refuses, and can be paid again", async () => {
      const { order, collectionId, checkout_id } = await openedOrder(bench)
      await bench.emulator.refuse(checkout_id)
      expect(await orderOf(bench.seed, order.id)).toMatchObject({ status: "pending", payment_status: "not_paid" })
      const again = await payByLink(bench, collectionId)
      expect(again.checkout_id).not.toBe(checkout_id)
      expect(await bench.emulator.approve(again.checkout_id)).toMatchObject({ status: "ok" })
    })

    it.each([
      ["cancelled", async (id: string) => void (await cancelOrder(bench.seed, id)), "order_cancelled"],
      ["edited", async (id: string, order: any) => editOrder(bench.seed, id, { itemId: order.items[0].id, quantity: 1 }), "order_changed"],
    ] as const)("answers ko when it was %s meanwhile, and its link opens nothing more", async (_, change, code) => {
      const { order, checkout_id, mid, sessionId } = await openedOrder(bench)
      await change(order.id, order)
      await bench.emulator.approve(checkout_id)
      expect(await bench.emulator.order(checkout_id)).toMatchObject({ status: "ko" })
      expect(await answersOf(mid)).toContainEqual(["ko", code])
      expect(paymentsOf(await orderOf(bench.seed, order.id))).toEqual([])
      expect((await pressPay(bench.seed, sessionId)).body.code).toBe(code)
    })

    it("is paid once by two links that are open at once, one after the other or together", async () => {
      const first = await openedOrder(bench)
      const link = await paymentLink(bench.seed, first.order.id, first.order.total)
      const second = await payByLink(bench, link, { product: "pay_later" })
      expect(second.mid).not.toBe(first.mid)
      await Promise.all([bench.emulator.approve(first.checkout_id), bench.emulator.approve(second.checkout_id)])
      const states = await Promise.all([first, second].map(async ({ checkout_id }) => (await bench.emulator.order(checkout_id)).status))
      expect([...states].sort()).toEqual(["ko", "ok"])
      expect(paymentsOf(await orderOf(bench.seed, first.order.id))).toHaveLength(1)
      const late = await linkSession(bench.seed, await paymentLink(bench.seed, first.order.id, first.order.total))
      expect((await pressPay(bench.seed, late)).body.code).toBe("order_already_paid")
      expect(await toldOf(states[0] === "ok" ? first.collectionId : link)).toMatchObject({ state: "paid", order_id: null })
    })

    it("is accepted again with its one payment when the process died before it was linked", async () => {
      const { order, checkout_id, mid } = await openedOrder(bench)
      await bench.emulator.approve(checkout_id)
      const [paid] = paymentsOf(await orderOf(bench.seed, order.id))
      await bench.aplazame.orders.update(mid, { order_id: null, payment_id: null })
      const [told] = await bench.aplazame.inbox.ofCredit(mid)
      expect(await replayNotification(bench.container, told!.id)).toEqual({ status: "ok" })
      expect(paymentsOf(await orderOf(bench.seed, order.id)).map(({ id }) => id)).toEqual([paid.id])
      expect(await rowOf(mid)).toMatchObject({ order_id: order.id, payment_id: paid.id })
    })

    it.each([
      ["the link that Medusa's admin then has", (lost: any) => openCollection(lost).id],
      ["its old link", (_: any, old: string) => old],
    ])("is outstanding again when its credit is cancelled in Aplazame's panel before its capture, and is paid by %s", async (_, linkOf) => {
      const { order, collectionId, checkout_id, mid, total } = await openedOrder(bench)
      expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok" })
      await bench.emulator.panelCancel(checkout_id)
      await reconcileByAge(bench.container)
      await reconcileByAge(bench.container)
      const lost = await orderOf(bench.seed, order.id)
      expect([lost.status, lost.payment_status, hundredths(openCollection(lost).amount)]).toEqual(["pending", "not_paid", total])
      expect((await problemsOf(bench.seed, order.id)).map((one) => one.kind)).toEqual(["order_without_credit"])
      expect(await toldOf(collectionId)).toMatchObject({ state: "refused", code: "payment_cancelled", amount: total })

      const again = await payByLink(bench, linkOf(lost, collectionId))
      expect(await bench.emulator.approve(again.checkout_id, { product: "pay_later" })).toMatchObject({ status: "ok" })
      const paid = await orderOf(bench.seed, order.id)
      expect([paid.payment_status, paid.payment_collections.map((one: any) => one.status).filter((status: string) => status === "not_paid")]).toEqual(["authorized", []])
      expect(await problemsOf(bench.seed, order.id)).toEqual([])
      expect(await toldOf(collectionId)).toMatchObject(linkOf(lost, collectionId) === collectionId ? { state: "paid", amount: 0 } : { state: "refused", code: "order_already_paid", amount: 0 })
      await fulfil(bench.seed, paid)
      await eventually(async () => expect((await orderOf(bench.seed, order.id)).payment_status).toBe("captured"))
      expect(await bench.emulator.order(again.checkout_id)).toMatchObject({ captured: total })
      // Nothing was sent for the credit that had ended.
      expect((await bench.aplazame.ledger.ofCredit(mid)).filter((op) => op.kind !== "history" && op.sent_at !== null)).toEqual([])
    })

    it("is not paid as a draft", async () => {
      const draft = await phoneOrder(bench.seed, undefined, { convert: false })
      const session = await linkSession(bench.seed, await paymentLink(bench.seed, draft.id, draft.total))
      expect((await pressPay(bench.seed, session)).body.code).toBe("order_changed")
    })

    it("has no price of the browser's: the amount of the link's collection has to be what it owes", async () => {
      const order = await phoneOrder(bench.seed)
      const session = await linkSession(bench.seed, await paymentLink(bench.seed, order.id, order.total - 1))
      expect((await pressPay(bench.seed, session)).body.code).toBe("order_changed")
      const nobodys = await bench.container.resolve(Modules.PAYMENT).createPaymentCollections({ currency_code: "eur", amount: 10 })
      expect((await pressPay(bench.seed, await linkSession(bench.seed, nobodys.id))).body.code).toBe("cart_missing")
    })
  })

  describe("an order that a program made, of whose outstanding amount Medusa leaves out the taxes", () => {
    it.each([
      ["before its capture", async ({ checkout_id, total }: Opened) => bench.emulator.panelVoid(checkout_id, total - 500)],
      ["after its capture", async ({ order, checkout_id, total }: Opened) => {
        expect((await capture(bench.seed, paymentsOf(await orderOf(bench.seed, order.id))[0].id)).status).toBe(200)
        await bench.emulator.panelRefund(checkout_id, total - 500)
      }],
    ] as const)("is written down by all that the panel takes back %s", async (_, takeBack) => {
      const opened = await openedOrder(bench, programOrder)
      const { order, checkout_id, total } = opened
      expect(await outstandingOn(bench, order.id)).toBeLessThan(total)
      await bench.emulator.approve(checkout_id, { product: "pay_later" })
      await takeBack(opened)
      await reconcileByAge(bench.container)
      for (let i = 0; i < 3; i++) await sweep(bench.container)
      const now = await orderOf(bench.seed, order.id)
      expect([hundredths(now.total), openCollection(now), await problemsOf(bench.seed, order.id)]).toEqual([500, undefined, []])
    })
  })

  describe("an order that was edited upwards", () => {
    /** Bought for two shirts, raised by a pair of shoes, which is paid by link. */
    const raised = async () => {
      const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
      await editOrder(bench.seed, sale.orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
      const order = await eventually(async () => {
        const now = await orderOf(bench.seed, sale.orderId)
        expect(hundredths(openCollection(now)?.amount ?? 0)).toBe(hundredths(now.total) - sale.total)
        expect((await problemsOf(bench.seed, sale.orderId)).map(({ kind }) => kind)).toEqual(["order_above_credit"])
        return now
      })
      const rest = hundredths(order.total) - sale.total
      return { sale, order, rest, ...(await payByLink(bench, openCollection(order).id)) }
    }

    it("has its difference paid by a credit of its own, captured and refunded by its own amount", async () => {
      const { sale, order, rest, checkout_id } = await raised()
      const { articles, total_amount } = (await payloadOf(checkout_id)).order
      expect([total_amount, articles]).toEqual([rest, [expect.objectContaining({ name: `Pedido n.º ${order.display_id}, diferencia`, price: rest, quantity: 1 })]])
      expect(await bench.emulator.approve(checkout_id, { product: "pay_later" })).toMatchObject({ status: "ok" })
      const paid = await orderOf(bench.seed, order.id)
      expect(paid.payment_status).toBe("authorized")
      expect(paymentsOf(paid).map((one) => hundredths(one.amount)).sort((a, b) => a - b)).toEqual([sale.total, rest].sort((a, b) => a - b))
      await eventually(async () => expect(await problemsOf(bench.seed, order.id)).toEqual([]))

      await fulfil(bench.seed, paid)
      await eventually(async () => expect((await orderOf(bench.seed, order.id)).payment_status).toBe("captured"))
      expect([await bench.emulator.order(sale.ref), await bench.emulator.order(checkout_id)]).toMatchObject([{ captured: sale.total }, { captured: rest }])

      const difference = paymentsOf(paid).find(({ id }) => id !== sale.paymentId)
      expect((await refund(bench.seed, difference.id)).status).toBe(200)
      expect([await bench.emulator.order(sale.ref), await bench.emulator.order(checkout_id)]).toMatchObject([{ refunded: 0 }, { refunded: rest }])
      expect((await refund(bench.seed, sale.paymentId, 10)).status).toBe(200)
      expect(await bench.emulator.order(sale.ref)).toMatchObject({ refunded: 1000 })
      // Medusa's figure has fractions of a cent.
      expect(Math.abs(await outstandingOn(bench, order.id))).toBeLessThanOrEqual(1)
      expect(await problemsOf(bench.seed, order.id)).toEqual([])
    })

    it("shows the operator each credit, and moves that one by its own amount", async () => {
      const { overview, act, post } = aplazameAdmin(bench)
      const { sale, order, rest, checkout_id, mid } = await raised()
      expect((await overview(order.id)).others).toEqual([])
      await bench.emulator.approve(checkout_id, { product: "pay_later" })
      const newest = await overview(order.id)
      expect([newest.order_id, newest.credit.id, newest.credit.amounts.total, newest.others]).toEqual([order.id, mid, rest, [sale.mid]])
      const first = await overview(sale.mid)
      expect([first.order_id, first.credit.id, first.credit.amounts.total, first.others]).toEqual([order.id, sale.mid, sale.total, []])
      expect([newest.actions.capture.max, first.actions.capture.max]).toEqual([rest, sale.total])

      expect(await act(sale.mid, "capture")).toMatchObject({ status: 200, body: { credit: { id: sale.mid, amounts: { captured: sale.total } } } })
      expect((await post(`/orders/${sale.mid}/refresh`)).body).toMatchObject({ credit: { id: sale.mid }, live: { captured: sale.total } })
      expect([await bench.emulator.order(sale.ref), await bench.emulator.order(checkout_id)]).toMatchObject([{ captured: sale.total }, { captured: 0 }])
      expect((await act(mid, "capture")).status).toBe(200)
      expect((await act(sale.mid, "refund", { amount: 700 })).status).toBe(200)
      // A version is of one credit: with the other's, nothing is done.
      expect((await post(`/orders/${mid}/refund`, { token: randomUUID(), version: (await overview(sale.mid)).version, amount: 100 })).body.code).toBe("changed_meanwhile")
      expect([await bench.emulator.order(sale.ref), await bench.emulator.order(checkout_id)]).toMatchObject([{ captured: sale.total, refunded: 700 }, { captured: rest, refunded: 0 }])
      expect(await overview("aplord_none")).toMatchObject({ credit: null, others: [] })
    })

    it("takes what a later edit takes off from the difference first", async () => {
      const { sale, order, rest, checkout_id, mid } = await raised()
      await bench.emulator.approve(checkout_id, { product: "pay_later" })
      const shirts = order.items.find((one: any) => one.variant_sku === "CAMISETA")
      await editOrder(bench.seed, order.id, { itemId: shirts.id, quantity: 1 })
      const off = hundredths(order.total) - hundredths((await orderOf(bench.seed, order.id)).total)
      await eventually(async () => expect((await rowOf(mid)).voided_amount).toBe(off))
      const now = await eventually(async () => {
        const after = await orderOf(bench.seed, order.id)
        expect(paymentsOf(after).map((one) => hundredths(one.amount)).sort((a, b) => a - b)).toEqual([sale.total, rest - off].sort((a, b) => a - b))
        return after
      })
      expect((await rowOf(sale.mid)).voided_amount).toBe(0)
      await fulfil(bench.seed, now)
      await eventually(async () => expect((await orderOf(bench.seed, order.id)).payment_status).toBe("captured"))
      expect([await bench.emulator.order(sale.ref), await bench.emulator.order(checkout_id)]).toMatchObject([{ captured: sale.total }, { captured: rest - off }])
      expect(await problemsOf(bench.seed, order.id)).toEqual([])
    })

    const seen = async (sale: { ref: string }, orderId: string, checkout_id: string) => {
      const money = (ref: string) => bench.emulator.order(ref).then(({ captured, refunded, voided }: any) => ({ captured, refunded, voided }))
      return { total: hundredths((await orderOf(bench.seed, orderId)).total), outstanding: await outstandingOn(bench, orderId), first: await money(sale.ref), second: await money(checkout_id) }
    }
    /** What the plugin does by itself has been done, and its sweeps find nothing more. */
    const settled = async (orderId: string) => {
      await eventually(async () => {
        const credits = await bench.aplazame.orders.ofOrder(orderId)
        const operations = (await Promise.all(credits.map(({ id }) => bench.aplazame.ledger.ofCredit(id)))).flat()
        expect(operations.map(({ state }) => state).filter(isUnsettled)).toEqual([])
      })
      for (let i = 0; i < 3; i++) await sweep(bench.container)
    }
    const ONE_SHIRT = 2_419

    it.each(["refund", "panel void"] as const)("gives back once what a %s of the first credit gave back and an edit then takes off", async (how) => {
      const { sale, order, rest, checkout_id } = await raised()
      await bench.emulator.approve(checkout_id, { product: "pay_later" })
      if (how === "refund") {
        expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
        expect((await refund(bench.seed, sale.paymentId, ONE_SHIRT / 100)).status).toBe(200)
      } else {
        await bench.emulator.panelVoid(sale.ref, ONE_SHIRT)
        await reconcileByAge(bench.container)
        await sweep(bench.container)
      }
      await editOrder(bench.seed, order.id, { itemId: order.items.find((one: any) => one.variant_sku === "CAMISETA").id, quantity: 1 })
      await settled(order.id)
      const { total, first, second } = await seen(sale, order.id, checkout_id)
      expect([first.refunded + first.voided, second.refunded + second.voided]).toEqual([ONE_SHIRT, 0])
      // A shirt of 24.185 was given back as 24.19.
      expect(Math.abs(total - (sale.total + rest - ONE_SHIRT))).toBeLessThanOrEqual(1)
    })

    it("leaves to the shopper what an edit takes off after the difference went back whole", async () => {
      const { sale, order, checkout_id } = await raised()
      await bench.emulator.approve(checkout_id, { product: "pay_later" })
      const difference = paymentsOf(await orderOf(bench.seed, order.id)).find(({ id }: any) => id !== sale.paymentId)
      for (const id of [sale.paymentId, difference.id]) expect((await capture(bench.seed, id)).status).toBe(200)
      const line = (sku: string) => order.items.find((one: any) => one.variant_sku === sku)
      await editOrder(bench.seed, order.id, { itemId: line("ZAPATILLAS").id, quantity: 0 })
      expect((await refund(bench.seed, difference.id)).status).toBe(200)
      await settled(order.id)
      await editOrder(bench.seed, order.id, { itemId: line("CAMISETA").id, quantity: 1 })
      await settled(order.id)
      expect((await seen(sale, order.id, checkout_id)).outstanding).toBe(-ONE_SHIRT)
    })

    it("gives back once the worth of a sent shirt of the first credit, whose return arrives later", async () => {
      await withOptions(bench, { captureAmount: "shipped" }, async () => {
        const { sale, order, checkout_id } = await raised()
        await bench.emulator.approve(checkout_id, { product: "pay_later" })
        const shirts = order.items.find((one: any) => one.variant_sku === "CAMISETA")
        const shirtsFirst = { ...order, items: [shirts, ...order.items.filter((one: any) => one !== shirts)] }
        await fulfil(bench.seed, await orderOf(bench.seed, order.id), { [shirts.id]: 2 })
        await eventually(async () => expect((await bench.emulator.order(sale.ref)).captured).toBe(sale.total))
        expect((await refund(bench.seed, sale.paymentId, ONE_SHIRT / 100)).status).toBe(200)
        await receiveReturn(bench.seed, shirtsFirst, await requestReturn(bench.seed, shirtsFirst))
        await settled(order.id)
        const { first, second } = await seen(sale, order.id, checkout_id)
        expect([first, second]).toEqual([{ captured: sale.total, refunded: ONE_SHIRT, voided: 0 }, { captured: 0, refunded: 0, voided: 0 }])
      })
    })

    /** Raises the order by one more piece; what is outstanding is to be paid. */
    const raise = async (orderId: string, sku: string) => {
      const before = hundredths((await orderOf(bench.seed, orderId)).total)
      await editOrder(bench.seed, orderId, { variantId: bench.seed.variants[sku]!, quantity: 1 })
      return eventually(async () => {
        const order = await orderOf(bench.seed, orderId)
        const open = openCollection(order)
        expect(Math.abs(hundredths(open?.amount ?? 0) - (hundredths(order.total) - before))).toBeLessThanOrEqual(1)
        return { order, collectionId: open.id as string }
      })
    }

    it("is not captured for goods that had left before it was paid, only when its own leave", async () => {
      const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
      await fulfil(bench.seed, sale.order)
      await eventually(async () => expect((await bench.emulator.order(sale.ref)).captured).toBe(sale.total))
      const second = await payByLink(bench, (await raise(sale.orderId, "ZAPATILLAS")).collectionId)
      await bench.emulator.approve(second.checkout_id, { product: "pay_later" })
      await settled(sale.orderId)
      expect((await bench.emulator.order(second.checkout_id)).captured).toBe(0)
      await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
      await eventually(async () => expect(await bench.emulator.order(second.checkout_id)).toMatchObject({ captured: (await bench.aplazame.orders.byMid(second.mid))!.total_amount }))
    })

    it("is captured where all goods had left before it was paid", async () => {
      const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
      const { collectionId } = await raise(sale.orderId, "ZAPATILLAS")
      await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
      await eventually(async () => expect((await bench.emulator.order(sale.ref)).captured).toBe(sale.total))
      await settled(sale.orderId)
      const second = await payByLink(bench, collectionId)
      await bench.emulator.approve(second.checkout_id, { product: "pay_later" })
      await settled(sale.orderId)
      await eventually(async () => expect((await bench.emulator.order(second.checkout_id)).captured).toBe((await bench.aplazame.orders.byMid(second.mid))!.total_amount))
    })

    it("keeps a third credit that pays another rest after the first gave back more than the second had paid", async () => {
      const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2, ZAPATILLAS: 1 } })
      const second = await payByLink(bench, (await raise(sale.orderId, "CAMISETA")).collectionId)
      await bench.emulator.approve(second.checkout_id, { product: "pay_later" })
      expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
      expect((await refund(bench.seed, sale.paymentId, 30)).status).toBe(200)
      const third = await payByLink(bench, (await raise(sale.orderId, "CAMISETA")).collectionId)
      await bench.emulator.approve(third.checkout_id, { product: "pay_later" })
      await settled(sale.orderId)
      await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
      await settled(sale.orderId)
      const [one, two] = await Promise.all([second, third].map(async ({ checkout_id }) => bench.emulator.order(checkout_id)))
      expect([one, two].map((credit: any) => [credit.voided, credit.captured === credit.total])).toEqual([[0, true], [0, true]])
      // Medusa writes a capture's transaction a moment after the ledger has it.
      await eventually(async () => expect(Math.abs(await outstandingOn(bench, sale.orderId))).toBeLessThanOrEqual(1))
    })

    it("is taken off whole by the edit that takes its goods off, where other goods had come back before it was paid", async () => {
      const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
      await fulfil(bench.seed, sale.order)
      await eventually(async () => expect((await bench.emulator.order(sale.ref)).captured).toBe(sale.total))
      expect((await refund(bench.seed, sale.paymentId, ONE_SHIRT / 100)).status).toBe(200)
      await receiveReturn(bench.seed, sale.order, await requestReturn(bench.seed, sale.order))
      await settled(sale.orderId)
      const { order, collectionId } = await raise(sale.orderId, "ZAPATILLAS")
      const second = await payByLink(bench, collectionId)
      await bench.emulator.approve(second.checkout_id, { product: "pay_later" })
      await settled(sale.orderId)
      expect((await bench.emulator.order(second.checkout_id)).voided).toBe(0)
      await editOrder(bench.seed, sale.orderId, { itemId: order.items.find((one: any) => one.variant_sku === "ZAPATILLAS").id, quantity: 0 })
      await settled(sale.orderId)
      const credit = await bench.emulator.order(second.checkout_id)
      expect(credit.voided).toBe(credit.total)
      expect(await bench.emulator.order(sale.ref)).toMatchObject({ captured: sale.total, refunded: ONE_SHIRT, voided: 0 })
      expect(Math.abs(await outstandingOn(bench, sale.orderId))).toBeLessThanOrEqual(1)
    })

    it("is raised once for what another provider gave back, where several credits pay beside it", async () => {
      const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
      const { collectionId: payment_collection_id } = await raise(sale.orderId, "ZAPATILLAS")
      const other = await payOtherwise(bench.container, payment_collection_id)
      expect((await capture(bench.seed, other.id)).status).toBe(200)
      const worth = hundredths((await orderOf(bench.seed, sale.orderId)).total)
      const { collectionId, order } = await raise(sale.orderId, "CAMISETA")
      const second = await payByLink(bench, collectionId)
      await bench.emulator.approve(second.checkout_id, { product: "pay_later" })
      expect((await refund(bench.seed, other.id, 5)).status).toBe(200)
      const added = order.items.find((one: any) => one.variant_sku === "CAMISETA" && one.id !== sale.order.items[0].id)
      await editOrder(bench.seed, sale.orderId, { itemId: added.id, quantity: 0 })
      await settled(sale.orderId)
      await fulfil(bench.seed, await orderOf(bench.seed, sale.orderId))
      await settled(sale.orderId)
      expect(Math.abs(hundredths((await orderOf(bench.seed, sale.orderId)).total) - worth)).toBeLessThanOrEqual(1)
      expect(Math.abs(await outstandingOn(bench, sale.orderId))).toBeLessThanOrEqual(1)
    })

    it("ends both credits when it is cancelled", async () => {
      const { sale, order, checkout_id } = await raised()
      await bench.emulator.approve(checkout_id, { product: "pay_later" })
      expect((await cancelOrder(bench.seed, order.id)).status).toBe(200)
      await eventually(async () => {
        expect(await effects(bench, sale.ref)).toEqual(["POST /cancel"])
        expect(await effects(bench, checkout_id)).toContainEqual("POST /cancel")
      })
    })
  })
}
