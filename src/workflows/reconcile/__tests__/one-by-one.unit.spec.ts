import type { MedusaContainer } from "@medusajs/framework/types"
import { AplazameNotFoundError, AplazameServerError, AplazameUnauthorizedError, AplazameUnreadableError } from "../../../aplazame"

let flow: unknown
jest.mock("../../flow-context", () => ({ flowContext: () => flow }))

import { reconcile, reconcileByAge } from "../index"
import { failureOf, isStuck } from "../one-by-one"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const said = { operation: "retrieveOrder", effect: "none", message: "" } as never
const broken = new AplazameServerError(said)
type Row = { id: string; mid: string; order_id: null; state: string; created_at: Date; confirmed_at: Date; reconciled_at: Date | null; updated_at: Date }

/** A store of confirmed credits, by their ages in days, which answers as the real one does. Aplazame says 404 of those that it answers about: then nothing else is read. */
function aStore(ages: Record<string, number>, answer: (id: string) => Error | null, list: () => Promise<unknown> = async () => undefined) {
  let now = Date.now()
  const rows = Object.entries(ages).map(([id, days]): Row => {
    const created_at = new Date(now - days * DAY_MS)
    return { id, mid: id, order_id: null, state: "confirmed", created_at, confirmed_at: created_at, reconciled_at: null, updated_at: created_at }
  })
  const [asked, told]: [string[], string[]] = [[], []]
  const finished: string[] = []
  const since = (row: Row) => row.reconciled_at?.getTime() ?? 0
  flow = {
    logger: { warn: () => undefined },
    aplazame: {
      clock: () => now,
      orders: {
        toReconcile: async (band: { createdAfter: Date; createdBefore: Date; everyMs: number }) =>
          rows
            .filter((row) => row.created_at >= band.createdAfter && row.created_at < band.createdBefore && since(row) < now - band.everyMs)
            .sort((one, other) => since(one) - since(other) || other.created_at.getTime() - one.created_at.getTime()),
        update: async (id: string, patch: Partial<Row>) => Object.assign(rows.find((row) => row.id === id)!, patch, { updated_at: new Date(now) }),
        comparedSince: async () => ({ lastCompared: new Date(Math.max(...rows.map(since))), oldestUncompared: null }),
        unseen: async () => rows,
        byMids: async () => rows,
        byId: async () => null,
        takeOver: async () => undefined,
      },
      problems: { open: async ({ about }: { about: string }) => void told.push(about), openOfCredit: async () => [] },
      ledger: {
        ofCredit: async (id: string) => {
          const error = answer(id)
          if (error) throw error
          asked.push(id)
          return []
        },
        now: async () => now,
      },
      reconciliations: {
        start: async () => ({ id: "run_1" }),
        claim: async () => ({ id: "run_1", next_page: null, dry_run: false }),
        finish: async (_: string, state: string) => void finished.push(state),
        release: async () => void finished.push("released"),
        byId: async () => null,
      },
      client: {
        listOrders: list,
        retrieveOrder: async (id: string) => {
          asked.push(id)
          throw answer(id) ?? new AplazameNotFoundError(said)
        },
      },
    },
  }
  return {
    asked,
    told,
    finished,
    runs: async (hours: number) => {
      for (let hour = 0; hour < hours; hour++, now += HOUR_MS) await reconcileByAge({} as MedusaContainer)
    },
  }
}

describe("the comparison of one credit after the other", () => {
  it.each([
    ["one of them", ["poison"]],
    ["so many of them that they fill a run", Array.from({ length: 40 }, (_, n) => `poison_${n}`)],
  ])("reaches every other credit in a day of runs where Aplazame answers 500 for %s each time, and tells of the broken one", async (_, poison) => {
    const store = aStore({ ...Object.fromEntries(poison.map((id) => [id, 1])), same_day: 2, ten_days: 10, a_year: 300 }, (id) => (poison.includes(id) ? broken : null))
    await store.runs(24)
    expect([...new Set(store.asked)].filter((id) => !poison.includes(id)).sort()).toEqual(["a_year", "same_day", "ten_days"])
    await store.runs(24)
    expect(new Set(store.told)).toEqual(new Set(poison))
  })

  it("ends after the third failure where Aplazame answers nothing else either, and tells nobody however long it lasts", async () => {
    const store = aStore({ a: 1, b: 1, c: 1, d: 1 }, () => broken, async () => Promise.reject(broken))
    await store.runs(72)
    expect(store.asked).toHaveLength(72 * 3)
    // The one that had to wait is tried in the next run.
    expect(new Set(store.asked.slice(0, 6))).toEqual(new Set(["a", "b", "c", "d"]))
    expect(store.told).toEqual([])
  })

  it.each([
    ["a figure that can't be read", new AplazameUnreadableError(said), ["a"]],
    ["an error of the store's own", new Error("the lock is held"), []],
  ])("goes on in a reconciliation after %s", async (_, error, told) => {
    const store = aStore({ a: 1, b: 1 }, (id) => (id === "a" ? error : null))
    await reconcile({} as MedusaContainer, { from: new Date(), to: new Date(), dryRun: false })
    expect(store).toMatchObject({ asked: ["a", "b"], told, finished: ["done"] })
  })

  it("goes on in a page of Aplazame's list", async () => {
    const shown = ["a", "b", "c"].map((mid) => ({ mid, id: mid, status: "pending", status_reason: "", cancelled: null }))
    const store = aStore({ a: 1, b: 1, c: 1 }, (id) => (id === "b" ? new AplazameUnreadableError(said) : null), async () => ({ results: shown, paging: { count: 3 }, cursor: { after: null } }))
    Object.assign((flow as { aplazame: { reconciliations: object } }).aplazame.reconciliations, { claim: async () => ({ id: "run_1", next_page: 1, dry_run: false, scanned: 0, differences: 0 }), pageDone: async () => undefined })
    Object.assign((flow as { aplazame: { orders: object } }).aplazame.orders, { unseen: async () => [] })
    await reconcile({} as MedusaContainer, { from: new Date(), to: new Date(), dryRun: false })
    expect(store).toMatchObject({ asked: ["a", "c"], told: ["b"], finished: ["done"] })
  })

  it("says what a failure means for the others", () => {
    expect([new AplazameUnauthorizedError(said), broken, new Error("no"), new AplazameUnreadableError(said)].map(failureOf)).toEqual(["away", "again", "again", "refused"])
  })

  it("takes a credit for stuck a day after it was due, where others were compared since", () => {
    const now = Date.now()
    const [ago, days] = [(hours: number) => new Date(now - hours * HOUR_MS), 24]
    const row = (hours: number, reconciled: number | null) => ({ created_at: ago(hours), confirmed_at: null, reconciled_at: reconciled === null ? null : ago(reconciled) })
    expect([row(26, null), row(24, null), row(71, 26), row(71, 24), row(10 * days, 49), row(10 * days, 47), row(99 * days, 30 * days)].map((one) => isStuck(one, now, ago(0)))).toEqual([true, false, true, false, true, false, false])
    expect([isStuck(row(71, 40), now, ago(39)), isStuck(row(71, 40), now, null)]).toEqual([false, false])
  })
})
