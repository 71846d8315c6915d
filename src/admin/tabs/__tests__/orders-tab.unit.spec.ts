import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createElement } from "react"
import { MemoryRouter } from "react-router-dom"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { ListedOrder, OrderPage } from "../../lib/api-types"
import { listQuery } from "../../lib/filters"
import { OrdersTab } from "../orders-tab"

const order: ListedOrder = {
  id: "3f2c9a41b7", mid: "aplord_1", status: "ok", status_reason: "", total_amount: 9_485, currency_code: "EUR", created: "2026-11-27T09:00:00.000Z", verified: null, confirmed: null, cancelled: null, name: "Ana Gil", sandbox: true,
  ours: { id: "aplord_1", state: "confirmed", fully_refunded: false, order_id: "order_1", display_id: 12 }, advice: null,
}

/** Headers and cells of each row, as the list shows them for what Aplazame answered. */
function rows(orders: ListedOrder[]): string[][] {
  const client = new QueryClient()
  const page: OrderPage = { orders, count: orders.length, count_capped: false, page: 1, next_page: null, previous_page: null }
  client.setQueryData(["aplazame", "orders", listQuery(new URLSearchParams())], page)
  const html = drawn(createElement(QueryClientProvider, { client }, createElement(MemoryRouter, null, createElement(OrdersTab))))
  return html.split("<tr").slice(1).map((row) => row.split(/<t[hd]/).slice(1, 7).map((cell) => textsOf(`<${cell}`).join(" ")))
}

describe("Aplazame's list", () => {
  it("begins with the order, as Medusa's own does", () => {
    expect(rows([order])).toEqual([
      ["Order", "Date", "Customer", "Status", "Reason", "Amount"],
      ["#12", "Nov 27, 2026", "Ana Gil", "Accepted", "–", "€94.85"],
    ])
  })

  it("says why an order was refused, with an order of Medusa's and without one", () => {
    const refused: ListedOrder = { ...order, status: "ko", status_reason: "ko_generic", ours: { ...order.ours!, state: "refused", order_id: null, display_id: null }, advice: "refused" }
    const failed: ListedOrder = { ...order, status: "ko", status_reason: "failed_challenge", ours: { ...order.ours!, state: "refused" } }
    expect(rows([refused, failed]).slice(1).map((cells) => [cells[0], cells[3], cells[4]])).toEqual([
      ["No order", "Refused", "Aplazame did not grant the credit"],
      ["#12", "Refused", "The identity check failed"],
    ])
  })

  it("says what an order that is under way waits for, and tells refunded from canceled", () => {
    const waiting: ListedOrder = { ...order, status: "pending", status_reason: "challenge_required" }
    const back: ListedOrder = { ...order, cancelled: order.created, ours: { ...order.ours!, state: "cancelled", fully_refunded: true } }
    expect(rows([waiting, back, { ...order, cancelled: order.created }]).slice(1).map((cells) => cells.slice(3, 5))).toEqual([
      ["Pending", "Waiting for the identity check"],
      ["Refunded", "–"],
      ["Canceled", "–"],
    ])
  })
})
