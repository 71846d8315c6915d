import { Modules } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { cents } from "../../../src/aplazame"
import { captureFulfilmentWorkflow, resumeOperations, sweep, type CaptureHookInput } from "../../../src/workflows"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { capture, fulfil, hundredths, orderOf, paymentOf, problemsOf } from "../../support/operator"
import { addDigitalProduct } from "../../support/seed-extras"
import { replaceable } from "./replaceable-hooks"

/** The hook of `captureFulfilmentWorkflow`, on a store that has registered the example of docs/hooks.md. */
export function captureHooks(bench: Bench): void {
  const instead = replaceable(captureFulfilmentWorkflow.hooks, ["setAmount"], ["under-review"])

  const capturedInMedusa = async (orderId: string): Promise<number[]> => paymentOf(await orderOf(bench.seed, orderId)).captures.map((c: any) => hundredths(c.amount))
  const review = (orderId: string, under_review: boolean) => bench.container.resolve(Modules.ORDER).updateOrders([{ id: orderId, metadata: { under_review } }])
  const planned = async (mid: string) => (await bench.aplazame.ledger.ofCredit(mid)).filter(({ kind, business_key }) => kind === "capture" && business_key.startsWith("fulfillment:"))
  const heldBack = async (orderId: string) => (await problemsOf(bench.seed, orderId)).filter(({ kind }) => kind === "capture_held")
  const lineOf = (order: any, sku: string) => order.items.find((i: any) => i.variant_sku === sku).id
  /** Two pieces, of which one is sent. */
  const sendOne = async () => {
    const bought = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
    const fulfillmentId = await fulfil(bench.seed, bought.order, { [lineOf(bought.order, "CAMISETA")]: 1 })
    return { ...bought, fulfillmentId, sendRest: async () => fulfil(bench.seed, await orderOf(bench.seed, bought.orderId)) }
  }
  const settled = (mid: string, states: string[]) => eventually(async () => expect((await planned(mid)).map(({ state }) => state)).toEqual(states))

  it("holds a capture back, shows it to the operator, and captures it with the next fulfilment when the reason is gone", async () => {
    const bought = await buy(bench, "pay_later", { lines: { CAMISETA: 2 } })
    const { ref, mid, orderId, order, total } = bought
    await review(orderId, true)
    await fulfil(bench.seed, order, { [lineOf(order, "CAMISETA")]: 1 })
    await settled(mid, ["refused"])
    expect(await effects(bench, ref)).toEqual([])
    const problem = { kind: "capture_held", state: "open", figures: { amount: total, left: total, code: "capture_held", store_says: "the order is under review" } }
    expect(await heldBack(orderId)).toEqual([expect.objectContaining(problem)])
    const { timeline } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/aplazame/orders/${orderId}`))
    expect(timeline).toContainEqual(expect.objectContaining({ kind: "capture", state: "refused", error_code: "capture_held", error_message: "the order is under review" }))
    await sweep(bench.container)
    expect(await effects(bench, ref)).toEqual([])
    expect(await heldBack(orderId)).toHaveLength(1)
    await review(orderId, false)
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
    await eventually(async () => expect(await heldBack(orderId)).toEqual([]))
  })

  it("leaves what it holds back to the operator's button, which no hook is in the way of; then nothing is left to tell", async () => {
    instead.set("setAmount", () => new StepResponse({ hold: "waits for its papers" }))
    const { mid, orderId, paymentId, total } = await sendOne()
    await settled(mid, ["refused"])
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
    expect(await capturedInMedusa(orderId)).toEqual([total])
    await sweep(bench.container)
    expect(await heldBack(orderId)).toEqual([])
  })

  it("asks again when the store's own code runs the workflow for the same fulfilment again", async () => {
    const asked: CaptureHookInput[] = []
    instead.set("setAmount", (input) => {
      asked.push(input)
      return new StepResponse(asked.length < 3 ? { hold: "not yet" } : undefined)
    })
    const { mid, orderId, fulfillmentId, total } = await sendOne()
    await settled(mid, ["refused"])
    const input = { order_id: orderId, fulfillment_id: fulfillmentId }
    for (let times = 0; times < 3; times++) await captureFulfilmentWorkflow(bench.container).run({ input })
    expect((await planned(mid)).map(({ state }) => state)).toEqual(["refused", "refused", "done"])
    expect(await capturedInMedusa(orderId)).toEqual([total])
    for (const one of asked) expect(one).toEqual({ ...input, credit_id: mid, amount: total, currency_code: "eur" })
  })

  it("lowers what is captured now; the next fulfilment takes the rest", async () => {
    instead.set("setAmount", ({ amount }: CaptureHookInput) => new StepResponse({ amount: Math.floor(amount / 4) }))
    const { ref, mid, orderId, total, sendRest } = await sendOne()
    const first = Math.floor(total / 4)
    await eventually(async () => expect(await bench.emulator.order(ref)).toMatchObject({ captured: first, remaining_capture: total - first }))
    await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([first]))
    expect(await heldBack(orderId)).toEqual([expect.objectContaining({ figures: { amount: total, left: total - first, code: "capture_held", store_says: null } })])
    instead.clear()
    await sendRest()
    await eventually(async () => expect((await capturedInMedusa(orderId)).reduce((sum, one) => sum + one, 0)).toBe(total))
    await settled(mid, ["done", "done"])
    await eventually(async () => expect(await heldBack(orderId)).toEqual([]))
  })

  it("goes on telling what of a lowered capture is left when all was sent, with both figures, until the operator has captured it", async () => {
    instead.set("setAmount", ({ amount }: CaptureHookInput) => new StepResponse({ amount: Math.floor(amount / 4) }))
    const { mid, orderId, paymentId, total, sendRest } = await sendOne()
    await settled(mid, ["done"])
    await sendRest()
    await settled(mid, ["done", "done"])
    const first = Math.floor(total / 4)
    const due = total - first
    const left = due - Math.floor(due / 4)
    const told = (now: number) => [expect.objectContaining({ state: "open", figures: { amount: due, left: now, code: "capture_held", store_says: null } })]
    for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
    expect(await heldBack(orderId)).toEqual(told(left))
    expect((await capture(bench.seed, paymentId, 10)).status).toBe(200)
    await sweep(bench.container)
    expect(await heldBack(orderId)).toEqual(told(left - 1000))
    expect((await capture(bench.seed, paymentId, (left - 1000) / 100)).status).toBe(200)
    await sweep(bench.container)
    expect(await heldBack(orderId)).toEqual([])
    expect((await capturedInMedusa(orderId)).reduce((sum, one) => sum + one, 0)).toBe(total)
  })

  it("tells of it anew when a person had put the first away, and the last parcel leaves a rest as well", async () => {
    instead.set("setAmount", ({ amount }: CaptureHookInput) => new StepResponse({ amount: Math.floor(amount / 4) }))
    const { mid, orderId, sendRest } = await sendOne()
    await settled(mid, ["done"])
    const [first] = await heldBack(orderId)
    await bench.aplazame.problems.resolve(first.id, "user_1", "the next parcel takes it")
    await sendRest()
    await settled(mid, ["done", "done"])
    await sweep(bench.container)
    expect(await heldBack(orderId)).toEqual([expect.objectContaining({ state: "open" })])
  })

  /** All that was sent is held back. */
  const held = async () => {
    instead.set("setAmount", () => new StepResponse({ hold: "waits for its papers" }))
    const one = await sendOne()
    await settled(one.mid, ["refused"])
    expect(await heldBack(one.orderId)).toHaveLength(1)
    return one
  }
  type Held = Awaited<ReturnType<typeof held>>
  const callBack = ({ orderId, fulfillmentId }: Held) => bench.seed.admin.ok(bench.seed.admin.post(`/admin/orders/${orderId}/fulfillments/${fulfillmentId}/cancel`))
  const worthLess = async ({ orderId, mid, total }: Held) => {
    await createOrderCreditLinesWorkflow(bench.container).run({ input: { id: orderId, credit_lines: [{ amount: 10, reference: "loyalty", reference_id: "points" }] } })
    await bench.aplazame.orders.update(mid, { placed_amount: cents(total - 1000) })
  }

  it.each<[string, (one: Held) => Promise<unknown>]>([
    ["the operator captures all that an order needs that was placed below its credit", async (one) => {
      await worthLess(one)
      expect((await capture(bench.seed, one.paymentId, (one.total - 1000) / 100)).status).toBe(200)
    }],
    ["the only parcel is called back", callBack],
    ["the operator captures a part and voids the rest", async (one) => {
      expect((await capture(bench.seed, one.paymentId, 10)).status).toBe(200)
      expect((await aplazameAdmin(bench).act(one.orderId, "void", { amount: one.total - 1000 })).status).toBe(200)
    }],
  ])("is no longer told when %s", async (_how, end) => {
    const one = await held()
    await end(one)
    await eventually(async () => {
      await sweep(bench.container)
      expect(await heldBack(one.orderId)).toEqual([])
    })
    await bench.emulator.clearFaults()
  })

  it("never captures more than the credit core allows, whatever the hook says", async () => {
    instead.set("setAmount", ({ amount }: CaptureHookInput) => new StepResponse({ amount: amount * 10 }))
    const { orderId, total } = await sendOne()
    await eventually(async () => expect(await capturedInMedusa(orderId)).toEqual([total]))
    await withOptions(bench, { captureAmount: "shipped" }, async () => {
      const parts = await sendOne()
      // 19.99 and 4.95 shipping with 21 % tax
      await eventually(async () => expect(await capturedInMedusa(parts.orderId)).toEqual([2419 + 599]))
      await parts.sendRest()
      await eventually(async () => expect((await capturedInMedusa(parts.orderId)).reduce((sum, one) => sum + one, 0)).toBe(parts.total))
    })
  })

  it("captures nothing, and tells a person, where a part is asked of a product that Aplazame takes whole", async () => {
    instead.set("setAmount", () => new StepResponse({ amount: 1000 }))
    const { ref, mid, orderId, order, total, paymentId } = await buy(bench, "instalments")
    await fulfil(bench.seed, order)
    await settled(mid, ["refused"])
    expect(await effects(bench, ref)).toEqual([])
    expect(await heldBack(orderId)).toEqual([expect.objectContaining({ figures: { amount: total, left: total, code: "partial_capture_not_supported", store_says: null } })])
    expect((await capture(bench.seed, paymentId)).status).toBe(200)
  })

  it.each<[string, () => unknown, RegExp]>([
    ["gives both an amount and a reason", () => new StepResponse({ amount: 1, hold: "no" }), /its result is not right: amount or hold/],
    ["gives an amount that is none", () => new StepResponse({ amount: 0 }), /its result is not right: amount/],
    ["throws with a code of ours", () => { throw Object.assign(new Error("gone"), { code: "credit_cancelled" }) }, /hook setAmount: gone/],
  ])("loses no capture when the hook %s: it stays planned, nothing is sent, and the job makes it later", async (_what, fail, words) => {
    const error = jest.spyOn(bench.container.resolve("logger"), "error")
    instead.set("setAmount", fail as never)
    const { ref, mid, orderId, total } = await sendOne()
    await eventually(async () => expect(await planned(mid)).toEqual([expect.objectContaining({ state: "planned", error_code: "hook_failed", error_message: "The store's own hook failed; see the log" })]))
    expect(await effects(bench, ref)).toEqual([])
    expect(error.mock.calls.flat().join(" ")).toMatch(words)
    error.mockRestore()
    instead.clear()
    await eventually(async () => {
      await bench.aplazame.ledger.wake(mid)
      await resumeOperations(bench.container)
      expect(await capturedInMedusa(orderId)).toEqual([total])
    })
  })

  it("tells a person when the hook fails for longer than the plugin tries", async () => {
    instead.set("setAmount", () => { throw new Error("a fault that nobody mends") })
    await withOptions(bench, { giveUpAfterHours: 0 }, async () => {
      const { mid, orderId } = await sendOne()
      await eventually(async () => {
        await bench.aplazame.ledger.wake(mid)
        await resumeOperations(bench.container)
        expect(await problemsOf(bench.seed, orderId)).toEqual([expect.objectContaining({ kind: "operation_exhausted", figures: expect.objectContaining({ code: "hook_failed" }) })])
      })
    })
  })

  it("asks for what is captured because it is placed, too, which has no fulfilment", async () => {
    await addDigitalProduct(bench.seed)
    const asked: CaptureHookInput[] = []
    instead.set("setAmount", (input) => {
      asked.push(input)
      return new StepResponse({ hold: "the licence is not out" })
    })
    const { ref, mid, orderId } = await buy(bench, "pay_later", { lines: { DIGITAL: 1 }, shippingOptionId: null })
    await eventually(async () => {
      await resumeOperations(bench.container)
      expect(await heldBack(orderId)).toHaveLength(1)
    })
    await sweep(bench.container)
    await resumeOperations(bench.container)
    // What an earlier test left planned may come due meanwhile.
    expect(asked.filter((one) => one.order_id === orderId)).toEqual([expect.objectContaining({ fulfillment_id: null, credit_id: mid })])
    expect(await effects(bench, ref)).toEqual([])
  })
}
