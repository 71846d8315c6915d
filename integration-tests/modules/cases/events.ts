import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { cents } from "../../../src/aplazame"
import type { EventRow } from "../../../src/modules/aplazame/events"
import type { AplazameOrderRow } from "../../../src/modules/aplazame/rows"
import { emitEvents } from "../../../src/workflows/emit-events"
import { anOperation, anOrder, type ModuleBench } from "../../support/aplazame-module"

const LEASE = 60_000
const quiet = { warn: () => undefined } as never

/** Events: written with the change, emitted once, by whoever comes. */
export function events(bench: ModuleBench): void {
  const { service } = bench
  const pg = (): Knex => (service.ledger as unknown as { pg: Knex }).pg
  const written = async (): Promise<EventRow[]> => pg()<EventRow>("aplazame_event").orderBy("sequence")
  const names = async () => (await written()).map((event) => event.name.replace("aplazame.", ""))

  /** A process with a bus: what it emitted, in the order in which it did. */
  const process = (emit: (message: { name: string; data: any }) => Promise<void> = async () => undefined) => {
    const emitted: { name: string; data: any }[] = []
    const bus = {
      emit: async (message: { name: string; data: any }) => {
        await emit(message)
        emitted.push(message)
      },
    }
    return { emitted, run: () => emitEvents({ aplazame: service, container: { resolve: () => bus } as never, logger: quiet }) }
  }

  const send = async (order: AplazameOrderRow, kind: "capture" | "refund" | "void" | "cancel" | "update" | "history") => {
    const op = await anOperation(bench, order, { kind })
    const { revision } = (await service.orders.byId(order.id))!
    return service.ledger.markSent(op.id, { remaining_before: cents(10_000), leaseMs: LEASE, read: kind === "history" ? null : { id: order.id, revision } })
  }

  it("writes one event per change of a credit, however many take it over at the same moment, and again later", async () => {
    const row = await anOrder(bench, "creating")
    for (const to of ["open", "challenge", "approved", "confirmed", "cancelled"] as const) {
      await Promise.all(Array.from({ length: 6 }, () => service.orders.move(row.id, to)))
      await service.orders.move(row.id, to)
    }
    expect(await names()).toEqual(["checkout_started", "challenge_started", "approved", "cancelled"])
  })

  it("writes nothing of a change that did not happen", async () => {
    const row = await anOrder(bench, "refused")
    const before = await names()
    for (const to of ["open", "confirmed", "cancelled"] as const) expect(await service.orders.move(row.id, to)).toBe(false)
    expect(await names()).toEqual(before)
  })

  it("writes the change and its event together, or neither", async () => {
    const row = await anOrder(bench, "open")
    const { id, attempts: attempt } = await send(row, "capture")
    const before = await names()
    await pg().raw("ALTER TABLE aplazame_event ADD CONSTRAINT nothing_new CHECK (name = 'none') NOT VALID")
    try {
      await expect(service.orders.move(row.id, "confirmed")).rejects.toThrow(/nothing_new/)
      await expect(service.ledger.settle(id, { state: "done", attempt })).rejects.toThrow(/nothing_new/)
      await expect(service.problems.open({ kind: "amounts_differ", about: row.id })).rejects.toThrow(/nothing_new/)
    } finally {
      await pg().raw("ALTER TABLE aplazame_event DROP CONSTRAINT nothing_new")
    }
    expect((await service.orders.byId(row.id))!).toMatchObject({ state: "open", captured_amount: 0 })
    expect((await service.ledger.byId(id))!.state).toBe("sent")
    expect(await service.problems.close("amounts_differ", row.id)).toBe(false)
    expect(await names()).toEqual(before)
  })

  it.each([
    ["capture", ["captured"]],
    ["refund", ["refunded"]],
    ["void", ["voided"]],
    ["cancel", ["cancelled"]],
    ["update", []],
    ["history", []],
  ] as const)("writes a done %s as %o once, with the sums after it", async (kind, told) => {
    const order = await anOrder(bench)
    const before = (await written()).length
    const { id, attempts: attempt } = await send(order, kind)
    await Promise.all(Array.from({ length: 5 }, () => service.ledger.settle(id, { state: "done", attempt })))
    await service.ledger.settle(id, { state: "done", attempt })
    const fresh = (await written()).slice(before)
    expect(fresh.map((event) => event.name)).toEqual(told.map((name) => `aplazame.${name}`))
    const figures = kind === "cancel" ? {} : { operation_id: id, amount: 1_000, [`${told[0]}_amount`]: 1_000, in_panel: false }
    for (const event of fresh) expect(event.data).toMatchObject({ id: order.id, ...figures })
  })

  it("tells the end of a credit once, though our row hears of it long after we cancelled it", async () => {
    const order = await anOrder(bench)
    await service.ledger.settle((await send(order, "cancel")).id, { state: "done", attempt: 1 })
    await process().run()
    await service.events.deleteBatch(new Date(Date.now() + 1_000), 100)
    expect(await service.orders.move(order.id, "cancelled")).toBe(true)
    expect(await written()).toEqual([])
  })

  it("writes nothing of what was refused or had not happened, and once what was found in Aplazame's panel", async () => {
    const order = await anOrder(bench)
    for (const state of ["refused", "not_done"] as const) await service.ledger.settle((await send(order, "refund")).id, { state, attempt: 1 })
    const { revision } = (await service.orders.byId(order.id))!
    const found = { aplazame_order_id: order.id, kind: "refund" as const, business_key: `panel:refund:${order.id}:700`, amount: cents(700), remaining_before: null }
    await service.ledger.recordForeign(found, { id: order.id, revision })
    await service.ledger.recordForeign(found, { id: order.id, revision: revision + 1 })
    const fresh = (await written()).filter((event) => event.name === "aplazame.refunded")
    expect(fresh.map((event) => event.data)).toEqual([expect.objectContaining({ amount: 700, refunded_amount: 700, in_panel: true })])
  })

  it("tells a problem when it opens and when it ends, not each time that it is met", async () => {
    const open = () => service.problems.open({ kind: "amounts_differ", about: "aplord_x", aplazame_order_id: "aplord_x", figures: { total: 1 } })
    await Promise.all([open(), open(), open()])
    const { id } = await open()
    await Promise.all([1, 2, 3].map(() => service.problems.close("amounts_differ", "aplord_x")))
    const second = await open()
    await Promise.all([service.problems.resolve(second.id, "user_1", "done"), service.problems.resolve(second.id, "user_2", "me too")])
    expect((await written()).map(({ name, data }) => [name, data])).toEqual([
      ["aplazame.problem_opened", expect.objectContaining({ id, kind: "amounts_differ", credit_id: "aplord_x" })],
      ["aplazame.problem_closed", expect.objectContaining({ id, closed_by: "plugin" })],
      ["aplazame.problem_opened", expect.objectContaining({ id: second.id })],
      ["aplazame.problem_closed", expect.objectContaining({ id: second.id, closed_by: "person" })],
    ])
  })

  it("does not tell a problem again that outlived its own event", async () => {
    const open = () => service.problems.open({ kind: "amounts_differ", about: "aplord_x" })
    await open()
    await process().run()
    await service.events.deleteBatch(new Date(Date.now() + 1_000), 100)
    await open()
    expect(await written()).toEqual([])
  })

  it("emits each event once, of several processes at the same moment, oldest first", async () => {
    for (let n = 0; n < 60; n++) await anOrder(bench, "open")
    const processes = [1, 2, 3, 4].map(() => process(async () => new Promise((resolve) => setTimeout(resolve, 1))))
    await Promise.all(processes.map(({ run }) => run()))
    const ids = processes.flatMap(({ emitted }) => emitted.map(({ data }) => data.event_id))
    expect(ids).toHaveLength(60)
    expect([...ids].sort()).toEqual((await written()).map((event) => event.id).sort())
    const order = (await written()).map((event) => event.id)
    for (const { emitted } of processes) {
      const places = emitted.map(({ data }) => order.indexOf(data.event_id))
      expect(places).toEqual([...places].sort((a, b) => a - b))
    }
    const late = process()
    expect(await late.run()).toBe(0)
    expect(late.emitted).toEqual([])
  })

  it("skips what another transaction holds instead of waiting for it", async () => {
    await anOrder(bench, "open")
    await anOrder(bench, "open")
    const [held, free] = await written()
    await pg().transaction(async (trx) => {
      await trx("aplazame_event").where({ id: held!.id }).forUpdate()
      expect((await service.events.claim(10, LEASE)).map((event) => event.id)).toEqual([free!.id])
    })
    expect((await service.events.claim(10, LEASE)).map((event) => event.id)).toEqual([held!.id])
  })

  it("loses none when the bus fails: it goes out at the next turn, and what went out before does not", async () => {
    for (let n = 0; n < 3; n++) await anOrder(bench, "open")
    let calls = 0
    const failing = process(async () => {
      if (++calls === 2) throw new Error("the bus is away")
    })
    expect(await failing.run()).toBe(1)
    const next = process()
    expect(await next.run()).toBe(2)
    const ids = [...failing.emitted, ...next.emitted].map(({ data }) => data.event_id)
    expect(ids).toEqual((await written()).map((event) => event.id))
  })

  it("repeats, with the same id, only what a process had under way when it died", async () => {
    await anOrder(bench, "open")
    const [event] = await service.events.claim(10, LEASE)
    const other = process()
    expect(await other.run()).toBe(0)
    await service.events.prolong([event!.id], -1)
    expect(await other.run()).toBe(1)
    expect(other.emitted.map(({ data }) => data.event_id)).toEqual([event!.id])
  })

  it("forgets what went out long ago, and never what waits", async () => {
    await anOrder(bench, "open")
    await anOrder(bench, "open")
    const [old, waiting] = await written()
    await service.events.emitted(old!.id)
    expect(await service.events.deleteBatch(new Date(Date.now() - 60_000), 10)).toBe(0)
    expect(await service.events.deleteBatch(new Date(Date.now() + 60_000), 10)).toBe(1)
    expect((await written()).map((event) => event.id)).toEqual([waiting!.id])
  })
}
