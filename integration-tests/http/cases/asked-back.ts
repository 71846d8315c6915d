import { sweep } from "../../../src/workflows"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelReturn, capture, claim, exchange, fulfil, hundredths, orderOf, problemsOf, receiveReturn, refund, requestReturn, withFirst } from "../../support/operator"
import { openCollection, payByLink, paymentLink, paymentsOf, phoneOrder } from "../../support/payment-link"

/** Goods are asked back, and others go out for some of them: nobody is asked for more than Medusa has as outstanding, before they arrive and after. */
export function askedBack(bench: Bench): void {
  const variant = (sku: string): string => bench.seed.variants[sku]!
  /** Two shirts of 24.19 and shoes of 108.84, 163.20 in all, sent; captured by that or not. */
  const sold = async (product: "instalments" | "pay_later" = "pay_later", captured = true) => {
    const sale = await buy(bench, product, { lines: { CAMISETA: 2, ZAPATILLAS: 1 } })
    await fulfil(bench.seed, sale.order)
    if (captured) await eventually(async () => expect((await orderOf(bench.seed, sale.orderId)).payment_status).toBe("captured"))
    return sale
  }
  type Sale = Awaited<ReturnType<typeof sold>>
  const shoesForShirt = ({ order }: Sale) => exchange(bench.seed, withFirst(order, "CAMISETA"), variant("ZAPATILLAS"))
  const shirtForShoes = ({ order }: Sale) => exchange(bench.seed, withFirst(order, "ZAPATILLAS"), variant("CAMISETA"))
  const arrive = ({ order }: Sale, sku: string, returnId: string) => receiveReturn(bench.seed, withFirst(order, sku), returnId)

  /** What Medusa has as outstanding, what its collections ask for, and what the problems tell, once all is settled. */
  const expectAsked = async (orderId: string, { medusa, collections }: { medusa: number; collections: number[] }) => {
    await eventually(async () => {
      await sweep(bench.container)
      const { order } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,total,*summary,*items,*items.detail`))
      const { payment_collections } = await orderOf(bench.seed, orderId)
      const asked = payment_collections.filter((one: any) => one.status === "not_paid").map((one: any) => hundredths(one.amount))
      const problems = await problemsOf(bench.seed, orderId)
      expect({ medusa: hundredths(order.summary.pending_difference), asked, told: problems.map(({ kind, figures }) => [kind, figures.outstanding]) }).toEqual({
        medusa,
        asked: collections,
        told: collections.map((amount) => ["order_above_credit", amount]),
      })
    })
  }
  const payRest = async (orderId: string) => {
    const { checkout_id } = await payByLink(bench, openCollection(await orderOf(bench.seed, orderId)).id)
    return { checkout_id, total: (await bench.emulator.approve(checkout_id, { product: "pay_later" })).total }
  }

  it("a dearer exchange asks for the difference, its link too, and keeps both credits whole when the goods arrive", async () => {
    const sale = await sold()
    const returnId = await shoesForShirt(sale)
    // Medusa's figure has fractions of a cent: of the 247.8569 that the order comes to, 163.2053 is paid.
    await expectAsked(sale.orderId, { medusa: 8_465, collections: [8_466] })
    const rest = await payRest(sale.orderId)
    expect(sale.total + rest.total).toBe(24_786)
    await arrive(sale, "CAMISETA", returnId)
    await expectAsked(sale.orderId, { medusa: 8_465, collections: [] })
    expect([await bench.emulator.order(sale.ref), await bench.emulator.order(rest.checkout_id)]).toMatchObject([{ captured: 16_320, voided: 0, refunded: 0 }, { total: 8_466, voided: 0, cancelled: null }])
  })

  it("a dearer exchange before the capture asks for the same, and both credits are captured to what the order comes to", async () => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const sale = await sold("pay_later", false)
      const returnId = await shoesForShirt(sale)
      await expectAsked(sale.orderId, { medusa: 24_786, collections: [8_466] })
      const rest = await payRest(sale.orderId)
      await arrive(sale, "CAMISETA", returnId)
      await expectAsked(sale.orderId, { medusa: 24_786, collections: [] })
      for (const { id } of paymentsOf(await orderOf(bench.seed, sale.orderId))) expect((await capture(bench.seed, id)).status).toBe(200)
      expect([await bench.emulator.order(sale.ref), await bench.emulator.order(rest.checkout_id)]).toMatchObject([{ captured: 16_320 }, { captured: 8_466 }])
      await expectAsked(sale.orderId, { medusa: 0, collections: [] })
    })
  })

  it.each(["instalments", "pay_later"] as const)("captures all that is left of the first credit, when goods came back of which the newer one was captured (%s)", async (product) => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const sale = await sold(product, false)
      const returnId = await shoesForShirt(sale)
      await expectAsked(sale.orderId, { medusa: 24_786, collections: [8_466] })
      const rest = await payRest(sale.orderId)
      const paymentOf = async (amount: number): Promise<string> => paymentsOf(await orderOf(bench.seed, sale.orderId)).find((one) => hundredths(one.amount) === amount).id
      expect((await capture(bench.seed, await paymentOf(8_466))).status).toBe(200)
      await arrive(sale, "CAMISETA", returnId)
      const shoes = await requestReturn(bench.seed, withFirst(sale.order, "ZAPATILLAS"))
      await arrive(sale, "ZAPATILLAS", shoes)
      await eventually(async () => {
        await sweep(bench.container)
        expect(await bench.emulator.order(sale.ref)).toMatchObject({ voided: 2_418 })
      })
      expect(await capture(bench.seed, await paymentOf(13_902))).toMatchObject({ status: 200 })
      // Instalments have no captures at Aplazame: the ledger tells.
      expect([await bench.aplazame.orders.byAplazameId(sale.ref), await bench.aplazame.orders.byAplazameId(rest.checkout_id)]).toMatchObject([{ captured_amount: 13_902 }, { captured_amount: 8_466, refunded_amount: 0 }])
      await expectAsked(sale.orderId, { medusa: -8_466, collections: [] })
    })
  })

  it.each(["instalments", "pay_later"] as const)("a claim for another one of the same asks for nothing, before the arrival and after (%s)", async (product) => {
    const sale = await sold(product)
    const returnId = await claim(bench.seed, withFirst(sale.order, "CAMISETA"), "replace")
    await expectAsked(sale.orderId, { medusa: 0, collections: [] })
    await arrive(sale, "CAMISETA", returnId)
    await expectAsked(sale.orderId, { medusa: 0, collections: [] })
    expect(await effects(bench, sale.ref)).not.toContain("POST /refund")
  })

  it("a cheaper exchange asks for nothing, whether the difference was given back or not", async () => {
    const sale = await sold("instalments")
    const returnId = await shirtForShoes(sale)
    await expectAsked(sale.orderId, { medusa: -8_465, collections: [] })
    expect((await refund(bench.seed, sale.paymentId, 84.65)).status).toBe(200)
    await expectAsked(sale.orderId, { medusa: 0, collections: [] })
    await arrive(sale, "ZAPATILLAS", returnId)
    await eventually(async () => {
      await sweep(bench.container)
      expect(hundredths((await orderOf(bench.seed, sale.orderId)).total)).toBe(7_855)
    })
    await expectAsked(sale.orderId, { medusa: 0, collections: [] })
  })

  it("an exchange whose return is called off asks for what was sent in its place", async () => {
    const sale = await sold()
    const returnId = await exchange(bench.seed, withFirst(sale.order, "CAMISETA"), variant("CAMISETA"))
    await expectAsked(sale.orderId, { medusa: 0, collections: [] })
    await cancelReturn(bench.seed, returnId)
    await expectAsked(sale.orderId, { medusa: 2_419, collections: [2_419] })
  })

  it("an order that is paid by its link after goods of it were asked back is paid without them, and stays so when they arrive", async () => {
    const order = await phoneOrder(bench.seed, { CAMISETA: 2, ZAPATILLAS: 1 })
    await fulfil(bench.seed, order)
    const returnId = await requestReturn(bench.seed, withFirst(order, "CAMISETA"))
    const due = hundredths(order.total - order.items.find((one: any) => one.variant_sku === "CAMISETA").total / 2)
    const { checkout_id } = await payByLink(bench, await paymentLink(bench.seed, order.id, due / 100))
    expect(await bench.emulator.approve(checkout_id, { product: "pay_later" })).toMatchObject({ status: "ok", total: due })
    await receiveReturn(bench.seed, withFirst(order, "CAMISETA"), returnId)
    await sweep(bench.container)
    const [payment] = paymentsOf(await orderOf(bench.seed, order.id))
    expect((await capture(bench.seed, payment.id)).status).toBe(200)
    expect(await bench.emulator.order(checkout_id)).toMatchObject({ captured: due, voided: 0 })
    await expectAsked(order.id, { medusa: 0, collections: [] })
  })
}
