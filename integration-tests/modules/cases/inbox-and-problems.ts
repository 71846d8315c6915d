import { cents, type NotificationPayload } from "../../../src/aplazame"
import type { ModuleBench } from "../../support/aplazame-module"

const payload = (given: Partial<NotificationPayload> = {}): NotificationPayload =>
  ({
    id: "b".repeat(32),
    mid: "aplord_x",
    status: "pending",
    raw_status: "pending",
    status_reason: "confirmation_required",
    total_amount: cents(10_000),
    currency_code: "EUR",
    sandbox: true,
    ...given,
  }) as NotificationPayload

export function inbox({ service }: ModuleBench): void {
  it("keeps one row per thing that was told, and counts its repeats", async () => {
    const rows = await Promise.all(Array.from({ length: 10 }, () => service.inbox.record(payload(), "aplord_x")))
    expect(new Set(rows.map((row) => row.id)).size).toBe(1)
    expect(await service.inbox.ofCredit("aplord_x")).toEqual([expect.objectContaining({ received_count: 10, state: "received" })])
  })

  it.each([
    ["status", { status: "ok", raw_status: "ok", status_reason: "" }],
    ["reason", { status_reason: "challenge_required" }],
    ["amount", { total_amount: cents(9_999) }],
    ["side", { sandbox: false }],
    ["order", { id: "c".repeat(32) }],
  ] as const)("takes another %s for another thing", async (_what, other) => {
    await service.inbox.record(payload(), "aplord_x")
    await service.inbox.record(payload(other), "aplord_x")
    expect(await service.inbox.ofCredit("aplord_x")).toHaveLength(2)
  })

  it("keeps what was applied applied, with its answer, whatever fails later", async () => {
    const { id } = await service.inbox.record(payload(), "aplord_x")
    await service.inbox.failed(id, "DatabaseError")
    expect(await service.inbox.byId(id)).toMatchObject({ state: "failed", error_message: "DatabaseError", attempts: 1 })
    await service.inbox.applied(id, "ko", "out_of_stock")
    await service.inbox.failed(id, "again")
    expect(await service.inbox.byId(id)).toMatchObject({ state: "applied", answer: "ko", reason_code: "out_of_stock", error_message: null, attempts: 2 })
  })

  it("finds what was recorded and never applied", async () => {
    const { id } = await service.inbox.record(payload(), "aplord_x")
    const future = new Date(Date.now() + 1_000)
    expect((await service.inbox.stale(future, 10)).map((row) => row.id)).toEqual([id])
    expect(await service.inbox.stale(new Date(Date.now() - 60_000), 10)).toEqual([])
    await service.inbox.applied(id, "ok", null)
    expect(await service.inbox.stale(future, 10)).toEqual([])
  })
}

export function problems({ service }: ModuleBench): void {
  const open = (total: number) => service.problems.open({ kind: "amounts_differ", about: "aplord_x", aplazame_order_id: "aplord_x", figures: { total } })

  it("has one open problem per cause, with the newest figures", async () => {
    const rows = await Promise.all([open(1), open(2), open(3)])
    expect(new Set(rows.map((row) => row.id)).size).toBe(1)
    await open(4)
    expect(await service.problems.openOfCredit("aplord_x")).toEqual([expect.objectContaining({ occurrences: 4, figures: { total: 4 } })])
    await service.problems.open({ kind: "order_above_credit", about: "aplord_x", aplazame_order_id: "aplord_x" })
    expect(await service.problems.openOfCredit("aplord_x")).toHaveLength(2)
  })

  it("closes it when the cause is gone, and opens a new one when it comes back", async () => {
    const first = await open(1)
    expect(await service.problems.close("amounts_differ", "aplord_x")).toBe(true)
    expect(await service.problems.close("amounts_differ", "aplord_x")).toBe(false)
    expect(await service.problems.openOfCredit("aplord_x")).toEqual([])
    expect((await open(2)).id).not.toBe(first.id)
  })

  it("lets a person close it once, with a name and a note", async () => {
    const { id } = await open(1)
    expect(await service.problems.resolve(id, "user_1", "called the bank")).toMatchObject({ state: "resolved", resolved_by: "user_1", note: "called the bank" })
    expect(await service.problems.resolve(id, "user_2", "me too")).toBeNull()
  })

  it("leaves closed what a person has closed with the same figures, where that is asked for; not what closed by itself", async () => {
    const find = (total: number) => service.problems.open({ kind: "amounts_differ", about: "aplord_x", figures: { total, kind: "refunded_here" }, unlessAnswered: true })
    const first = await find(1)
    await service.problems.close("amounts_differ", "aplord_x")
    const second = await find(1)
    expect(second.id).not.toBe(first.id)
    expect((await find(1)).id).toBe(second.id)
    await service.problems.resolve(second.id, "user_1", "seen")
    expect(await find(1)).toMatchObject({ id: second.id, state: "resolved" })
    const third = await find(2)
    expect(third).toMatchObject({ state: "open", figures: { total: 2 } })
    await service.problems.resolve(third.id, "user_1", "seen again")
    // Only the newest word counts.
    expect((await find(1)).state).toBe("open")
  })
}
