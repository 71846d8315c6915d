import type { AdminOrder } from "@medusajs/framework/types"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createElement } from "react"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { Overview } from "../../lib/api-types"
import { asksForMoney, PaymentLink } from "../payment-link"

describe("whether the link of an order is asked for", () => {
  const asks = (statuses: string[] | undefined): boolean => asksForMoney({ payment_collections: statuses?.map((status) => ({ status })) } as unknown as AdminOrder)

  it("is where Medusa has asked for money that nobody has paid", () => {
    expect([["completed", "not_paid"], ["authorized"], ["canceled"], [], undefined].map(asks)).toEqual([true, false, false, false, false])
  })
})

describe("the card of a payment link", () => {
  const link = { url: "https://shop.example/payment-collection/pay_col_1", amount: 8465 }
  const overview = (more: Partial<Overview>): Overview => ({ order_id: "order_1", credit: null, others: [], version: null, actions: null, problems: [], timeline: [], link, link_email: true, refreshing: false, ...more })
  const sent = { type: "link_email", id: "aplact_1", at: "2026-11-28T09:00:00.000Z", state: "done", asked_by: { kind: "user", name: "Ana" }, error_code: null } as const
  const told = (more: Partial<Overview>, language?: "es"): string =>
    textsOf(drawn(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(PaymentLink, { orderId: "order_1", overview: overview(more) })), language)).join(" | ")

  it("offers to send the link where the store has a template for it, and to copy it in any case", () => {
    expect(told({})).toContain("€84.65 is outstanding.")
    expect(told({})).toContain("Send by e-mail | Copy Aplazame link")
    expect(told({ link_email: false })).not.toContain("Send by e-mail")
  })

  it("is not there where no checkout would begin by it, also of an order that was sent one", () => {
    expect(told({ link: null, timeline: [sent] })).toBe("")
  })

  it("says who sent it and when, or why it did not go out", () => {
    expect(told({ timeline: [sent] })).toMatch(/Sent · Nov 28, 2026, .* · by Ana \(admin\)/)
    expect(told({ timeline: [{ ...sent, state: "failed", error_code: "email_missing" }] }, "es")).toMatch(/No enviado · .* · El pedido no tiene dirección de correo\./)
  })
})
