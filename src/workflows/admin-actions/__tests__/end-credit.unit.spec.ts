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

/** A confirmed credit `a` whose order was placed at its identity check, lives, and has been paid by its link as far as this. */
function setUpPaidByLink(paid: number) {
  setUp(new Date(0), [])
  const row = { ...a, order_id: "order_1", authorized_at: new Date(0) }
  const payment = { id: "pay_link", amount: paid / 100, currency_code: "eur", provider_id: "pp_aplazame_aplazame", captures: [] }
  const order = { id: "order_1", status: "pending", total: 54.37, summary: { transaction_total: 0, pending_difference: 54.37 }, payment_collections: [{ payments: paid ? [payment] : [] }] }
  const flow = now.flow as any
  const tables: Record<string, object[]> = { order: [order], order_cart: [{ order_id: "order_1" }] }
  Object.assign(flow.aplazame.orders, { byId: async () => row, ofOrder: async () => [], ofSubject: async () => [row] })
  Object.assign(flow.query, { graph: async ({ entity }: { entity: string }) => ({ data: tables[entity] ?? [] }) })
  return flow.aplazame.ledger
}

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

  it.each([5_437, 2_000])("ends by the button and by the job where others have paid %i of its order in its place", async (paid) => {
    const ledger = setUpPaidByLink(paid)
    await endCredit({} as never, "prob_1", "token", "user_1").catch((error: Error) => expect(error).toBeUndefined())
    await runPlannedCancel(now.flow as never, op as never)
    expect({ ended: now.ended, put_off: ledger.release.mock.calls.length }).toEqual({ ended: ["a", "a"], put_off: 0 })
  })

  it("is left where its order waits for it and nobody has paid", async () => {
    setUpPaidByLink(0)
    await expect(endCredit({} as never, "prob_1", "token", "user_1")).rejects.toMatchObject({ code: "not_retryable" })
  })

  it("is left where a process died with the order that waits for it", async () => {
    const ledger = setUp(null, [])
    await expect(endCredit({} as never, "prob_1", "token", "user_1")).rejects.toMatchObject({ code: "not_retryable" })
    await runPlannedCancel(now.flow as never, op as never)
    expect({ ended: now.ended, put_off: ledger.release.mock.calls.length }).toEqual({ ended: [], put_off: 1 })
  })
})
