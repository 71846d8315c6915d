import { lockNames } from "../../../modules/aplazame/names"
import type { FlowContext } from "../../flow-context"
import { LONG_WINDOW_MS, sweepMovements } from "../movements"

const HOUR_MS = 3_600_000

describe("what a dead process left in Medusa's books", () => {
  it.each([
    ["an hour ago by each sweep", 1, undefined, [lockNames.paymentBooks("pay_1")]],
    ["a day ago by none of the sweeps of each minute", 25, undefined, []],
    ["a day ago by that of each hour", 25, LONG_WINDOW_MS, [lockNames.paymentBooks("pay_1")]],
  ])("is found %s", async (_, hours, window, found) => {
    const left = { id: "capt_1", created_at: new Date(Date.now() - hours * HOUR_MS), payment: { id: "pay_1", provider_id: "pp_aplazame_aplazame" } }
    const locked: string[] = []
    const flow = {
      logger: { warn: () => undefined },
      locking: { execute: async ([key]: string[]) => void locked.push(key!) },
      query: { graph: async ({ entity, filters }: { entity: string; filters: { created_at: { $gte: Date } } }) => ({ data: entity === "capture" && left.created_at >= filters.created_at.$gte ? [left] : [] }) },
      aplazame: { bookings: { unbooked: async () => [], refsBehind: async () => new Set() } },
    } as unknown as FlowContext
    await sweepMovements(flow, window)
    expect(locked).toEqual(found)
  })
})
