import { sweep } from "../../../src/workflows"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { capture, claim, exchange, fulfil, hundredths, orderOf, paymentOf, problemsOf, receiveReturn, refund, requestReturn } from "../../support/operator"

type Way = "a return" | "a claim for money" | "a claim for another one" | "an exchange for the same"

/** Goods come back, by each of the ways that Medusa has for it. */
export function goodsBack(bench: Bench): void {
  /** Asks one piece of the only line back; what gives its arrival. */
  const askBack = async (way: Way, orderId: string): Promise<() => Promise<void>> => {
    const order = await orderOf(bench.seed, orderId)
    const ask = {
      "a return": () => requestReturn(bench.seed, order),
      "a claim for money": () => claim(bench.seed, order, "refund"),
      "a claim for another one": () => claim(bench.seed, order, "replace"),
      "an exchange for the same": () => exchange(bench.seed, order, bench.seed.variants.CAMISETA!),
    }
    const returnId = await ask[way]()
    return () => receiveReturn(bench.seed, order, returnId)
  }
  const sold = () => buy(bench, "pay_later", { lines: { CAMISETA: 3 } })
  const worthOf = async (orderId: string): Promise<number> => hundredths((await orderOf(bench.seed, orderId)).total)

  it.each(["a claim for money", "an exchange for the same"] as const)("%s of a captured order moves nothing by itself; the operator refunds what is too much", async (way) => {
    const { ref, orderId, order, paymentId, total } = await sold()
    await fulfil(bench.seed, order)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: total }))
    const arrive = await askBack(way, orderId)
    await arrive()
    await sweep(bench.container)
    expect(await effects(bench, ref)).toEqual(["PUT /", "POST /captures"])
    const tooMuch = total - (await worthOf(orderId))
    expect(tooMuch > 0).toBe(way === "a claim for money")
    if (tooMuch > 0) expect((await refund(bench.seed, paymentId, tooMuch / 100)).status).toBe(200)
    expect(await bench.emulator.order(ref)).toMatchObject({ captured: total, refunded: tooMuch, voided: 0, cancelled: null })
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it.each(["a return", "a claim for another one"] as const)("%s of an order that is not captured leaves the credit alive and worth what the order is worth, and that is captured", async (way) => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const { ref, orderId, order, total } = await sold()
      await fulfil(bench.seed, order)
      const arrive = await askBack(way, orderId)
      await arrive()
      await sweep(bench.container)
      const worth = Math.min(total, await worthOf(orderId))
      expect(worth < total).toBe(way === "a return")
      await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ voided: total - worth, cancelled: null }))
      const payment = paymentOf(await orderOf(bench.seed, orderId))
      expect(payment.canceled_at).toBeNull()
      await eventually(async () => expect(hundredths(paymentOf(await orderOf(bench.seed, orderId)).amount)).toBe(worth))
      expect((await capture(bench.seed, payment.id)).status).toBe(200)
      expect(await bench.emulator.order(ref)).toMatchObject({ captured: worth, refunded: 0 })
      expect(await problemsOf(bench.seed, orderId)).toEqual([])
    })
  })
}
