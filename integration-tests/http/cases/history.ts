import { withOptions, withTimeout, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import type { Http } from "../../support/http"
import { addPastOrder } from "../../support/past-order"
import { signedIn } from "../../support/seed-extras"
import { complete, openCheckout, pressPay } from "../../support/shopper"

/** The shopper's past orders go to Aplazame beside the checkout, never in its way. */
export function history(bench: Bench): void {
  const buyOtherwise = (email: string, as?: Http, lines = { CAMISETA: 1 }) => addPastOrder(bench, { email, as, lines })
  const pushes = async (ref: string) => (await bench.emulator.calls({ ref })).filter((c) => c.path.endsWith("/history"))
  const operation = async (mid: string) => (await bench.aplazame.ledger.byKey(`history:${mid}`))!

  it("sends a signed-in customer's orders once, newest first and no more than the option says, before the confirmation", async () => {
    const shopper = await signedIn(bench.seed)
    const placed: string[] = []
    for (let count = 1; count <= 3; count++) placed.push(await buyOtherwise(shopper.email, shopper.http, { CAMISETA: count }))
    await withOptions(bench, { historyLimit: 2 }, async () => {
      const { sessionId, checkout_id, mid } = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
      for (let press = 0; press < 2; press++) await pressPay(bench.seed, sessionId, {}, shopper.http)
      await Promise.all([1, 2].map(() => pressPay(bench.seed, sessionId, {}, shopper.http)))
      await eventually(async () => expect(await operation(mid)).toMatchObject({ kind: "history", state: "done", requested_by: "checkout" }))
      await bench.emulator.approve(checkout_id)
      const calls = await bench.emulator.calls({ ref: checkout_id })
      expect(calls.filter((c) => c.path.endsWith("/history"))).toEqual([expect.objectContaining({ method: "POST", status: 204 })])
      const entries = (await bench.emulator.order(checkout_id)).history as { id: string; amount: number; status: string; type: string }[]
      expect(entries.map((e) => e.id)).toEqual([placed[2], placed[1]])
      expect(entries.map((e) => e.amount)).toEqual([7855, 5437])
    })
  })

  it("sends nothing of a guest, whose e-mail proves nothing, unless the store says so", async () => {
    const email = `guest-${Date.now()}@example.com`
    const past = await buyOtherwise(email)
    const silent = await openCheckout(bench.seed, { email })
    await eventually(async () => expect((await operation(silent.mid)).state).toBe("skipped"))
    expect(await pushes(silent.checkout_id)).toHaveLength(0)
    await withOptions(bench, { historyForGuests: true }, async () => {
      const open = await openCheckout(bench.seed, { email })
      await eventually(async () => expect((await operation(open.mid)).state).toBe("done"))
      expect((await bench.emulator.order(open.checkout_id)).history).toEqual([expect.objectContaining({ id: past })])
    })
  })

  it("plans nothing at all with a limit of 0", async () => {
    const { mid } = await withOptions(bench, { historyLimit: 0 }, () => openCheckout(bench.seed))
    expect(await bench.aplazame.ledger.byKey(`history:${mid}`)).toBeNull()
  })

  it.each([
    ["answers 500", { status: 500 }, /server/],
    ["is gone", { status: 404 }, /not_found/],
  ])("changes nothing for the shopper when the history endpoint %s; the ledger says what happened", async (_name, fault, code) => {
    const shopper = await signedIn(bench.seed)
    await buyOtherwise(shopper.email, shopper.http)
    await bench.emulator.setFaults({ route: "POST /orders/:id/history", ...fault })
    await withTimeout(bench, 1_500, async () => {
      const { checkout_id, cartId, mid } = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
      expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok" })
      expect((await complete(bench.seed, cartId, shopper.http)).body.type).toBe("order")
      await eventually(async () => {
        const op = await operation(mid)
        expect(op.error_code).toMatch(code)
        expect(["planned", "refused", "skipped"]).toContain(op.state)
      })
    })
  })

  it("does not send what was not sent before the confirmation: Aplazame would refuse it", async () => {
    const shopper = await signedIn(bench.seed)
    await buyOtherwise(shopper.email, shopper.http)
    await bench.emulator.setFaults({ route: "POST /orders/:id/history", status: 503 })
    const { checkout_id, mid } = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
    await eventually(async () => expect((await operation(mid)).attempts).toBeGreaterThan(0))
    await bench.emulator.approve(checkout_id)
    await bench.emulator.clearFaults()
    await eventually(async () => expect((await operation(mid)).state).toBe("skipped"), { within: 20_000, every: 300 })
    expect((await bench.emulator.order(checkout_id)).history).toBeNull()
  })
}
