import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { flowContext } from "../../../src/workflows/flow-context"
import { releaseOrder } from "../../../src/workflows/settle-notification/release-order"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { addProduct, addVoucher } from "../../support/seed-extras"
import { capture, fulfil, hundredths, orderOf, paymentOf, refund } from "../../support/operator"
import { complete, openCheckout } from "../../support/shopper"
import { usesOf } from "./vouchers"

export const OWN_COMPLETION = "store-complete-cart-with-gift"

/** What the store adds: a note on the order, which counts how often it was made. */
const addGiftStep = createStep("store-add-gift", async ({ orderId }: { orderId: string }, { container }) => {
  const orders = container.resolve(Modules.ORDER)
  const { metadata } = await orders.retrieveOrder(orderId)
  if (!metadata?.gift) await orders.updateOrders(orderId, { metadata: { ...metadata, gift: "sticker" } })
  return new StepResponse(orderId)
})

createWorkflow(OWN_COMPLETION, (input: { cart_id: string }) => {
  const placed = completeCartWorkflow.runAsStep({ input: transform({ input }, (given) => ({ id: given.input.cart_id })) })
  const orderId = addGiftStep(transform({ placed }, (given) => ({ orderId: given.placed.id })))
  return new WorkflowResponse({ order: transform({ orderId }, (given) => ({ id: given.orderId })), gift: "sticker" })
})

/** An order of a part of a cart, made without core: no payment, no ties. */
async function orderOfPart(container: MedusaContainer, cartId: string, parts: number): Promise<string> {
  const { data } = await container.resolve("query").graph({ entity: "cart", fields: ["id", "email", "currency_code", "region_id", "total", "shipping_address.*", "billing_address.*"], filters: { id: cartId } })
  const cart = data[0]! as any
  const item = { title: "Todo", quantity: 1, unit_price: Number(cart.total) / parts, is_tax_inclusive: true }
  const plain = ({ first_name, last_name, address_1, city, postal_code, province, country_code, phone }: any) => ({ first_name, last_name, address_1, city, postal_code, province, country_code, phone })
  const addresses = { shipping_address: plain(cart.shipping_address), billing_address: plain(cart.billing_address) }
  const order = await container.resolve(Modules.ORDER).createOrders({ currency_code: cart.currency_code, email: cart.email, region_id: cart.region_id, ...addresses, items: [item] } as never)
  return (order as unknown as { id: string }).id
}

const metadataOf = async (bench: Bench, orderId: string) => (await bench.container.resolve(Modules.ORDER).retrieveOrder(orderId)).metadata

export function ownCompletion(bench: Bench): void {
  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const ordersOf = async (cartId: string) => (await bench.container.resolve("query").graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })).data

  it("sells by the store's own workflow with its own step, once, and captures and refunds pay_later", async () => {
    const { orderId, order, cartId, ref, total } = await buy(bench, "pay_later")
    expect(await metadataOf(bench, orderId)).toMatchObject({ gift: "sticker" })
    await bench.emulator.sendNotification({ ref, status: "pending", status_reason: "confirmation_required" })
    expect(await ordersOf(cartId)).toHaveLength(1)
    expect((await complete(bench.seed, cartId)).body).toMatchObject({ type: "order", order: { id: orderId } })
    await fulfil(bench.seed, order)
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"))
    expect((await refund(bench.seed, paymentOf(order).id, 10)).status).toBe(200)
    expect(await rowOf((await bench.emulator.order(ref)).mid)).toMatchObject({ captured_amount: total, refunded_amount: 1_000 })
  })

  it("leaves no order to core's own route: the page waits until the store's workflow has placed it", async () => {
    const { cartId, checkout_id } = await openCheckout(bench.seed)
    await bench.emulator.patchSettings({ hold_notifications: true })
    await bench.emulator.approve(checkout_id, { wait: false } as never)
    const { status, body } = await complete(bench.seed, cartId)
    expect([status, body.type, body.error.type]).toEqual([200, "cart", "payment_requires_more_error"])
    expect(await ordersOf(cartId)).toEqual([])
    await bench.emulator.sendNotification({ ref: checkout_id, status: "pending", status_reason: "confirmation_required" })
    const order = (await complete(bench.seed, cartId)).body.order
    expect(await metadataOf(bench, order.id)).toMatchObject({ gift: "sticker" })
  })

  it("places the order of an identity check by it too, and gives it its payment afterwards", async () => {
    const { checkout_id, mid } = await openCheckout(bench.seed)
    await bench.emulator.challenge(checkout_id)
    const { order_id } = await rowOf(mid)
    expect(await metadataOf(bench, order_id!)).toMatchObject({ gift: "sticker" })
    expect(await bench.emulator.passChallenge(checkout_id)).toMatchObject({ status: "ok" })
    expect(await orderOf(bench.seed, order_id!)).toMatchObject({ status: "pending", payment_status: "authorized" })
  })

  it("takes an order that a function placed without its payment: ties it, authorises, captures and refunds", async () => {
    const completeCart = jest.fn(async ({ cartId, container }) => ({ orderId: await orderOfPart(container, cartId, 1) }))
    await withOptions(bench, { completeCart }, async () => {
      const { orderId, total, paymentId, ref, cartId, order } = await buy(bench, "pay_later")
      expect(completeCart).toHaveBeenCalledTimes(1)
      expect(hundredths(order.total)).toBe(total)
      expect(await ordersOf(cartId)).toEqual([expect.objectContaining({ order_id: orderId })])
      expect(order.payment_status).toBe("authorized")
      await bench.emulator.sendNotification({ ref, status: "pending", status_reason: "confirmation_required" })
      expect(completeCart).toHaveBeenCalledTimes(1)
      expect((await capture(bench.seed, paymentId)).status).toBe(200)
      expect((await refund(bench.seed, paymentId, 10)).status).toBe(200)
      expect(await bench.emulator.order(ref)).toMatchObject({ captured: total })
    })
  })

  it.each([
    ["one of two orders", async (container: MedusaContainer, cartId: string) => ({ orderId: await orderOfPart(container, cartId, 2) })],
    [
      "one whole order by core, and one more",
      async (container: MedusaContainer, cartId: string) => {
        const { result } = await completeCartWorkflow(container).run({ input: { id: cartId } })
        return { orders: [{ id: result.id }, { id: await orderOfPart(container, cartId, 2) }] }
      },
    ],
    ["no order", async () => ({ ok: true })],
  ])("refuses, charges nothing, cancels and tells a person when the completion gives %s", async (_what, split) => {
    const made: string[] = []
    const error = jest.spyOn(bench.container.resolve("logger"), "error")
    const completeCart = jest.fn(async ({ cartId, container }: { cartId: string; container: MedusaContainer }) => {
      const result: any = await split(container, cartId)
      made.push(...(result.orders ?? []).map((one: any) => one.id), ...(result.orderId ? [result.orderId] : []))
      return result
    })
    await withOptions(bench, { completeCart: completeCart as never }, async () => {
      const { checkout_id, mid, cartId } = await openCheckout(bench.seed)
      await bench.emulator.approve(checkout_id)
      const remote = await bench.emulator.order(checkout_id)
      expect(remote).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant", captured: 0 })
      const row = await rowOf(mid)
      expect(row).toMatchObject({ state: expect.stringMatching(/refused|cancelled/), reason_code: "completion_not_supported" })
      for (const id of made) expect((await bench.container.resolve(Modules.ORDER).retrieveOrder(id)).status).toBe("canceled")
      const problems = await bench.aplazame.problems.openOfCredit(row.id)
      expect(problems).toEqual([expect.objectContaining({ kind: "completion_not_supported", figures: expect.objectContaining({ orders: made.length, total: row.total_amount }) })])
      expect(error.mock.calls.flat().join(" ")).toMatch(/completeCart made .* One credit of Aplazame pays for one order/)
      const [again] = await bench.emulator.sendNotification({ ref: checkout_id, status: "pending", status_reason: "confirmation_required" })
      expect(again!.answer).toMatchObject({ status: "ko" })
      expect(completeCart).toHaveBeenCalledTimes(1)
      const { body } = await bench.seed.store.get(`/store/aplazame/carts/${cartId}/payment`)
      expect(body).toMatchObject({ state: "refused", code: "completion_not_supported" })
    })
    error.mockRestore()
  })

  describe("a voucher on a cart that is made into orders that can't be sold", () => {
    const core = async (container: MedusaContainer, cartId: string) => (await completeCartWorkflow(container).run({ input: { id: cartId } })).result.id
    const wholeAndOneMore = async (container: MedusaContainer, cartId: string) => ({ orders: [await core(container, cartId), await orderOfPart(container, cartId, 2)] })
    const splitWithoutCore = async (container: MedusaContainer, cartId: string) => ({ orders: [await orderOfPart(container, cartId, 2), await orderOfPart(container, cartId, 2)] })
    const refuseSplit = async (split: (container: MedusaContainer, cartId: string) => Promise<unknown>, job: (one: { checkout: Awaited<ReturnType<typeof openCheckout>>; code: string; uses: () => Promise<number> }) => Promise<void>) => {
      const code = await addVoucher(bench.seed, "limit", 5)
      const uses = () => usesOf(bench, code)
      const { checkout_id } = await openCheckout(bench.seed, { promoCodes: [code] })
      await bench.emulator.approve(checkout_id)
      expect(await uses()).toBe(1)
      const completeCart = async ({ cartId, container }: { cartId: string; container: MedusaContainer }) => split(container, cartId)
      await withOptions(bench, { completeCart: completeCart as never }, async () => job({ checkout: await openCheckout(bench.seed, { promoCodes: [code] }), code, uses }))
    }
    const asked = (ref: string, times = 1) => bench.emulator.sendNotification({ ref, status: "pending", status_reason: "confirmation_required", times, parallel: times > 1 })
    const refused = (ref: string) => bench.emulator.sendNotification({ ref, status: "ko", status_reason: "confirmation_rejected_by_merchant", times: 2, parallel: true })

    it("has its use back once when core has counted it, however often Aplazame asks", async () => {
      await refuseSplit(wholeAndOneMore, async ({ checkout, uses }) => {
        await bench.emulator.approve(checkout.checkout_id)
        expect(await rowOf(checkout.mid)).toMatchObject({ reason_code: "completion_not_supported" })
        expect(await uses()).toBe(1)
        await asked(checkout.checkout_id, 3)
        await refused(checkout.checkout_id)
        expect(await uses()).toBe(1)
      })
    })

    it("has it back once at an identity check too, also when another checkout of the cart ends later", async () => {
      await refuseSplit(wholeAndOneMore, async ({ checkout, uses }) => {
        const other = await bench.aplazame.orders.create({ ...(await rowOf(checkout.mid)), subject: { kind: "cart", id: checkout.cartId }, id: undefined, mid: undefined, revision: undefined, aplazame_id: null, state: undefined, fingerprint: "another" } as never)
        await bench.emulator.challenge(checkout.checkout_id)
        expect(await uses()).toBe(1)
        await bench.emulator.failChallenge(checkout.checkout_id)
        await bench.aplazame.orders.move(other.id, "refused")
        await releaseOrder(flowContext(bench.container), (await bench.aplazame.orders.byId(other.id))!)
        expect(await uses()).toBe(1)
      })
    })

    it("has it back when the process dies before the orders are cancelled", async () => {
      await refuseSplit(wholeAndOneMore, async ({ checkout, uses }) => {
        await bench.emulator.patchSettings({ hold_notifications: true })
        await bench.emulator.approve(checkout.checkout_id, { wait: false })
        const dying = jest.spyOn(bench.container.resolve(Modules.ORDER), "cancel" as never).mockRejectedValueOnce(new Error("the process died") as never)
        for (let times = 0; times < 3; times++) await asked(checkout.checkout_id)
        dying.mockRestore()
        expect(await ordersOf(checkout.cartId)).toHaveLength(1)
        for (const { order_id } of await ordersOf(checkout.cartId)) expect(await orderOf(bench.seed, order_id)).toMatchObject({ status: "canceled" })
        expect(await uses()).toBe(1)
      })
    })

    it("has none taken back that nobody has counted", async () => {
      await refuseSplit(splitWithoutCore, async ({ checkout, uses }) => {
        await bench.emulator.approve(checkout.checkout_id)
        await refused(checkout.checkout_id)
        expect(await rowOf(checkout.mid)).toMatchObject({ reason_code: "completion_not_supported" })
        expect(await uses()).toBe(1)
      })
    })
  })

  it("comes back when the store's own completion fails for a moment, whatever Medusa's own rules say of the cart, and sells then", async () => {
    const { sku, setStock } = await addProduct(bench.seed)
    let fails = true
    const completeCart = async ({ cartId, container }: { cartId: string; container: MedusaContainer }) => {
      if (fails) throw new Error("the warehouse does not answer")
      const { result } = await completeCartWorkflow(container).run({ input: { id: cartId } })
      return { orderId: result.id }
    }
    await withOptions(bench, { completeCart }, async () => {
      const { checkout_id, mid } = await openCheckout(bench.seed, { lines: { [sku]: 1 } })
      await bench.emulator.patchSettings({ hold_notifications: true })
      await bench.emulator.approve(checkout_id, { wait: false } as never)
      const send = () => bench.emulator.sendNotification({ ref: checkout_id, status: "pending", status_reason: "confirmation_required" })
      // What the store sells from elsewhere is not in Medusa's stock.
      await setStock(0)
      expect((await send())[0]!.http_status).toBeGreaterThanOrEqual(500)
      fails = false
      await setStock(1)
      expect((await send())[0]!.answer).toEqual({ status: "ok" })
      expect((await rowOf(mid)).order_id).not.toBeNull()
    })
  })
}
