import { historyEntrySchema } from "../../aplazame/payloads"
import { parsePastOrderView, type PastOrderView } from "../medusa-view"
import { pastOrdersToHistory, toHistoryStatus, toPaymentType } from "../past-orders-to-history"
import { ADDRESS } from "./carts"

const order = (change: Record<string, unknown> = {}): PastOrderView =>
  parsePastOrderView({
    id: "order_1",
    status: "pending",
    created_at: "2014-03-21T13:56:45.678Z",
    currency_code: "eur",
    total: "120.8",
    shipping_address: ADDRESS,
    billing_address: null,
    shipping_methods: [{ name: "Planet Express", subtotal: 5, tax_total: 0.84, total: 4.84, tax_lines: [{ rate: 21 }] }],
    payment_collections: [],
    fulfillments: [],
    ...change,
  })
const paidWith = (provider_id: string) =>
  order({ payment_collections: [{ status: "completed", payments: [{ provider_id, canceled_at: null }] }] })
const at = "2026-01-01T00:00:00Z"

describe("pastOrdersToHistory", () => {
  it("says a past order as Aplazame's documents do", () => {
    expect(pastOrdersToHistory([order()], 50)).toEqual([
      {
        id: "order_1",
        amount: 12_080,
        due: 12_080,
        status: "pending",
        type: "other",
        order_date: "2014-03-21T13:56:45+0000",
        currency: "EUR",
        billing: null,
        shipping: {
          first_name: "Ana",
          last_name: "García",
          street: "Calle Mayor 1",
          address_addition: "2º B",
          city: "Madrid",
          state: "Madrid",
          country: "ES",
          postcode: "28013",
          phone: "616123456",
          name: "Planet Express",
          price: 500,
          discount: 100,
          tax_rate: 2100,
        },
      },
    ])
  })

  it("is accepted by the client's own schema", () => {
    for (const entry of pastOrdersToHistory([order(), order({ shipping_address: null })], 50)) {
      expect(historyEntrySchema.safeParse(entry).success).toBe(true)
    }
  })

  it("tells the newest first and no more than the cap", () => {
    const orders = [2019, 2024, 2021].map((year) => order({ id: `order_${year}`, created_at: `${year}-05-05T00:00:00Z` }))
    expect(pastOrdersToHistory(orders, 2).map(({ id }) => id)).toEqual(["order_2024", "order_2021"])
    expect(pastOrdersToHistory(orders, 0)).toEqual([])
  })

  it("counts the cap after leaving out drafts, undated orders and currencies that have no hundredths", () => {
    const odd = [order({ status: "draft" }), order({ created_at: null }), order({ currency_code: "jpy", created_at: at })]
    expect(pastOrdersToHistory([...odd, order({ id: "order_2" })], 1).map(({ id }) => id)).toEqual(["order_2"])
  })

  it("owes what was not captured, or was given back", () => {
    const collections = [{ status: "completed", captured_amount: "120.8", refunded_amount: "20.8" }]
    expect(pastOrdersToHistory([order({ payment_collections: collections })], 1)).toMatchObject([{ due: 2080 }])
    const paid = [{ status: "completed", captured_amount: "130", refunded_amount: "0" }]
    expect(pastOrdersToHistory([order({ payment_collections: paid })], 1)).toMatchObject([{ due: 0 }])
  })

  it("tells a cancelled order at what it was worth before Medusa credited it away, with nothing due", () => {
    const cancelled = order({ status: "canceled", canceled_at: at, total: "0", credit_line_total: "120.8" })
    expect(pastOrdersToHistory([cancelled], 1)).toMatchObject([{ status: "cancelled", amount: 12_080, due: 0 }])
  })
})

describe("toHistoryStatus", () => {
  const paid = { payment_collections: [{ status: "completed" }] }
  const parcel = { shipped_at: null, delivered_at: null, canceled_at: null }

  it.each<[string, Record<string, unknown>]>([
    ["cancelled", { status: "canceled" }],
    ["cancelled", { canceled_at: at, status: "completed" }],
    ["complete", { status: "completed" }],
    ["complete", { status: "archived" }],
    ["complete", { ...paid, fulfillments: [{ ...parcel, shipped_at: at }] }],
    ["complete", { ...paid, fulfillments: [{ ...parcel, delivered_at: at }, { ...parcel, canceled_at: at }] }],
    ["processing", { ...paid, fulfillments: [{ ...parcel, shipped_at: at }, parcel] }],
    ["processing", paid],
    ["processing", { payment_collections: [{ status: "authorized" }] }],
    ["processing", { payment_collections: [{ status: "partially_captured" }, { status: "canceled" }] }],
    ["processing", { fulfillments: [{ ...parcel, shipped_at: at }] }],
    ["pending", { payment_collections: [{ status: "awaiting" }] }],
    ["pending", { payment_collections: [{ status: "canceled" }] }],
    ["pending", { fulfillments: [{ ...parcel, canceled_at: at }] }],
    ["pending", { status: "requires_action" }],
    ["pending", {}],
  ])("is %s for %j", (expected, change) => {
    expect(toHistoryStatus(order(change))).toBe(expected)
  })
})

describe("toPaymentType", () => {
  it.each([
    ["pp_stripe_stripe", "card"],
    ["pp_stripe-bancontact_stripe", "card"],
    ["pp_paypal_main", "paypal"],
    ["pp_aplazame", "aplazame"],
    ["pp_aplazame_main", "aplazame"],
    ["pp_system_default", "manual"],
    ["redsys", "redsys"],
    ["pp_", "other"],
  ])("reads %s as %s", (provider, word) => {
    expect(toPaymentType(paidWith(provider))).toBe(word)
  })

  it("prefers a payment that lives over one that was cancelled", () => {
    const payments = [
      { provider_id: "pp_aplazame", canceled_at: at },
      { provider_id: "pp_paypal", canceled_at: null },
    ]
    expect(toPaymentType(order({ payment_collections: [{ payments }] }))).toBe("paypal")
  })

  it("is other when nothing was ever paid", () => {
    expect(toPaymentType(order())).toBe("other")
  })
})
