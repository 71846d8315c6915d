import { orderPayloadSchema } from "../../aplazame/payloads"
import { parseStoredOrderView, type StoredOrderView } from "../medusa-view"
import { storedOrdersToHistory } from "../stored-orders-to-history"
import { aplazameSum, decorated, LOOK } from "./carts"

const CONTEXT = { ...LOOK, module: { name: "medusa-payment-aplazame", version: "1.2.3", medusaVersion: "2" } }
const LINES = { items: [{ unit_price: "100", quantity: "2" }], shipping: [{ amount: "5" }] }

const order = (change: Record<string, unknown> = {}, credits?: string[]): StoredOrderView =>
  parseStoredOrderView({
    ...decorated({ ...LINES, ...(credits ? { credits } : {}) }),
    id: "order_1",
    created_at: "2014-03-21T13:56:45.678Z",
    payment_collections: [{ status: "completed", captured_amount: 248.05, refunded_amount: 0, payments: [{ provider_id: "pp_stripe_stripe", canceled_at: null }] }],
    fulfillments: [],
    ...change,
  })
const told = (one: StoredOrderView) => storedOrdersToHistory([one], 10, CONTEXT)[0]!
const paid = (status: string, captured = 0, refunded = 0) => ({ payment_collections: [{ status, captured_amount: captured, refunded_amount: refunded, payments: [] }] })

describe("storedOrdersToHistory", () => {
  it("says a past order with its shopper, its lines and its addresses", () => {
    const one = told(order())
    expect(one).toMatchObject({
      customer: { email: "ana@example.com", id: "cus_1", type: "e" },
      order: { id: "order_1", currency: "EUR", total_amount: 24_805, created: "2014-03-21T13:56:45+0000", articles: [{ id: "variant_0", quantity: 2, price: 10_000, tax_rate: 2100 }] },
      billing: { street: "Calle Mayor 1" },
      shipping: { name: "Correos", price: 500 },
      meta: { module: { name: "medusa-payment-aplazame", version: "1.2.3" }, version: "2" },
      payment: { method: "card", status: "payed" },
      status: "processing",
    })
    expect(aplazameSum(one.order.articles, one.shipping)).toBe(one.order.total_amount)
    expect(orderPayloadSchema.safeParse(one.order).success).toBe(true)
  })

  it.each([
    ["cancelled", { canceled_at: "2015-01-01T00:00:00Z" }, "cancelled", "cancelled"],
    ["paid back", paid("completed", 248.05, 248.05), "refunded", "refunded"],
    ["paid back in part", paid("completed", 248.05, 100), "payed", "processing"],
    ["authorised", paid("authorized"), "pending", "processing"],
    ["not paid", paid("not_paid"), "pending", "payment"],
    ["without a payment", { payment_collections: [] }, "unknown", "payment"],
    ["archived", { status: "archived" }, "payed", "completed"],
  ])("has Aplazame's words for an order that is %s", (_name, change, payment, status) => {
    expect(told(order(change))).toMatchObject({ payment: { status: payment }, status })
  })

  it("gives a cancelled order what the purchase was worth, though Medusa's total is nothing", () => {
    const one = told(order({ status: "canceled", credit_line_total: 248.05 }, ["248.05"]))
    expect(one.order.total_amount).toBe(24_805)
    expect(aplazameSum(one.order.articles, one.shipping)).toBe(24_805)
  })

  it("tells no id of a guest, and no shipping of what went nowhere", () => {
    const one = told(order({ customer: { id: "cus_2", has_account: false }, shipping_methods: [], total: 242 }))
    expect(one.customer).not.toHaveProperty("id")
    expect(one.customer.type).toBe("g")
    expect(one).not.toHaveProperty("shipping")
  })

  it("is newest first, capped, and leaves out what can't be told", () => {
    const at = (id: string, created_at: string, change = {}) => order({ id, created_at, ...change })
    const orders = [at("old", "2020-01-01"), at("yen", "2022-01-01", { currency_code: "jpy" }), at("nobody", "2022-01-01", { email: null, customer: null }), at("new", "2021-01-01"), at("older", "2019-01-01")]
    expect(storedOrdersToHistory(orders, 2, CONTEXT).map((one) => one.order.id)).toEqual(["new", "old"])
  })
})
