import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { reconcile, sweep } from "../../../src/workflows"
import type { Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { cancelOrder, orderOf } from "../../support/operator"
import { addVoucher } from "../../support/seed-extras"
import { openCheckout } from "../../support/shopper"

type Kind = Parameters<typeof addVoucher>[1]
type Checkout = Awaited<ReturnType<typeof openCheckout>>

/** How often a voucher of {@link addVoucher} was used, as Medusa counts it. */
export async function usesOf(bench: Bench, code: string, kind: Kind = "limit"): Promise<number> {
  const [promotion] = await bench.container.resolve(Modules.PROMOTION).listPromotions({ code }, { relations: ["campaign", "campaign.budget"] })
  return Number(kind === "limit" ? promotion?.used : promotion?.campaign?.budget?.used)
}

/** An order that used a voucher and is cancelled by us gives the use back, once, on whatever path it ends. */
export function vouchers(bench: Bench): void {
  const rowOf = async (mid: string) => (await bench.aplazame.orders.byMid(mid))!
  const hold = () => bench.emulator.patchSettings({ hold_notifications: true })
  const say = (ref: string, status: "ko" | "pending", status_reason: "failed_challenge" | "merchant_failed_to_confirm" | "confirmation_required" | "expired_challenge", times = 1) =>
    bench.emulator.sendNotification({ ref, status, status_reason, times, parallel: times > 1 })
  const lookAgain = async (mid: string) => {
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    await pg("aplazame_order").where({ mid }).update({ updated_at: new Date(Date.now() - 7 * 24 * 60 * 60_000) })
    await sweep(bench.container)
  }
  const compare = (since: Date) => reconcile(bench.container, { from: since, to: new Date(Date.now() + 60_000), dryRun: false })

  /** One use that stands, and one of an order that waits for this credit. */
  const used = async (kind: Kind, begin: (checkout: Checkout) => Promise<unknown>) => {
    const code = await addVoucher(bench.seed, kind, 2)
    const wish = { lines: { ZAPATILLAS: 1 }, promoCodes: [code], email: `${code.toLowerCase()}@example.com` }
    if (kind === "limit") await bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)("promotion").where({ code }).update({ used: 1 })
    else await bench.emulator.approve((await openCheckout(bench.seed, wish)).checkout_id)
    const since = new Date()
    const checkout = await openCheckout(bench.seed, wish)
    await begin(checkout)
    const uses = () => usesOf(bench, code, kind)
    expect(await uses()).toBe(2)
    const { order_id } = await rowOf(checkout.mid)
    return { wish, checkout, ref: checkout.checkout_id, mid: checkout.mid, orderId: order_id!, since, uses }
  }
  const atChallenge = (kind: Kind = "limit") => used(kind, ({ checkout_id }) => bench.emulator.challenge(checkout_id))
  const sold = () => used("limit", ({ checkout_id }) => bench.emulator.approve(checkout_id))
  type Used = Awaited<ReturnType<typeof used>>

  it.each(["budget", "by e-mail"] as const)("gives a voucher's use back once when the credit never comes (%s): it works again", async (kind) => {
    const { checkout, wish, ref, orderId, uses } = await atChallenge(kind)
    await bench.emulator.failChallenge(ref)
    expect(await orderOf(bench.seed, orderId)).toMatchObject({ status: "canceled" })
    expect(await uses()).toBe(1)
    for (let again = 0; again < 2; again++) await bench.emulator.restartNotification(ref)
    await say(ref, "ko", "failed_challenge", 2)
    expect(await uses()).toBe(1)
    const last = await openCheckout(bench.seed, wish)
    expect(last.amount).toBe(checkout.amount)
    expect(await bench.emulator.approve(last.checkout_id)).toMatchObject({ status: "ok" })
    expect(await uses()).toBe(2)
  })

  it.each<[string, () => Promise<Used>, (used: Used) => Promise<unknown>]>([
    ["the last word never came and the sweep asks", atChallenge, async ({ ref, mid }) => { await hold(); await bench.emulator.expire(ref, { wait: false }); await lookAgain(mid) }],
    ["the last word never came and the reconciliation finds it", atChallenge, async ({ ref, since }) => { await hold(); await bench.emulator.refuse(ref, { wait: false }); await compare(since) }],
    ["two processes hear of it, and a reconciliation, at once", atChallenge, async ({ ref, since }) => {
      await hold()
      await bench.emulator.failChallenge(ref, { wait: false })
      await Promise.all([say(ref, "ko", "failed_challenge", 3), compare(since), sweep(bench.container)])
    }],
    ["the operator cancels the order during the check, and the sale is no longer possible", atChallenge, async ({ ref, orderId }) => { await cancelOrder(bench.seed, orderId); await bench.emulator.passChallenge(ref) }],
    ["Aplazame refuses late, after our yes", () => used("limit", async ({ checkout_id }) => {
      await hold()
      await bench.emulator.approve(checkout_id, { wait: false })
      expect(await say(checkout_id, "pending", "confirmation_required")).toEqual([expect.objectContaining({ answer: { status: "ok" } })])
    }), async ({ ref }) => { await bench.emulator.refuse(ref, { reason: "merchant_failed_to_confirm", wait: false }); await say(ref, "ko", "merchant_failed_to_confirm") }],
    ["the credit is cancelled in Aplazame's panel, and we cancel the order", sold, async ({ ref, since }) => { await bench.emulator.panelCancel(ref); await compare(since) }],
  ])("gives it back once when %s", async (_how, begin, end) => {
    const one = await begin()
    await end(one)
    await eventually(async () => expect(await orderOf(bench.seed, one.orderId)).toMatchObject({ status: "canceled" }))
    await eventually(async () => expect(await one.uses()).toBe(1))
    await say(one.ref, "ko", "failed_challenge", 2)
    await lookAgain(one.mid)
    await compare(one.since)
    expect(await one.uses()).toBe(1)
  })

  it("gives it back when the process dies before it has cancelled the order, and not once more", async () => {
    const { ref, orderId, uses } = await atChallenge()
    const dying = jest.spyOn(bench.container.resolve(Modules.ORDER), "cancel" as never).mockRejectedValueOnce(new Error("the process died") as never)
    await hold()
    await bench.emulator.failChallenge(ref, { wait: false })
    for (let times = 0; times < 3; times++) await say(ref, "ko", "failed_challenge")
    dying.mockRestore()
    expect(await orderOf(bench.seed, orderId)).toMatchObject({ status: "canceled" })
    expect(await uses()).toBe(1)
  })

  it("leaves a use as Medusa leaves it when the operator cancels an order that was sold", async () => {
    const { ref, orderId, since, uses } = await sold()
    await cancelOrder(bench.seed, orderId)
    await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull())
    await say(ref, "ko", "failed_challenge", 2)
    await compare(since)
    expect(await uses()).toBe(2)
  })
}
