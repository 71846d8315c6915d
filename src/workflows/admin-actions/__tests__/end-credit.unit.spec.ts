import { runPlannedCancel } from "../../cancel-credit"
import { endCredit } from "../end-credit"

const now = { flow: {} as object, ended: [] as string[] }
jest.mock("../../flow-context", () => ({ flowContext: () => now.flow }))
jest.mock("../../../modules/aplazame/operations", () => ({
  ...jest.requireActual<object>("../../../modules/aplazame/operations"),
  withCreditLock: async (_: unknown, { id }: { id: string }) => void now.ended.push(id),
}))

const a = { id: "a", mid: "a", order_id: null, authorized_at: null as Date | null, payment_session_id: "payses_a", payment_id: null, cart_id: "cart_1", for_order_id: null, captured_amount: 0, total_amount: 5_437, currency_code: "eur" }
const b = { ...a, id: "b", mid: "b", order_id: "order_1", authorized_at: new Date(0), payment_session_id: "payses_b" }
const op = { id: "op_1", aplazame_order_id: "a", kind: "cancel", state: "planned", business_key: "cancel:a", created_at: new Date(), requested_by: null }

/** A confirmed credit `a` of a cart that became `order_1`, which is alive. */
function setUp(authorized_at: Date | null, rows: object[]) {
  const row = { ...a, authorized_at }
  const payment = { id: "pay_b", amount: 60, currency_code: "eur", provider_id: "pp_aplazame_aplazame", payment_session_id: "payses_b" }
  const session = { id: "payses_a", provider_id: "pp_aplazame_aplazame", status: "pending", amount: 54.37, currency_code: "eur", payment_collection: { id: "paycol_1", cart: { id: "cart_1" } } }
  const bought = rows.length > 0
  const tables: Record<string, object[]> = { order_cart: [{ order_id: "order_1" }], order: [{ id: "order_1", status: "pending", payment_collections: [{ payments: bought ? [payment] : [] }] }], payment_session: bought ? [] : [session] }
  const ledger = { plan: async () => op, byId: async () => ({ ...op, state: "done" }), release: jest.fn(), settle: jest.fn() }
  const aplazame = {
    listAplazameProblems: async () => [{ id: "prob_1", kind: "confirmed_without_order", aplazame_order_id: "a" }],
    orders: { byId: async () => row, ofSubject: async () => [row, ...rows], update: async () => row },
    problems: { openOfCredit: async () => [] },
    ledger,
    clock: () => Date.now(),
  }
  now.ended = []
  now.flow = { aplazame, logger: console, query: { graph: async ({ entity }: { entity: string }) => ({ data: tables[entity] ?? [] }) }, locking: { execute: (_: unknown, job: () => unknown) => job() } }
  return ledger
}

describe("a credit that is to end", () => {
  it.each([null, new Date(0)])("ends by the button and by the job where another one has bought the cart (taken: %s)", async (taken) => {
    const ledger = setUp(taken, [b])
    await endCredit({} as never, "prob_1", "token", "user_1")
    await runPlannedCancel(now.flow as never, op as never)
    expect({ ended: now.ended, put_off: ledger.release.mock.calls.length }).toEqual({ ended: ["a", "a"], put_off: 0 })
  })

  it("is left where a process died with the order that waits for it", async () => {
    const ledger = setUp(null, [])
    await expect(endCredit({} as never, "prob_1", "token", "user_1")).rejects.toMatchObject({ code: "not_retryable" })
    await runPlannedCancel(now.flow as never, op as never)
    expect({ ended: now.ended, put_off: ledger.release.mock.calls.length }).toEqual({ ended: [], put_off: 1 })
  })
})
