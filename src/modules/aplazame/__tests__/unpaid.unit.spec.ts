import { leftByOthers, unpaidFor, unpaidOf, type Query } from "../reading"

/** An order of 54.3653, taxes and all, of which 10.00 was paid: by Medusa's summary it has no taxes. */
const order = { id: "order_1", total: 54.3653, summary: { pending_difference: 34.93, transaction_total: 10 } }
const query: Query = { graph: async () => ({ data: [order] }) }

describe("what nobody has paid of an order", () => {
  it("is its total less what was paid", async () => {
    expect(await unpaidOf(query, "order_1", "eur")).toBe(4_437)
  })

  it("leaves out the goods that are asked back and not here yet, and not those that it knows nothing of", async () => {
    const items = [{ return_requested_total: { value: "24.1879" } }, {}, null, { return_requested_total: 0 }]
    expect(await unpaidOf({ graph: async () => ({ data: [{ ...order, items }] }) }, "order_1", "eur")).toBe(2_018)
  })
})

describe("what a credit line can take off the order of a credit", () => {
  it.each([
    ["what Medusa holds for outstanding where a cart was bought", null, { rounded: 3_493, exact: 34.93 }],
    ["the order's total less what was paid where there was no cart", "order_1", { rounded: 4_437, exact: 44.3653 }],
  ])("is %s", async (_, for_order_id, unpaid) => {
    expect(await unpaidFor(query, { for_order_id, currency_code: "eur" }, "order_1")).toEqual(unpaid)
  })
})

describe("what the others leave of an order for a payment", () => {
  type Transaction = { amount: number; reference_id: string | null }
  const left = (transactions: Transaction[], payments: object[], items: object[] = []) =>
    leftByOthers({ graph: async () => ({ data: [{ id: "order_1", total: 163.2048, items, transactions, payment_collections: [{ payments }, null] }] }) }, "order_1", { id: "pay_1", currency_code: "eur" })
  const payment = (id: string, amount: number, captures: string[] = [], canceled_at: string | null = null) => ({ id, amount, canceled_at, captures: captures.map((capture) => ({ id: capture, amount })) })
  const ours = payment("pay_1", 54.3653, ["capt_1"])
  const other = payment("pay_2", 108.83, ["capt_2"])

  it.each([
    ["captured", [{ amount: 108.83, reference_id: "capt_2" }]],
    ["captured, of which Medusa has no transaction yet", []],
    ["captured beside this one", [{ amount: 108.83, reference_id: "capt_2" }, { amount: 54.3653, reference_id: "capt_1" }]],
    ["captured before Medusa wrote it, beside this one", [{ amount: 54.3653, reference_id: "capt_1" }]],
  ])("is what another has not %s", async (_, transactions) => {
    expect(await left(transactions, [ours, other])).toBe(5_437)
  })

  it("is what another does not hold, or has not given back", async () => {
    expect(await left([], [ours, payment("pay_2", 108.83)])).toBe(5_437)
    expect(await left([{ amount: 108.83, reference_id: "capt_2" }, { amount: -8.83, reference_id: "ref_2" }], [ours, other])).toBe(6_320)
  })

  it("is what nobody has paid past Medusa's payments", async () => {
    expect(await left([{ amount: 63.2048, reference_id: null }], [ours, payment("pay_2", 50, [], "2026-11-01")])).toBe(10_000)
  })

  it("is nothing of the goods that are asked back and not here yet", async () => {
    expect(await left([], [ours, other], [{ return_requested_total: 24.1879 }])).toBe(3_019)
  })

  it("counts the captures of this payment nowhere, also when it looks cancelled", async () => {
    expect(await left([{ amount: 54.3653, reference_id: "capt_1" }], [payment("pay_1", 54.3653, ["capt_1"], "2026-11-01")])).toBe(16_320)
  })
})
