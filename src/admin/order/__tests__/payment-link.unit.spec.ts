import type { AdminOrder } from "@medusajs/framework/types"
import { dueOf } from "../payment-link"

const order = (more: object = {}): AdminOrder => ({ id: "order_1", status: "pending", currency_code: "eur", payment_collections: [{ id: "pay_col_0", status: "completed", amount: 50 }, { id: "pay_col_1", status: "not_paid", amount: 84.654 }], summary: { pending_difference: 84.654 }, ...more }) as unknown as AdminOrder
const SHOP = "https://shop.example/"

describe("the payment link of an order", () => {
  it("is the shop's page of the collection that nobody has paid, without the order's id", () => {
    expect(dueOf(order(), SHOP)).toEqual({ url: "https://shop.example/payment-collection/pay_col_1", amount: 8465, currency: "eur" })
  })

  it.each([
    ["canceled", { status: "canceled" }],
    ["in a currency that Aplazame does not finance", { currency_code: "usd" }],
    ["paid", { payment_collections: [{ id: "pay_col_0", status: "completed", amount: 50 }] }],
    ["without anything outstanding", { summary: { pending_difference: 0.004 } }],
  ])("is not there for an order that is %s", (_, more) => {
    expect(dueOf(order(more), SHOP)).toBeNull()
  })

  it("is not there where the dashboard does not know the shop", () => {
    expect(dueOf(order())).toBeNull()
  })
})
