import { cents } from "../../../aplazame/cents"
import { credit, op, worth } from "../../../credit/__tests__/a-credit"
import { settleOrderChange } from "../../order-change"
import { sweepLeftCreditLines, sweepOrderChanges, sweepReturns } from "../order-changes"

const now = { credit: credit(), changing: false }
const lines: unknown[] = []

jest.mock("../../order-change", () => ({ settleOrderChange: jest.fn() }))
jest.mock("../../medusa-compat", () => ({ orderBooks: () => null, writeCreditLine: async (_: unknown, line: unknown) => void lines.push(line) }))
jest.mock("../../../modules/aplazame/operations", () => ({ readSnapshot: async () => ({ credit: now.credit }), worthOf: () => null, paysRest: () => false }))
jest.mock("../../../modules/aplazame/reading", () => ({ isOrderChangeOpen: async () => now.changing, orderById: async () => ({ status: "pending", credit_lines: [] }), pages: async function* () {
  yield [{ id: "ordch_1", order_id: "order_1" }]
} }))

/** 20.00 were refunded, and the goods of it came back. */
const lowered = (...more: ReturnType<typeof op>[]) =>
  credit([op("capture", 10_000), op("refund", 2_000), ...more], { worth: { ...worth(10_000, 2_000, 6_000), afterCreditLines: cents(8_000) } })

async function sweep() {
  lines.length = 0
  const ledger = { changesToCheck: async () => [{ id: "op_1", aplazame_order_id: "aplord_1" }], release: jest.fn() }
  const bookings = { markBooked: jest.fn() }
  const orders = { byId: async () => ({ id: "aplord_1", order_id: "order_1", state: "confirmed" }), ofOrder: async () => [] }
  const locking = { execute: (_: unknown, job: () => Promise<unknown>) => job() }
  await sweepReturns({ aplazame: { ledger, bookings, orders, clock: () => 0 }, locking, logger: console } as never)
  return { raised: lines.length, lookedAt: bookings.markBooked.mock.calls.length, later: ledger.release.mock.calls.length }
}

describe("an order that was lowered twice", () => {
  it("is raised, and its version is done with", async () => {
    Object.assign(now, { credit: lowered(), changing: false })
    expect(await sweep()).toEqual({ raised: 1, lookedAt: 1, later: 0 })
  })

  it("is looked at again when a call of its credit has no answer yet, or somebody is at the order", async () => {
    Object.assign(now, { credit: lowered(op("capture", 100, { state: "unknown" })), changing: false })
    expect(await sweep()).toEqual({ raised: 0, lookedAt: 0, later: 1 })
    Object.assign(now, { credit: lowered(), changing: true })
    expect(await sweep()).toEqual({ raised: 0, lookedAt: 0, later: 1 })
  })
})

describe("a change of an order whose event was lost", () => {
  it.each([
    ["confirmed", 0, 1],
    ["cancelled", 10_000, 1],
    ["cancelled", 0, 0],
    ["refused", 0, 0],
  ])("is handled or not: the credit is %s, %s of it captured", async (state, captured_amount, times) => {
    jest.mocked(settleOrderChange).mockClear()
    const row = { id: "a", order_id: "order_1", for_order_id: null, state, captured_amount }
    const graph = async () => ({ data: [{ id: "order_1", status: "pending", version: 2 }] })
    await sweepOrderChanges({
      container: {}, logger: { warn: () => undefined }, query: { graph },
      aplazame: {
        orders: { confirmedOf: async () => [row].filter((one) => one.state === "confirmed"), ofOrders: async () => [row] },
        ledger: { keysAmong: async () => new Set() },
      },
    } as never)
    expect(settleOrderChange).toHaveBeenCalledTimes(times)
  })
})

describe("a credit line that a process left unfinished", () => {
  it.each([
    ["an order of ours", "order_1", ["ordch_1"]],
    ["an order that another provider pays", "order_2", []],
  ])("is ended or not: on %s", async (_, ours, ended) => {
    const done: string[] = []
    await sweepLeftCreditLines({
      container: { resolve: () => ({ cancelOrderChange: async (id: string) => void done.push(id) }) }, logger: { warn: () => undefined }, query: {},
      aplazame: { orders: { ofOrders: async () => [{ order_id: ours }] } },
    } as never)
    expect(done).toEqual(ended)
  })
})
