import { cents } from "../../../src/aplazame"
import type { Bench } from "../../support/aplazame-store"
import { buy, callsOf, type Product } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, problemsOf, refund } from "../../support/operator"
import { openCheckout } from "../../support/shopper"

/** What each act of an operator asks of Aplazame: no question whose answer is known, none left out that guards money. */
export function remoteCalls(bench: Bench): void {
  const callsOfAct = async (ref: string, act: () => Promise<unknown>): Promise<string[]> => {
    await bench.emulator.clearCalls()
    await act()
    return callsOf(bench, ref)
  }

  it.each<[Product, string[], string[]]>([
    ["instalments", ["GET /captures", "GET /refund", "PUT /"], ["GET /refund", "GET /void", "POST /refund"]],
    ["pay_later", ["GET /captures", "PUT /", "POST /captures"], ["GET /captures", "POST /captures/:id/refunds"]],
  ])("captures and refunds %s with the looks that tell its product and what was moved in the panel, and no other", async (product, capturing, refunding) => {
    const { ref, paymentId } = await buy(bench, product)
    expect(await callsOfAct(ref, () => capture(bench.seed, paymentId))).toEqual(capturing)
    expect(await callsOfAct(ref, () => refund(bench.seed, paymentId, 5))).toEqual(refunding)
  })

  it("looks once at what each notification of a sale announces, and agrees to the sale by that look", async () => {
    const { checkout_id } = await openCheckout(bench.seed)
    const calls = await callsOfAct(checkout_id, () => bench.emulator.approve(checkout_id))
    expect({ calls, notifications: (await bench.emulator.order(checkout_id)).notifications.map((n) => n.status) }).toEqual({ calls: ["GET /", "GET /"], notifications: ["pending", "ok"] })
  })

  it("cancels with one call and no look", async () => {
    const { ref, orderId } = await buy(bench)
    const calls = await callsOfAct(ref, async () => {
      await cancelOrder(bench.seed, orderId)
      await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull())
    })
    expect(calls).toEqual(["POST /cancel"])
  })

  it("reads the order too when a part of the credit was voided, since its total may still show it", async () => {
    const { ref, mid, paymentId, total } = await buy(bench, "pay_later")
    await bench.emulator.panelVoid(ref, 100)
    const { id, revision } = (await bench.aplazame.orders.byId(mid))!
    await bench.aplazame.ledger.recordForeign({ aplazame_order_id: id, kind: "void", business_key: `panel:void:${id}:100`, amount: cents(100), remaining_before: null, payment_id: paymentId }, { id, revision })
    const calls = await callsOfAct(ref, () => capture(bench.seed, paymentId))
    expect(calls.slice(0, 2)).toEqual(["GET /", "GET /captures"])
    expect((await bench.emulator.order(ref)).total).toBe(total)
  })

  it("says that the credit has ended when Aplazame's panel cancelled it meanwhile", async () => {
    const { ref, mid, paymentId } = await buy(bench)
    await bench.emulator.panelCancel(ref)
    const { status, body } = await capture(bench.seed, paymentId)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "credit_cancelled" })
    expect((await bench.aplazame.orders.byMid(mid))!.state).toBe("cancelled")
  })

  it("leaves nothing for a person when the credit of a cancelled order had been cancelled in Aplazame's panel", async () => {
    const { ref, mid, orderId } = await buy(bench)
    await bench.emulator.panelCancel(ref)
    await cancelOrder(bench.seed, orderId)
    await eventually(async () => expect((await bench.aplazame.orders.byMid(mid))!.state).toBe("cancelled"))
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })
}
