const asked: string[][] = []
jest.mock("../../capture-fulfilment", () => ({ captureFulfilment: async (_: unknown, __: unknown, ___: unknown, credits: { id: string }[]) => void asked.push(credits.map(({ id }) => id)), planPlaced: jest.fn() }))

import { sweepFulfilments } from "../fulfilments"

const BEFORE = new Date("2025-12-31T10:00:00Z")
const SENT = new Date("2026-01-01T10:00:00Z")
const PAID = new Date("2026-01-02T10:00:00Z")
const LATER = new Date("2026-01-03T10:00:00Z")

const payment = (created_at: Date, canceled_at: Date | null = null) => ({ id: `pay_${created_at.getTime()}`, amount: 30, created_at, canceled_at, captures: [] })
const creditOf = (figures: object) => ({ id: "a", order_id: "order_1", for_order_id: "order_1", state: "confirmed", placed_returned: 0, placed_voided: 0, placed_raised: 0, authorized_at: PAID, created_at: PAID, ...figures })

/** An order of which a first parcel left before a link was paid; a second parcel is unsent, unless all was sent. */
async function sweep(row: object, payments: object[], allSent = false) {
  asked.length = 0
  const item = (fulfilled_quantity: number) => ({ quantity: 1, requires_shipping: true, detail: { fulfilled_quantity } })
  const order = { id: "order_1", items: [item(1), item(allSent ? 1 : 0)], fulfillments: [{ id: "ful_1", created_at: SENT, shipped_at: SENT, canceled_at: null }], payment_collections: [{ payments: [...payments, payment(PAID)] }] }
  await sweepFulfilments({
    container: {}, logger: console, query: { graph: async () => ({ data: [order] }) },
    aplazame: { settings: { captureOn: "fulfillment" }, orders: { uncaptured: async () => [row] }, ledger: { keysAmong: async () => new Set() } },
  } as never)
  return asked
}

const whole = { placed_amount: 10_000, placed_credit_lines: 0, total_amount: 10_000 }
const besideGiftCard = { placed_amount: 7_000, placed_credit_lines: 3_000, total_amount: 7_000 }
const rest = { placed_amount: 10_000, placed_credit_lines: 0, total_amount: 3_000 }

describe("the sweep of a parcel that left before its order was paid by a link", () => {
  it.each<[string, object, object[], boolean, string[][]]>([
    ["captures the credit that paid all of the order", whole, [], false, [["a"]]],
    ["captures the one that paid all that a gift card had left", besideGiftCard, [], false, [["a"]]],
    ["captures it beside a payment that came later", besideGiftCard, [payment(LATER)], false, [["a"]]],
    ["captures it beside an earlier payment that was cancelled", besideGiftCard, [payment(BEFORE, SENT)], false, [["a"]]],
    ["leaves alone the one that paid what others had not", rest, [payment(BEFORE)], false, []],
    ["leaves alone the one that paid what an earlier payment had given back for", besideGiftCard, [payment(BEFORE)], false, []],
    ["captures each where all was sent", rest, [payment(BEFORE)], true, [["a"]]],
  ])("%s", async (_, figures, payments, allSent, expected) => {
    expect((await sweep(creditOf(figures), payments, allSent)).filter((ids) => ids.length > 0)).toEqual(expected)
  })
})
