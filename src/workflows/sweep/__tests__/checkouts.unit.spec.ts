import { AplazameNotFoundError } from "../../../aplazame"
import type { FlowContext } from "../../flow-context"
import { sweepCheckouts } from "../checkouts"

describe("orders that wait for Aplazame's last word", () => {
  it.each([49, 50])("are asked about although %s others can never be told of", async (dead) => {
    const rows = Array.from({ length: dead + 1 }, (_, n) => ({ id: `row_${n}`, aplazame_id: n === dead ? "alive" : `dead_${n}`, mid: `row_${n}`, cart_id: `cart_${n}`, updated_at: new Date(Date.now() - 86_400_000 + n) }))
    const asked = new Set<string>()
    const flow = {
      logger: { warn: () => undefined },
      locking: { execute: async () => undefined },
      aplazame: {
        settings: { historyLimit: 0 },
        clock: Date.now,
        // As the store orders them; `takeOver` of an answer writes `updated_at`.
        orders: {
          waiting: async (before: Date, limit: number) => rows.filter((one) => one.updated_at < before).sort((a, b) => a.updated_at.getTime() - b.updated_at.getTime()).slice(0, limit),
          overdue: async () => [],
          unreleased: async () => [],
          update: async (id: string) => Object.assign(rows.find((one) => one.id === id)!, { updated_at: new Date() }),
        },
        client: {
          retrieveOrder: async (ref: string) => {
            asked.add(ref)
            if (ref !== "alive") throw new AplazameNotFoundError({ operation: "retrieveOrder", effect: "none", message: "404" } as never)
            return {}
          },
        },
      },
    } as unknown as FlowContext
    for (let minute = 0; minute < 10; minute++) await sweepCheckouts(flow)
    expect(asked.has("alive")).toBe(true)
  })
})
