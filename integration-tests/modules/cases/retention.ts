import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { deleteExpired } from "../../../src/workflows/delete-expired"
import { anOperation, anOrder, type ModuleBench } from "../../support/aplazame-module"

const DAY_MS = 24 * 60 * 60_000
const TABLES = ["aplazame_notification", "aplazame_reconcile_run", "aplazame_difference", "aplazame_admin_action"] as const

export function retention(bench: ModuleBench): void {
  const { service } = bench
  const pg = (): Knex => (service.ledger as unknown as { pg: Knex }).pg
  const made = (daysAgo: number) => ({ created_at: new Date(Date.now() - daysAgo * DAY_MS), updated_at: new Date() })
  const idsOf = async (): Promise<string[]> => (await Promise.all(TABLES.map(async (table) => (await pg()(table).select("id")).map(({ id }) => id as string)))).flat().sort()

  beforeEach(async () => {
    for (const table of TABLES) await pg()(table).delete()
  })

  const notification = (id: string, state: string, daysAgo: number) =>
    pg()("aplazame_notification").insert({ id, state, dedupe_key: id, aplazame_id: "1", mid: "m", status: "ok", status_reason: "", total_amount: 1, sandbox: true, ...made(daysAgo) })
  const run = (id: string, state: string, daysAgo: number) => pg()("aplazame_reconcile_run").insert({ id, state, dry_run: false, window_from: new Date(), window_to: new Date(), ...made(daysAgo) })
  const difference = (id: string, run_id: string, daysAgo: number) => pg()("aplazame_difference").insert({ id, run_id, kind: "amounts_unknown", action: "problem", mid: "m", ...made(daysAgo) })
  const pressed = (id: string, state: string, daysAgo: number, order: string) =>
    pg()("aplazame_admin_action").insert({ id, token: id, aplazame_order_id: order, action: "refund", request: "r", state, lease_until: new Date(), ...made(daysAgo) })

  it("forgets what is over and older than the option says, and nothing else", async () => {
    const order = await anOrder(bench)
    const op = await anOperation(bench, order)
    await pg()("aplazame_operation").where({ id: op.id }).update(made(2_000))
    await notification("old applied", "applied", 401)
    await notification("old closed", "closed", 401)
    await notification("old failed", "failed", 401)
    await notification("new applied", "applied", 399)
    await run("old run", "done", 401)
    await difference("old difference", "old run", 401)
    await run("old running", "running", 401)
    await run("run of yesterday", "done", 1)
    await difference("new difference", "run of yesterday", 1)
    await pressed("old press", "failed", 401, "one")
    await pressed("old press that runs", "running", 401, "two")
    await pressed("new press", "done", 399, "three")
    await deleteExpired({ aplazame: service })
    expect(await idsOf()).toEqual(["new applied", "new difference", "new press", "old failed", "old press that runs", "old running", "run of yesterday"].sort())
    expect(await service.ledger.byId(op.id)).not.toBeNull()
    expect(await service.orders.byId(order.id)).not.toBeNull()
  })

  it("goes by the batch, on until nothing is left, and two at once delete once", async () => {
    for (let n = 0; n < 1_200; n += 100) {
      await pg()("aplazame_notification").insert(
        Array.from({ length: 100 }, (_, i) => ({ id: `n${n + i}`, state: "applied", dedupe_key: `n${n + i}`, aplazame_id: "1", mid: "m", status: "ok", status_reason: "", total_amount: 1, sandbox: true, ...made(500) }))
      )
    }
    expect(await service.retention.deleteBatch(new Date(), 500)).toBe(500)
    await Promise.all([deleteExpired({ aplazame: service }), deleteExpired({ aplazame: service })])
    expect(await idsOf()).toEqual([])
  })
}
