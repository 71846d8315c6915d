import { unpaidFor, type Query } from "../reading"

/** An order of 54.3653, taxes and all, of which 10.00 was paid: by Medusa's summary it has no taxes. */
const query: Query = { graph: async () => ({ data: [{ id: "order_1", total: 54.3653, summary: { pending_difference: 34.93, transaction_total: 10 } }] }) }

describe("what is unpaid on the order of a credit", () => {
  it.each([
    ["what Medusa holds for outstanding where a cart was bought", null, { rounded: 3_493, exact: 34.93 }],
    ["the order's total less what was paid where there was no cart", "order_1", { rounded: 4_437, exact: 44.3653 }],
  ])("is %s", async (_, for_order_id, unpaid) => {
    expect(await unpaidFor(query, { for_order_id, currency_code: "eur" }, "order_1")).toEqual(unpaid)
  })
})
