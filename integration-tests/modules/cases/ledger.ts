import { cents } from "../../../src/aplazame"
import { OPERATION_STATES, OPERATION_TRANSITIONS, TOLD } from "../../../src/credit"
import { OperationBusyError, type Settlement } from "../../../src/modules/aplazame/stores"
import { anOperation, anOrder, type ModuleBench } from "../../support/aplazame-module"

const LEASE = 60_000

export function ledger(bench: ModuleBench): void {
  const { service } = bench
  /** Reads the credit and sends at once. */
  const send = async (id: string, leaseMs = LEASE) => service.ledger.markSent(id, { remaining_before: cents(10_000), leaseMs, read: await readNow(id) })
  const readNow = async (operationId: string) => {
    const order = (await service.orders.byId((await service.ledger.byId(operationId))!.aplazame_order_id))!
    return { id: order.id, revision: order.revision }
  }
  /** Speaks of the newest attempt. */
  const settle = async (id: string, state: Settlement["state"]) =>
    service.ledger.settle(id, state === "skipped" ? { state } : { state, attempt: (await service.ledger.byId(id))!.attempts })

  it("plans one operation per key, whoever asks, however often and at once", async () => {
    const order = await anOrder(bench)
    const ask = (requested_by: string) => service.ledger.plan({ aplazame_order_id: order.id, kind: "capture", business_key: "fulfillment:1", requested_by })
    const rows = await Promise.all(Array.from({ length: 10 }, (_, n) => ask(`caller ${n}`)))
    expect(new Set(rows.map((row) => row.id)).size).toBe(1)
    expect((await ask("late")).requested_by).toBe(rows[0]!.requested_by)
    expect(await service.ledger.ofCredit(order.id)).toHaveLength(1)
  })

  it("tells of each operation that ended once, whoever settles it again, and of none that is open", async () => {
    const told: unknown[] = []
    const real = Reflect.get(service.ledger, "ended")
    Reflect.set(service.ledger, "ended", (...one: unknown[]) => void told.push(one))
    const order = await anOrder(bench)
    const { id } = await anOperation(bench, order)
    await send(id)
    await settle(id, "unknown")
    expect(told).toEqual([])
    await settle(id, "done")
    await settle(id, "done")
    const skipped = await anOperation(bench, order, { kind: "capture" })
    await settle(skipped.id, "skipped")
    Reflect.set(service.ledger, "ended", real)
    expect(told).toEqual([["refund", "done"], ["capture", "skipped"]])
  })

  it("counts what is open by kind and state, and the health answer's figures are the sums", async () => {
    const order = await anOrder(bench)
    const sent = await anOperation(bench, order)
    await send(sent.id)
    await settle(sent.id, "unknown")
    await anOperation(bench, order, { kind: "capture", next_attempt_at: new Date(Date.now() + LEASE) })
    await anOperation(bench, order, { kind: "capture" })
    const over = await anOperation(bench, order, { kind: "void" })
    await settle(over.id, "skipped")
    const open = (await service.ledger.open()).sort((a, b) => a.kind.localeCompare(b.kind))
    const sentAt = (await service.ledger.byId(sent.id))!.sent_at
    expect(open).toEqual([
      { kind: "capture", state: "planned", open: 2, due: 1, oldestDue: expect.any(Date), oldestSent: null },
      { kind: "refund", state: "unknown", open: 1, due: 1, oldestDue: expect.any(Date), oldestSent: sentAt },
    ])
    const first = open.map(({ oldestDue }) => oldestDue!.getTime()).sort((a, b) => a - b)[0]
    expect(await service.ledger.waiting()).toEqual({ due: 2, oldestDue: new Date(first!), oldestUnknown: sentAt })
  })

  it("forgets when an operation was to be tried once it is over", async () => {
    const order = await anOrder(bench)
    const op = await anOperation(bench, order, { next_attempt_at: new Date(Date.now() + LEASE) })
    expect(await settle(op.id, "skipped")).toMatchObject({ state: "skipped", next_attempt_at: null })
  })

  it("leaves a call alone that was sent since by whoever says that it is refused", async () => {
    const order = await anOrder(bench)
    const op = await anOperation(bench, order, { kind: "capture" })
    await send(op.id)
    expect(await service.ledger.settle(op.id, { state: "refused", attempt: op.attempts, error_code: "failed" })).toMatchObject({ state: "sent", error_code: null })
    await settle(op.id, "done")
    expect(await service.ledger.byId(op.id)).toMatchObject({ state: "done" })
  })

  it("sends nothing on figures that were read before another operation was sent or settled, in whatever process", async () => {
    const order = await anOrder(bench)
    const [one, two] = [await anOperation(bench, order), await anOperation(bench, order, { kind: "capture" })]
    const read = await readNow(one.id)
    const late = () => service.ledger.markSent(two.id, { remaining_before: cents(10_000), leaseMs: LEASE, read })
    await service.ledger.markSent(one.id, { remaining_before: cents(10_000), leaseMs: LEASE, read })
    await expect(late()).rejects.toBeInstanceOf(OperationBusyError)
    await settle(one.id, "done")
    await expect(late()).rejects.toBeInstanceOf(OperationBusyError)
    const foreign = { aplazame_order_id: order.id, kind: "void" as const, business_key: "panel:void:1", amount: cents(1), remaining_before: null }
    await expect(service.ledger.recordForeign(foreign, read)).rejects.toBeInstanceOf(OperationBusyError)
    expect((await service.orders.byId(order.id))!.revision).toBe(read.revision + 2)
    await send(two.id)
  })

  it("is decided by a person once, of the attempt that they were asked about and on the newest revision, with its problem and its sum", async () => {
    const order = await anOrder(bench)
    const op = await anOperation(bench, order, { kind: "refund", amount: cents(2_000) })
    const decide = async (state: "done" | "not_done" | "refused", over: object = {}) =>
      service.ledger.decide(op.id, { state, decided_by: "user_1", attempt: 1, remaining_after: cents(7_000), read: await readNow(op.id), ...over })
    await expect(decide("done")).rejects.toBeInstanceOf(OperationBusyError)
    const before = await readNow(op.id)
    await send(op.id)
    await expect(decide("done")).rejects.toBeInstanceOf(OperationBusyError)
    await settle(op.id, "unknown")
    await service.problems.open({ kind: "operation_undecided", about: op.id, aplazame_order_id: order.id, operation_id: op.id })
    await expect(decide("done", { attempt: 2 })).rejects.toBeInstanceOf(OperationBusyError)
    await expect(decide("done", { read: before })).rejects.toBeInstanceOf(OperationBusyError)
    expect(await service.orders.byId(order.id)).toMatchObject({ refunded_amount: 0 })
    const read = await readNow(op.id)
    const ends = await Promise.allSettled([decide("done", { read }), decide("refused", { read }), decide("done", { read })])
    expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(1)
    const now = await service.ledger.byId(op.id)
    expect(now).toMatchObject({ decided_by: "user_1", remaining_after: 7_000, next_attempt_at: null })
    expect(await service.orders.byId(order.id)).toMatchObject({ refunded_amount: now?.state === "done" ? 2_000 : 0, revision: read.revision + 1 })
    expect(await service.problems.openOfCredit(order.id)).toEqual([])
    expect(await service.problems.newestOf("operation_undecided", op.id)).toMatchObject({ resolved_by: "user_1" })
  })

  it("follows an operation that ended without effect with another, and never one that happened", async () => {
    const order = await anOrder(bench)
    const ask = () => service.ledger.planAgain({ aplazame_order_id: order.id, kind: "cancel", business_key: `cancel:${order.id}` })
    const first = await ask()
    expect((await ask()).id).toBe(first.id)
    await settle(first.id, "skipped")
    const second = await ask()
    expect(second).toMatchObject({ state: "planned", business_key: `cancel:${order.id}#2` })
    await send(second.id)
    await settle(second.id, "done")
    expect((await ask()).id).toBe(second.id)
  })

  it("has one money call of an order in flight, and history beside it", async () => {
    const order = await anOrder(bench)
    const [one, two, history] = [
      await anOperation(bench, order),
      await anOperation(bench, order, { kind: "capture" }),
      await anOperation(bench, order, { kind: "history", amount: null }),
    ]
    await send(one.id)
    await expect(send(two.id)).rejects.toBeInstanceOf(OperationBusyError)
    expect((await service.ledger.byId(two.id))!.state).toBe("planned")
    expect((await send(history.id)).state).toBe("sent")
    await settle(one.id, "done")
    expect((await send(two.id)).state).toBe("sent")
    expect((await send((await anOperation(bench, await anOrder(bench))).id)).state).toBe("sent")
  })

  it("sends one operation once, of many callers at the same moment", async () => {
    const op = await anOperation(bench, await anOrder(bench))
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => send(op.id)))
    expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(1)
    expect((await service.ledger.byId(op.id))!.attempts).toBe(1)
  })

  it.each([
    ["capture", "captured_amount"],
    ["void", "voided_amount"],
    ["cancel", "voided_amount"],
    ["refund", "refunded_amount"],
    ["update", null],
    ["history", null],
  ] as const)("adds a done %s to the order's totals once, whoever settles it", async (kind, column) => {
    const order = await anOrder(bench)
    const op = await anOperation(bench, order, { kind })
    await send(op.id)
    await Promise.all([settle(op.id, "done"), settle(op.id, "done"), settle(op.id, "not_done")])
    const settled = await settle(op.id, "refused")
    const row = (await service.orders.byId(order.id))!
    const totals = { captured_amount: row.captured_amount, voided_amount: row.voided_amount, refunded_amount: row.refunded_amount }
    const moved = settled.state === "done" && column ? { [column]: 1_000 } : {}
    expect(totals).toEqual({ captured_amount: 0, voided_amount: 0, refunded_amount: 0, ...moved })
    expect(["done", "not_done"]).toContain(settled.state)
  })

  it("adds nothing for what was refused, not done or skipped", async () => {
    const order = await anOrder(bench)
    for (const state of ["refused", "not_done"] as const) {
      const op = await anOperation(bench, order)
      await send(op.id)
      expect((await settle(op.id, state)).state).toBe(state)
    }
    expect((await settle((await anOperation(bench, order)).id, "skipped")).state).toBe("skipped")
    expect((await service.orders.byId(order.id))!.refunded_amount).toBe(0)
  })

  it("settles exactly along its table", async () => {
    const order = await anOrder(bench)
    const begin: Record<string, (id: string) => Promise<unknown>> = {
      planned: async () => undefined,
      sent: (id) => send(id),
      unknown: async (id) => (await send(id), settle(id, "unknown")),
      not_done: async (id) => (await send(id), settle(id, "not_done")),
      done: async (id) => (await send(id), settle(id, "done")),
      refused: async (id) => (await send(id), settle(id, "refused")),
      skipped: (id) => settle(id, "skipped"),
    }
    for (const from of OPERATION_STATES) {
      for (const to of ["done", "refused", "unknown", "not_done", "skipped"] as const) {
        const op = await anOperation(bench, order)
        await begin[from]!(op.id)
        const now = (await settle(op.id, to)).state
        expect([from, to, now]).toEqual([from, to, OPERATION_TRANSITIONS[from].includes(to) ? to : from])
        if (now === "sent") await settle(op.id, "refused")
      }
    }
  })

  it("gives two callers at the same moment disjoint work, and each row to one of them", async () => {
    const ids: string[] = []
    for (let n = 0; n < 20; n++) ids.push((await anOperation(bench, await anOrder(bench))).id)
    const claims = await Promise.all([1, 2, 3, 4].map(() => service.ledger.claimDue(5, LEASE)))
    const claimed = claims.flat().map((op) => op.id)
    expect(new Set(claimed).size).toBe(claimed.length)
    const rest = await service.ledger.claimDue(100, LEASE)
    expect([...claimed, ...rest.map((op) => op.id)].sort()).toEqual([...ids].sort())
    expect(await service.ledger.claimDue(100, LEASE)).toEqual([])
  })

  it("skips rows that another transaction holds instead of waiting for them", async () => {
    const [held, free] = [await anOperation(bench, await anOrder(bench)), await anOperation(bench, await anOrder(bench))]
    const pg = (service.ledger as unknown as { pg: import("@medusajs/framework/mikro-orm/knex").Knex }).pg
    await pg.transaction(async (trx) => {
      await trx("aplazame_operation").where({ id: held.id }).forUpdate()
      expect((await service.ledger.claimDue(10, LEASE)).map((op) => op.id)).toEqual([free.id])
    })
    expect((await service.ledger.claimDue(10, LEASE)).map((op) => op.id)).toEqual([held.id])
  })

  it("claims what is due: planned whose time has come, unknown, and sent whose caller died", async () => {
    const [later, dead, alive, unknown, done] = [
      await anOperation(bench, await anOrder(bench), { next_attempt_at: new Date(Date.now() + 60_000) }),
      await anOperation(bench, await anOrder(bench)),
      await anOperation(bench, await anOrder(bench)),
      await anOperation(bench, await anOrder(bench)),
      await anOperation(bench, await anOrder(bench)),
    ]
    await send(dead.id, -1)
    await send(alive.id)
    await send(unknown.id)
    await settle(unknown.id, "unknown")
    await send(done.id)
    await settle(done.id, "done")
    expect((await service.ledger.claimDue(10, LEASE)).map((op) => op.id).sort()).toEqual([dead.id, unknown.id].sort())
    await service.ledger.release(dead.id, new Date(Date.now() + 60_000))
    await service.ledger.release(unknown.id)
    expect((await service.ledger.claimDue(10, LEASE)).map((op) => op.id)).toEqual([unknown.id])
    expect(later.state).toBe("planned")
  })

  it("claims first what is due for the longest: what fails each time keeps nothing from its turn", async () => {
    const failing = await anOperation(bench, await anOrder(bench))
    const fresh = await anOperation(bench, await anOrder(bench))
    expect((await service.ledger.claimDue(1, -1)).map((op) => op.id)).toEqual([failing.id])
    await service.ledger.postpone(failing.id, new Date(), { code: "failed", message: "x" })
    expect((await service.ledger.claimDue(1, LEASE)).map((op) => op.id)).toEqual([fresh.id])
    expect((await service.ledger.claimDue(1, LEASE)).map((op) => op.id)).toEqual([failing.id])
  })

  it("hands out for the books at once what was found in the panel or settled by reading, and what has its answer when whoever asked must have written it", async () => {
    const [answered, read, later] = [await anOperation(bench, await anOrder(bench)), await anOperation(bench, await anOrder(bench)), await anOperation(bench, await anOrder(bench))]
    for (const [{ id }, next_attempt_at] of [[answered, null], [read, new Date()], [later, new Date(Date.now() + 60_000)]] as const) {
      await service.ledger.markSent(id, { remaining_before: cents(10_000), medusa_ref: `ref_of_${id}`, leaseMs: LEASE, read: await readNow(id) })
      await service.ledger.settle(id, { state: "done", attempt: 1, next_attempt_at })
    }
    const aMinuteAgo = new Date(Date.now() - 60_000)
    const inAMinute = new Date(Date.now() + 60_000)
    expect((await service.bookings.booksDue(10)).map((op) => op.id)).toEqual([read.id])
    expect((await service.bookings.unbooked(aMinuteAgo, 10)).map((op) => op.id)).toEqual([read.id])
    expect((await service.bookings.unbooked(inAMinute, 10)).map((op) => op.id).sort()).toEqual([answered.id, read.id].sort())
    await service.bookings.markBooked(read.id)
    expect(await service.bookings.booksDue(10)).toEqual([])
  })

  it("ties an operation to one row of Medusa, when a retry and the job want it in the same moment", async () => {
    const op = await anOperation(bench, await anOrder(bench), { medusa_ref: "ref_of_a_refund_that_failed" })
    const ties = [service.bookings.bookAs([op.id], "ref_of_the_retry", op.medusa_ref), service.bookings.bookUnnoticed([op.id], "ref_of_the_job", op.medusa_ref)]
    const tied = await Promise.all(ties)
    expect(tied.filter(Boolean)).toHaveLength(1)
    const row = (await service.ledger.byId(op.id))!
    expect([row.medusa_ref, row.untold_since !== null]).toEqual(tied[0] ? ["ref_of_the_retry", false] : ["ref_of_the_job", true])
  })

  it("knows what was booked untold until it is told, and no longer", async () => {
    const op = await anOperation(bench, await anOrder(bench))
    expect(await service.bookings.bookUnnoticed([op.id], "ref_of_the_job", null)).toBe(true)
    expect((await service.ledger.byId(op.id))!.untold_since).not.toBeNull()
    await service.ledger.markNoticed([op.id])
    expect(await service.ledger.byId(op.id)).toMatchObject({ untold_since: TOLD, medusa_ref: "ref_of_the_job" })
    // Told before it was booked: the booking does not begin it again.
    expect(await service.bookings.bookUnnoticed([op.id], "ref_of_the_sweep", "ref_of_the_job")).toBe(true)
    expect(await service.ledger.byId(op.id)).toMatchObject({ untold_since: TOLD, medusa_ref: "ref_of_the_sweep" })
  })

  it("ties all parts of a refund to its retry, or none", async () => {
    const order = await anOrder(bench)
    const [one, other] = [await anOperation(bench, order, { kind: "refund", medusa_ref: "ref_lost" }), await anOperation(bench, order, { kind: "refund", medusa_ref: "ref_elsewhere" })]
    expect(await service.bookings.bookAs([one.id, other.id], "ref_retry", "ref_lost")).toBe(false)
    expect((await service.ledger.byId(one.id))!.medusa_ref).toBe("ref_lost")
    await service.bookings.bookAs([other.id], "ref_lost", "ref_elsewhere")
    expect(await service.bookings.bookAs([one.id, other.id], "ref_retry", "ref_lost")).toBe(true)
    for (const { id } of [one, other]) expect((await service.ledger.byId(id))!.medusa_ref).toBe("ref_retry")
  })

  it("orders what is settled by the database's clock, whatever that of the machine says", async () => {
    const order = await anOrder(bench)
    const first = await anOperation(bench, order, { kind: "void" })
    const second = await anOperation(bench, order, { kind: "update" })
    await send(first.id)
    await service.ledger.settle(first.id, { state: "done", attempt: 1 })
    const now = Date.now()
    jest.useFakeTimers({ now: now - 3_600_000, doNotFake: ["hrtime", "nextTick", "performance", "queueMicrotask", "setImmediate", "clearImmediate", "setInterval", "clearInterval", "setTimeout", "clearTimeout"] })
    try {
      await send(second.id)
      await service.ledger.settle(second.id, { state: "done", attempt: 1 })
    } finally {
      jest.useRealTimers()
    }
    const [before, after] = [(await service.ledger.byId(first.id))!, (await service.ledger.byId(second.id))!]
    expect(after.settled_at!.getTime()).toBeGreaterThanOrEqual(before.settled_at!.getTime())
  })

  it("puts a planned operation back with the reason and counts the attempt", async () => {
    const op = await anOperation(bench, await anOrder(bench), { kind: "history" })
    await send(op.id)
    await service.ledger.postpone(op.id, new Date(Date.now() + 60_000), { code: "aplazame_timeout", message: "no answer" }, 1)
    expect((await service.ledger.byId(op.id))!).toMatchObject({ state: "planned", attempts: 1, error_code: "aplazame_timeout", lease_until: null })
    expect(await service.ledger.claimDue(10, LEASE)).toEqual([])
    await service.ledger.postpone(op.id, new Date(), { code: "x", message: "y" })
    expect((await service.ledger.byId(op.id))!.attempts).toBe(2)
  })

  it("does not take for a failure that an operation waits for another call", async () => {
    const op = await anOperation(bench, await anOrder(bench))
    const failingSince = async (waits: boolean): Promise<Date | null> => {
      await service.ledger.postpone(op.id, new Date(), { code: "x", message: "y" }, null, waits)
      return (await service.ledger.byId(op.id))!.failing_since
    }
    expect([await failingSince(false), await failingSince(true), await failingSince(false)]).toEqual([expect.any(Date), null, expect.any(Date)])
  })

  it("does not put back a call that is under way, unless the one who sent it asks", async () => {
    const op = await anOperation(bench, await anOrder(bench))
    await send(op.id)
    await service.ledger.postpone(op.id, new Date(), { code: "x", message: "somebody else failed on the same operation" })
    expect((await service.ledger.byId(op.id))!).toMatchObject({ state: "sent", error_code: null })
    await service.ledger.postpone(op.id, new Date(), { code: "x", message: "an earlier attempt's" }, 7)
    expect((await service.ledger.byId(op.id))!.state).toBe("sent")
    await service.ledger.postpone(op.id, new Date(), { code: "aplazame_rate_limited", message: "its own" }, 1)
    expect((await service.ledger.byId(op.id))!).toMatchObject({ state: "planned", error_code: "aplazame_rate_limited" })
  })

  it("does not put back what is settled", async () => {
    const op = await anOperation(bench, await anOrder(bench))
    await send(op.id)
    await settle(op.id, "done")
    await service.ledger.postpone(op.id, new Date(), { code: "x", message: "y" })
    expect((await service.ledger.byId(op.id))!).toMatchObject({ state: "done", error_code: null })
  })

  it("does not know an operation of an order that does not exist", async () => {
    await expect(service.ledger.plan({ aplazame_order_id: "aplord_none", kind: "refund", business_key: "k" })).rejects.toThrow(/foreign/)
  })
}
