import { sweep } from "../../../src/workflows"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, withTimeout, type Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { capture, claim, editOrder, exchange, fulfil, hundredths, orderOf, paymentOf, problemsOf, receiveReturn, refund, requestReturn } from "../../support/operator"
import { allSay, moneyOf } from "./credit-refunds"

/** One of two at 19.99, with 21 % tax: 24.1879. */
const ONE = 2419

/** When the operator gives back what one piece was worth. */
const MOMENTS = ["before it is asked back", "between asking and arrival", "after it has arrived"] as const
type Moment = (typeof MOMENTS)[number]

/** Cases 15 and 22: goods come back, and money, in every order. Two shirts are sent and a pair of shoes. */
export function creditGoods(bench: Bench): void {
  const { act } = aplazameAdmin(bench)

  const lineOf = (order: any, sku: string): any => order.items.find((i: any) => i.variant_sku === sku)
  /** The order with the shirts first: it is the first line that comes back. */
  const read = async (orderId: string): Promise<any> => {
    const order = await orderOf(bench.seed, orderId)
    return { ...order, items: [lineOf(order, "CAMISETA"), ...order.items.filter((i: any) => i.variant_sku !== "CAMISETA")] }
  }
  const sold = (CAMISETA = 2, ZAPATILLAS = 1) => buy(bench, "pay_later", { lines: { CAMISETA, ZAPATILLAS } })
  /** What the order still asks for by Medusa's summary; below zero it owes the shopper. */
  const outstanding = async (orderId: string): Promise<number> => {
    const { order } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,total,*summary,*items,*items.detail`))
    return hundredths(order.summary.pending_difference)
  }
  const collections = async (orderId: string) =>
    (await orderOf(bench.seed, orderId)).payment_collections.map((c: any) => [c.status, hundredths(c.amount)]).sort()

  /** Asks a shirt back and takes it in, and gives its money back at the moment. */
  const comesBack = async (sale: { orderId: string; paymentId: string }, moment: Moment | "never", ask: (order: any) => Promise<string>) => {
    const giveBack = async (when: Moment) => {
      if (when === moment) expect(await refund(bench.seed, sale.paymentId, ONE / 100)).toMatchObject({ status: 200 })
    }
    const order = await read(sale.orderId)
    await giveBack("before it is asked back")
    const returnId = await ask(order)
    await sweep(bench.container)
    await giveBack("between asking and arrival")
    await receiveReturn(bench.seed, order, returnId)
    await sweep(bench.container)
    await giveBack("after it has arrived")
    await sweep(bench.container)
  }

  /** The event of the return may still be at the order when a sweep looks: the next one does it. */
  const evened = (orderId: string) =>
    eventually(
      async () => {
        await sweep(bench.container)
        expect(await outstanding(orderId)).toBe(0)
      },
      { within: 10_000, every: 250 }
    )

  describe("captured as it is sent, with a parcel still to send", () => {
    /** The shirts are sent, with the shipping; the shoes are not. */
    const sentInPart = async (shirts = 2, shoes = 1) => {
      const sale = await sold(shirts, shoes)
      await fulfil(bench.seed, sale.order, { [lineOf(sale.order, "CAMISETA").id]: shirts })
      const sent = Math.round(shirts * 2418.79) + 599
      await eventually(async () => expect(await moneyOf(bench, sale.ref, sale.orderId)).toEqual(allSay({ captured: sent, refunded: 0, voided: 0 })))
      return { ...sale, sent }
    }

    it.each(MOMENTS)("gives back once the worth of a sent shirt, %s, and captures the other parcel whole", async (moment) => {
      await withOptions(bench, { captureAmount: "shipped" }, async () => {
        const sale = await sentInPart()
        const { ref, orderId, total, sent } = sale
        await comesBack(sale, moment, (order) => requestReturn(bench.seed, order))
        expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: sent, refunded: ONE, voided: 0 }))
        expect(paymentOf(await read(orderId)).canceled_at).toBeNull()
        await fulfil(bench.seed, await read(orderId))
        await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: ONE, voided: 0 })))
        await evened(orderId)
        expect(await collections(orderId)).toEqual([["completed", total]])
        expect(await problemsOf(bench.seed, orderId)).toEqual([])
      })
    })

    it("captures no more than was sent when a second parcel leaves before the first one's capture has its answer", async () => {
      // The call arrives three seconds late: its absence is not believed before that, as the option promises.
      await withOptions(bench, { captureAmount: "shipped", settleAfterMs: 6_000 }, async () => {
        const { ref, mid, orderId, order, total } = await sold(4, 1)
        const send = (shirts: number) => fulfil(bench.seed, order, { [lineOf(order, "CAMISETA").id]: shirts })
        await bench.emulator.setFaults({ route: "POST /orders/:id/captures", delay_ms: 3_000, times: 1 })
        await withTimeout(bench, 1_500, async () => {
          await send(2)
          await eventually(async () => expect((await bench.aplazame.ledger.ofCredit(mid)).filter((op) => op.kind === "capture").map((op) => op.state)).toEqual(["sent"]))
          await send(1)
        })
        const sent = Math.round(3 * 2418.79) + 599
        // A capture whose answer never came is booked in Medusa by the sweep.
        const allAgree = async (captured: number): Promise<void> => {
          await sweep(bench.container)
          expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured, refunded: 0, voided: 0 }))
        }
        await eventually(() => allAgree(sent), { within: 60_000 })
        await fulfil(bench.seed, await read(orderId))
        await eventually(() => allAgree(total), { within: 60_000 })
      })
    })

    it("is booked in Medusa within seconds when another call has settled it, not when its own would have been given up", async () => {
      await withOptions(bench, { captureAmount: "shipped", settleAfterMs: 60_000 }, async () => {
        const { ref, mid, orderId, paymentId, order } = await sold(2, 1)
        // The answer is lost after its effect, and Aplazame can't be asked about it.
        await bench.emulator.setFaults({ route: "POST /orders/:id/captures", reset: "after", delay_ms: 700, times: 1 })
        await fulfil(bench.seed, order, { [lineOf(order, "CAMISETA").id]: 2 })
        await eventually(async () => expect((await bench.emulator.order(ref)).captured).toBeGreaterThan(0), { every: 20 })
        await bench.emulator.setFaults({ method: "GET", route: "^/orders", status: 503 })
        await eventually(async () => expect((await bench.aplazame.ledger.ofCredit(mid)).filter((op) => op.kind === "capture").map((op) => op.state)).toEqual(["unknown"]))
        await eventually(async () => expect(paymentOf(await orderOf(bench.seed, orderId)).captures).toEqual([]))
        await bench.emulator.clearFaults()
        expect((await capture(bench.seed, paymentId, 10)).status).toBe(200)
        await eventually(async () => {
          await sweep(bench.container)
          expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: Math.round(2 * 2418.79) + 599 + 1000, refunded: 0, voided: 0 }))
        })
      })
    })

    it("takes not one cent off when the lines of three shirts that came back round down and the order rounds up", async () => {
      await withOptions(bench, { captureAmount: "shipped" }, async () => {
        // Three are worth 72.5637 and the order 235.7685.
        const sale = await sentInPart(5, 1)
        const { ref, orderId, paymentId, total, sent } = sale
        expect((await refund(bench.seed, paymentId, 72.56)).status).toBe(200)
        for (let piece = 0; piece < 3; piece++) await comesBack(sale, "never", (order) => requestReturn(bench.seed, order))
        expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: sent, refunded: 7256, voided: 0 }))
        await fulfil(bench.seed, await read(orderId))
        await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 7256, voided: 0 })))
      })
    })

    it("takes nothing off the parcel that is still to send when a shirt comes back and no money was given back", async () => {
      await withOptions(bench, { captureAmount: "shipped" }, async () => {
        const sale = await sentInPart()
        const { ref, orderId, paymentId, total } = sale
        await comesBack(sale, "never", (order) => requestReturn(bench.seed, order))
        expect(await bench.emulator.order(ref)).toMatchObject({ voided: 0, refunded: 0 })
        await fulfil(bench.seed, await read(orderId))
        await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 0, voided: 0 })))
        expect(await outstanding(orderId)).toBe(-ONE)
        expect((await refund(bench.seed, paymentId, ONE / 100)).status).toBe(200)
        expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: ONE, voided: 0 }))
        expect(await outstanding(orderId)).toBe(0)
      })
    })

    it("still takes off by a void what an edit takes off, beside a refund and its return", async () => {
      await withOptions(bench, { captureAmount: "shipped" }, async () => {
        const sale = await sentInPart(1, 2)
        const { ref, orderId, order, total } = sale
        await comesBack(sale, "before it is asked back", (now) => requestReturn(bench.seed, now))
        await editOrder(bench.seed, orderId, { itemId: lineOf(order, "ZAPATILLAS").id, quantity: 1 })
        // A pair of shoes: 108.8395.
        await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ voided: 10_884 }))
        await sweep(bench.container)
        await fulfil(bench.seed, await read(orderId))
        await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total - 10_884, refunded: ONE, voided: 10_884 })))
      })
    })

    it.each(["refunds", "edits"] as const)("does not give the same money back twice when the operator %s first", async (first) => {
      await withOptions(bench, { captureAmount: "shipped" }, async () => {
        const sale = await sentInPart(1, 2)
        const { ref, orderId, paymentId, order, total } = sale
        // A pair of shoes: 108.8395. The shirt that was sent is worth less: 24 of it go back, which pays for a part of the edit.
        const giveBack = async () => expect(await refund(bench.seed, paymentId, 24)).toMatchObject({ status: 200 })
        const offOrder = async (voided: number) => {
          await editOrder(bench.seed, orderId, { itemId: lineOf(order, "ZAPATILLAS").id, quantity: 1 })
          await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ voided }))
        }
        if (first === "refunds") await giveBack()
        const voided = first === "refunds" ? 10_884 - 2_400 : 10_884
        await offOrder(voided)
        if (first === "edits") await giveBack()
        // The order is worth what is left of its credit: raised again where the refund's line and the edit lowered it for the same money.
        await eventually(async () => {
          await sweep(bench.container)
          expect(hundredths((await read(orderId)).total)).toBe(total - voided - 2_400)
        })
        await fulfil(bench.seed, await read(orderId))
        await eventually(async () => expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total - voided, refunded: 2_400, voided })))
        await evened(orderId)
        expect(await problemsOf(bench.seed, orderId)).toEqual([])
      })
    })
  })

  describe.each(["whole", "in part"] as const)("captured %s by hand, all sent", (captured) => {
    const sent = async () => {
      const sale = await sold()
      await fulfil(bench.seed, sale.order)
      expect((await capture(bench.seed, sale.paymentId, captured === "whole" ? undefined : 60)).status).toBe(200)
      return sale
    }
    /** The operator captures what the page offers, if anything is left. */
    const captureRest = async (orderId: string) => {
      if (captured === "in part") expect(await act(orderId, "capture")).toMatchObject({ status: 200 })
    }
    const byHand = (job: () => Promise<void>) => withOptions(bench, { captureOn: "manual" }, job)

    it.each(captured === "whole" ? ([...MOMENTS.map((moment) => [moment, "a return"] as const), ["between asking and arrival", "a claim for money"]] as const) : ([["between asking and arrival", "a return"]] as const))("money goes back once, %s, by %s", async (moment, way) => {
      await byHand(async () => {
        const sale = await sent()
        const { ref, orderId, total } = sale
        await comesBack(sale, moment, (order) => (way === "a return" ? requestReturn(bench.seed, order) : claim(bench.seed, order, "refund")))
        await captureRest(orderId)
        expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: ONE, voided: 0 }))
        expect(paymentOf(await read(orderId)).canceled_at).toBeNull()
        expect(await collections(orderId)).toEqual([["completed", total]])
        expect(await problemsOf(bench.seed, orderId)).toEqual([])
        if (captured === "whole" && moment !== "before it is asked back") expect(await outstanding(orderId)).toBe(0)
      })
    })

    /**
     * Where nothing is owed by Medusa's summary when the refund is asked for, core writes the order down by it, and once
     * more when the goods arrive (medusajs/medusa#13598): then the summary offers the operator to give the same back again.
     */
    it("a refund for goodwill after the return is not asked back of the shopper", async () => {
      await byHand(async () => {
        const sale = await sent()
        await comesBack(sale, "before it is asked back", (order) => requestReturn(bench.seed, order))
        await captureRest(sale.orderId)
        await sweep(bench.container)
        expect((await refund(bench.seed, sale.paymentId, 20)).status).toBe(200)
        await sweep(bench.container)
        await sweep(bench.container)
        expect(Math.abs(await outstanding(sale.orderId))).toBeLessThanOrEqual(1)
        expect((await collections(sale.orderId)).map(([status]: [string]) => status)).toEqual(["completed"])
        expect(await problemsOf(bench.seed, sale.orderId)).toEqual([])
      })
    })

    if (captured === "whole") {
      it("nothing is given back a second time when all was given back and the goods come back later", async () => {
        await byHand(async () => {
          const sale = await sent()
          const { ref, orderId, paymentId, total } = sale
          expect((await refund(bench.seed, paymentId, Number(paymentOf(await read(orderId)).amount))).status).toBe(200)
          await comesBack(sale, "never", (order) => requestReturn(bench.seed, order))
          await evened(orderId)
          expect(await bench.emulator.order(ref)).toMatchObject({ refunded: total, voided: 0 })
          expect((await refund(bench.seed, paymentId, ONE / 100)).status).toBe(400)
          expect(await bench.emulator.order(ref)).toMatchObject({ refunded: total, voided: 0 })
          expect(await problemsOf(bench.seed, orderId)).toEqual([])
        })
      })
    }

    it.each(captured === "whole" ? MOMENTS.slice(0, 1) : MOMENTS.slice(2))("nothing is left to give back in Medusa's summary when the money went back %s", async (moment) => {
      await byHand(async () => {
        const sale = await sent()
        await comesBack(sale, moment, (order) => requestReturn(bench.seed, order))
        await captureRest(sale.orderId)
        await evened(sale.orderId)
      })
    })
  })

  describe.each(["whole", "not yet"] as const)("captured %s", (captured) => {
    const sent = async () => {
      const sale = await sold(1, 1)
      await fulfil(bench.seed, sale.order)
      if (captured !== "not yet") expect((await capture(bench.seed, sale.paymentId)).status).toBe(200)
      return sale
    }

    it.each(["a dearer one", "the same by a claim"] as const)("keeps the credit whole when a shirt is exchanged for %s, and what is above it stays outstanding", async (what) => {
      await withOptions(bench, { captureOn: "manual" }, async () => {
        const sale = await sent()
        const { ref, orderId, total } = sale
        const shoes = bench.seed.variants.ZAPATILLAS!
        await comesBack(sale, "never", (order) => (what === "a dearer one" ? exchange(bench.seed, order, shoes) : claim(bench.seed, order, "replace")))
        // The shoes at 89.95 with 21 % tax for the shirt: 108.8395 less 24.1879.
        const above = what === "a dearer one" ? 8465 : 0
        await eventually(async () => expect(await outstanding(orderId)).toBe(total + above - (await moneyOf(bench, ref, orderId)).medusa.paid))
        if (captured !== "whole") expect(await act(orderId, "capture")).toMatchObject({ status: 200 })
        expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 0, voided: 0 }))
        expect(await outstanding(orderId)).toBe(above)
        expect(await collections(orderId)).toEqual([["completed", total], ...(above > 0 ? [["not_paid", above]] : [])])
        const told = (await problemsOf(bench.seed, orderId)).filter((problem) => problem.kind !== "order_above_credit")
        expect(told).toEqual([])
      })
    })
  })
  it("gives back once what an exchange for something cheaper leaves", async () => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      const sale = await sold(1, 1)
      const { ref, orderId, paymentId, total } = sale
      await fulfil(bench.seed, sale.order)
      expect((await capture(bench.seed, paymentId)).status).toBe(200)
      const order = await read(orderId)
      const shoesFirst = { ...order, items: [...order.items].reverse() }
      const returnId = await exchange(bench.seed, shoesFirst, bench.seed.variants.CAMISETA!)
      await receiveReturn(bench.seed, shoesFirst, returnId)
      await sweep(bench.container)
      expect(await outstanding(orderId)).toBe(-8465)
      expect((await refund(bench.seed, paymentId, 84.65)).status).toBe(200)
      expect(await moneyOf(bench, ref, orderId)).toEqual(allSay({ captured: total, refunded: 8465, voided: 0 }))
      expect(await outstanding(orderId)).toBe(0)
      expect(await collections(orderId)).toEqual([["completed", total]])
    })
  })
}
