import type { AdminOrder } from "@medusajs/framework/types"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createElement } from "react"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { Overview } from "../../lib/api-types"
import { dueOf, PaymentLink } from "../payment-link"

const order = (more: object = {}): AdminOrder => ({ id: "order_1", status: "pending", currency_code: "eur", payment_collections: [{ id: "pay_col_0", status: "completed", amount: 50 }, { id: "pay_col_1", status: "not_paid", amount: 84.654 }], summary: { pending_difference: 84.654 }, ...more }) as unknown as AdminOrder
const SHOP = "https://shop.example/"

describe("the payment link of an order", () => {
  it("is the shop's page of the collection that nobody has paid, without the order's id", () => {
    expect(dueOf(order(), SHOP)).toEqual({ url: "https://shop.example/payment-collection/pay_col_1", amount: 8465, currency: "eur" })
  })

  it("is the one that asks for what is outstanding, where an older one asks for something else", () => {
    const older = { id: "pay_col_2", status: "not_paid", amount: 60 }
    const { payment_collections } = order()
    expect(dueOf(order({ payment_collections: [older, ...payment_collections] }), SHOP)).toMatchObject({ url: "https://shop.example/payment-collection/pay_col_1", amount: 8465 })
    expect(dueOf(order({ payment_collections: [older] }), SHOP)).toMatchObject({ url: "https://shop.example/payment-collection/pay_col_2", amount: 6000 })
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

describe("the card of a payment link", () => {
  const due = { url: "https://shop.example/payment-collection/pay_col_1", amount: 8465, currency: "eur" }
  const overview = (more: Partial<Overview>): Overview => ({ order_id: "order_1", credit: null, others: [], version: null, actions: null, problems: [], timeline: [], link_email: true, refreshing: false, ...more })
  const sent = { type: "link_email", id: "aplact_1", at: "2026-11-28T09:00:00.000Z", state: "done", asked_by: { kind: "user", name: "Ana" }, error_code: null } as const
  const told = (more: Partial<Overview>, language?: "es"): string =>
    textsOf(drawn(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(PaymentLink, { orderId: "order_1", due, overview: overview(more) })), language)).join(" | ")

  it("offers to send the link where the store has a template for it, and to copy it in any case", () => {
    expect(told({})).toContain("Send by e-mail | Copy Aplazame link")
    expect(told({ link_email: false })).not.toContain("Send by e-mail")
  })

  it("says who sent it and when, or why it did not go out", () => {
    expect(told({ timeline: [sent] })).toMatch(/Sent · Nov 28, 2026, .* · by Ana \(admin\)/)
    expect(told({ timeline: [{ ...sent, state: "failed", error_code: "email_missing" }] }, "es")).toMatch(/No enviado · .* · El pedido no tiene dirección de correo\./)
  })
})
