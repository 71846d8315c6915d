import type { MedusaContainer } from "@medusajs/framework/types"
import { AplazameNotFoundError, AplazameServerError } from "../../../aplazame"

let flow: unknown
jest.mock("../../flow-context", () => ({ flowContext: () => flow }))

import { reconcileByAge } from ".."

const DAY_MS = 86_400_000
type Row = { id: string; aplazame_id: string; mid: string; order_id: null; state: string; created_at: Date; reconciled_at: Date | null }
const row = (id: string, days: number): Row => ({ id, aplazame_id: id, mid: id, order_id: null, state: "confirmed", created_at: new Date(Date.now() - days * DAY_MS), reconciled_at: null })

/** A day of hourly runs, in which Aplazame fails with 500 for some. */
async function aDay(fails: (ref: string) => boolean) {
  const rows = [row("first", 1), row("same_day", 2), row("ten_days", 10), row("a_year", 300)]
  const reached = new Set<string>()
  const told = new Set<string>()
  let calls = 0
  let now = Date.now()
  const answer = async (ref: string): Promise<never[]> => {
    calls++
    if (fails(ref)) throw new AplazameServerError({ operation: "retrieveOrder", effect: "none", message: "500" } as never)
    return []
  }
  flow = {
    logger: { warn: () => undefined },
    aplazame: {
      clock: () => now,
      orders: {
        // As the store orders them: what has waited longest is first, the newest of those never compared.
        toReconcile: async (band: { createdAfter: Date; createdBefore: Date; everyMs: number }) =>
          rows
            .filter((one) => one.created_at >= band.createdAfter && one.created_at < band.createdBefore && (one.reconciled_at === null || one.reconciled_at.getTime() < now - band.everyMs))
            .sort((a, b) => (a.reconciled_at?.getTime() ?? 0) - (b.reconciled_at?.getTime() ?? 0) || b.created_at.getTime() - a.created_at.getTime()),
        update: async (id: string, patch: Partial<Row>) => Object.assign(rows.find((one) => one.id === id)!, patch),
      },
      problems: { open: async ({ about }: { about: string }) => void told.add(about) },
      reconciliations: { start: async () => ({ id: "run" }), pageDone: async () => undefined, finish: async () => undefined },
      client: {
        listOrders: async () => ({ results: await answer("the list") }),
        retrieveOrder: async (ref: string) => {
          await answer(ref)
          reached.add(ref)
          throw new AplazameNotFoundError({ operation: "retrieveOrder", effect: "none", message: "404" } as never)
        },
      },
    },
  }
  for (let hour = 0; hour < 24; hour++, now += 3_600_000) await reconcileByAge({} as MedusaContainer)
  return { reached: [...reached].sort(), told: [...told], calls }
}

describe("the comparison by age", () => {
  it("reaches every credit", async () => {
    expect(await aDay(() => false)).toMatchObject({ reached: ["a_year", "first", "same_day", "ten_days"], told: [] })
  })

  it("reaches every other credit where Aplazame fails for one alone, and tells of that one", async () => {
    expect(await aDay((ref) => ref === "first")).toMatchObject({ reached: ["a_year", "same_day", "ten_days"], told: ["first"] })
  })

  it("asks about one credit a run and tells nobody while Aplazame fails for all", async () => {
    // One about the credit, one about none.
    expect(await aDay(() => true)).toEqual({ reached: [], told: [], calls: 24 * 2 })
  })
})
