import type { AplazameOrder as RemoteOrder } from "../../../src/aplazame"
import { CREDIT_STATES, CREDIT_TRANSITIONS } from "../../../src/credit"
import { anOrder, type ModuleBench } from "../../support/aplazame-module"

const remote = (given: Partial<RemoteOrder>): RemoteOrder =>
  ({
    id: "a".repeat(32),
    mid: "m",
    status: "pending",
    raw_status: "pending",
    status_reason: "in_process",
    total_amount: 10_000,
    currency_code: "EUR",
    sandbox: true,
    cancelled: null,
    confirmed: null,
    expired: null,
    expires_at: null,
    ...given,
  }) as RemoteOrder

export function orders(bench: ModuleBench): void {
  const { service } = bench

  it("moves exactly along the table of transitions, and says whether it moved", async () => {
    for (const from of CREDIT_STATES.filter((state) => state !== "creating")) {
      for (const to of CREDIT_STATES) {
        const row = await anOrder(bench, from)
        const allowed = CREDIT_TRANSITIONS[from].includes(to)
        expect([from, to, await service.orders.move(row.id, to)]).toEqual([from, to, allowed])
        expect((await service.orders.byId(row.id))!.state).toBe(allowed ? to : from)
      }
    }
  })

  it("lets one of many movers to the same state move", async () => {
    const row = await anOrder(bench, "approved")
    const moved = await Promise.all(Array.from({ length: 8 }, () => service.orders.move(row.id, "refused")))
    expect(moved.filter(Boolean)).toHaveLength(1)
  })

  it("takes over Aplazame's words always and its state only forwards", async () => {
    const row = await anOrder(bench, "confirmed")
    const late = await service.orders.takeOver(row, remote({ status_reason: "challenge_required" }))
    expect(late).toMatchObject({ state: "confirmed", status: "pending", status_reason: "challenge_required", aplazame_id: "a".repeat(32) })
    expect(late.checked_at).toBeInstanceOf(Date)
    const gone = await service.orders.takeOver(late, remote({ status: "ok", raw_status: "ok", status_reason: "", cancelled: "2026-01-01T00:00:00Z" }))
    expect(gone).toMatchObject({ state: "cancelled", cancelled_at: new Date("2026-01-01T00:00:00Z") })
  })

  it("never reads a word that it does not know as paid", async () => {
    const row = await anOrder(bench, "open")
    expect((await service.orders.takeOver(row, remote({ status: "unknown", raw_status: "ok_maybe", status_reason: "new" }))).state).toBe("open")
  })

  it("does not have two rows of one mid, nor of one id of Aplazame", async () => {
    const [one, two] = [await anOrder(bench), await anOrder(bench)]
    await service.orders.update(one.id, { aplazame_id: "x" })
    await expect(service.orders.update(two.id, { aplazame_id: "x" })).rejects.toThrow(/IDX_aplazame_order_aplazame_id_unique/)
    expect(one.mid).toBe(one.id)
    expect(await service.orders.byMid(two.mid)).toMatchObject({ id: two.id })
  })

  it("takes for a session the checkout that has the order, else the one that is being decided, else the one that was taken, else the newest", async () => {
    const payment_session_id = "payses_shared"
    const [first, second, third] = [
      await anOrder(bench, "open", { payment_session_id }),
      await anOrder(bench, "open", { payment_session_id }),
      await anOrder(bench, "open", { payment_session_id }),
    ]
    expect((await service.orders.ofSession(payment_session_id))!.id).toBe(third.id)
    await service.orders.take(second)
    expect((await service.orders.ofSession(payment_session_id))!.id).toBe(second.id)
    // Its completion came to nothing: it does not stand in the way of the next.
    await service.orders.beginAccepting(third.id, 4_000)
    await service.orders.beginAccepting(first.id, 5_000)
    expect((await service.orders.ofSession(payment_session_id))!.id).toBe(first.id)
    await service.orders.update(second.id, { order_id: "order_shared" })
    expect((await service.orders.ofSession(payment_session_id))!.id).toBe(second.id)
    expect(await service.orders.ofSession("payses_other")).toBeNull()
  })

  it("takes one checkout of a session, and none of another session", async () => {
    const payment_session_id = "payses_taken"
    const [one, two, other] = [await anOrder(bench, "open", { payment_session_id }), await anOrder(bench, "open", { payment_session_id }), await anOrder(bench, "open")]
    for (const row of [other, one, two]) await service.orders.take(row)
    const taken = await Promise.all([one, two, other].map(async ({ id }) => (await service.orders.byId(id))!.authorized_at !== null))
    expect(taken).toEqual([false, true, true])
  })

  it("forgets a decision that took too long", async () => {
    const payment_session_id = "payses_slow"
    const [first, second] = [await anOrder(bench, "open", { payment_session_id }), await anOrder(bench, "open", { payment_session_id })]
    await service.orders.beginAccepting(first.id, -1)
    expect((await service.orders.ofSession(payment_session_id))!.id).toBe(second.id)
  })

  it("lets one of many who come at once give back what a cart has used of promotions, whichever of its checkouts they come by", async () => {
    const cart_id = "cart_with_a_voucher"
    const rows = [await anOrder(bench, "refused", { cart_id }), await anOrder(bench, "refused", { cart_id })]
    const claims = await Promise.all([...rows, ...rows, ...rows].map((row) => service.orders.claimPromotions(row)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    expect(await service.orders.claimPromotions(await anOrder(bench, "refused", { cart_id: "another_cart" }))).toBe(true)
  })

  it("hands out again only a live checkout of the same cart and content", async () => {
    const cart_id = "cart_again"
    const find = (fingerprint: string) => service.orders.reusable({ kind: "cart", id: cart_id }, fingerprint, null)
    const states = ["approved", "confirmed", "refused", "cancelled", "failed"] as const
    for (const state of states) await anOrder(bench, state, { cart_id, fingerprint: state })
    for (const state of states) expect(await find(state)).toBeNull()
    for (const state of ["creating", "open", "challenge"] as const) {
      const row = await anOrder(bench, state, { cart_id, fingerprint: state })
      expect((await find(state))!.id).toBe(row.id)
      await service.orders.update(row.id, { expires_at: new Date(Date.now() - 1_000) })
      expect(await find(state)).toBeNull()
    }
    expect(await service.orders.reusable({ kind: "cart", id: "cart_other" }, "open", null)).toBeNull()
    expect(await service.orders.reusable({ kind: "order", id: cart_id }, "open", null)).toBeNull()
    expect(await service.orders.reusable({ kind: "cart", id: cart_id }, "open", "cus_1")).toBeNull()
  })

  it("gives a band of ages what is due in it, what was not touched for the longest first", async () => {
    const HOUR = 60 * 60_000
    const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
    const aged = async (hours: number, reconciled: number | null, state: "confirmed" | "cancelled" | "refused" = "confirmed", ended?: number) => {
      const { id } = await anOrder(bench, state)
      const moments = { reconciled_at: reconciled === null ? null : ago(reconciled), created_at: ago(hours), ...(ended === undefined ? {} : { cancelled_at: ago(ended) }) }
      await service.orders.update(id, moments)
      return id
    }
    const never = await aged(30, null)
    const longAgo = await aged(20, 9)
    // What a comparison closes, and what another answer does, of credits that nothing else asks to compare.
    const told = await aged(60, 25, "refused")
    await service.problems.open({ kind: "order_without_credit", about: told, aplazame_order_id: told, order_id: "order_1" })
    const toldUncompared = await aged(60, null, "refused")
    await service.problems.open({ kind: "order_without_credit", about: toldUncompared, aplazame_order_id: toldUncompared, order_id: "order_1" })
    const toldToday = await aged(60, 23, "cancelled", 30)
    await service.problems.open({ kind: "amounts_differ", about: toldToday, aplazame_order_id: toldToday, order_id: "order_1" })
    const toldOtherwise = await aged(60, 25, "refused")
    await service.problems.open({ kind: "operation_refused", about: toldOtherwise, aplazame_order_id: toldOtherwise, order_id: "order_1" })
    const justDue = await aged(10, 1.1)
    const endedSince = await aged(10, 2, "cancelled", 1)
    // Aplazame's clock is behind ours by some minutes.
    const endedThen = await aged(10, 1.9, "cancelled", 2)
    await aged(10, 0.5)
    await aged(10, 1, "cancelled", 2)
    await aged(10, null, "refused")
    await aged(80, null)
    const band = { createdAfter: ago(72), createdBefore: ago(0), everyMs: HOUR }
    const due = async (limit: number) => (await service.orders.toReconcile(band, limit)).map((row) => row.id)
    expect(await due(10)).toEqual([never, longAgo, told, toldUncompared, justDue, endedSince, endedThen])
    expect(await due(2)).toEqual([never, longAgo])
    // Its comparison failed: it is still due, behind those that were not tried, however many fail in each run.
    await service.orders.update(never, {})
    expect(await due(2)).toEqual([longAgo, told])
    expect(await due(10)).toEqual([longAgo, told, toldUncompared, justDue, endedSince, endedThen, never])
  })

  it("finds refused credits whose order nobody has released, however long ago, and ended ones without an order for a while", async () => {
    const hours = (ahead: number) => new Date(Date.now() + ahead * 3_600_000)
    const refused = async (patch: Parameters<typeof service.orders.update>[1]) => {
      const { id } = await anOrder(bench, "refused")
      await service.orders.update(id, patch)
      return id
    }
    const withoutOrder = await refused({})
    const left = await refused({ order_id: "order_1" })
    const waits = await refused({ order_id: "order_2", retry_until: hours(1) })
    const others = [
      await refused({ order_id: "order_3", released_at: hours(0) }),
      // Who releases it first asks whether somebody has paid by its link meanwhile.
      await refused({ order_id: "order_4", retry_until: hours(-1) }),
      (await anOrder(bench, "confirmed")).id,
    ]
    const found = async (since: Date) => (await service.orders.unreleased(since, 1_000)).map(({ id }) => id).filter((id) => [withoutOrder, left, waits, ...others].includes(id))
    expect(await found(hours(-1))).toEqual([withoutOrder, left, waits])
    expect(await found(hours(1))).toEqual([left, waits])
  })

  it("is listed by Medusa's own methods too, with its operations", async () => {
    const row = await anOrder(bench)
    await service.ledger.plan({ aplazame_order_id: row.id, kind: "history", business_key: "history:x" })
    const [listed] = await service.listAplazameOrders({ id: row.id }, { relations: ["operations"] })
    expect(listed).toMatchObject({ id: row.id, total_amount: 10_000, operations: [expect.objectContaining({ kind: "history" })] })
  })
}
