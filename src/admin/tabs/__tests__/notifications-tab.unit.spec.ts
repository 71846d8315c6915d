import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createElement } from "react"
import { MemoryRouter } from "react-router-dom"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { ListedNotification } from "../../lib/api-types"
import { NotificationsTab } from "../notifications-tab"

const told: ListedNotification = {
  id: "one", mid: "aplord_1", aplazame_id: "3f2c9a41b7", status: "pending", status_reason: "confirmation_required", total_amount: 9_485, currency_code: "eur", state: "applied", answer: "ok", reason_code: null, received_count: 1, attempts: 1, sandbox: true,
  created_at: "2026-11-27T09:00:00.000Z", applied_at: "2026-11-27T09:00:01.000Z", order_id: "order_1", display_id: 12,
}

/** What stands under "Answer" of each. */
function answers(...notifications: ListedNotification[]): string[] {
  const client = new QueryClient()
  client.setQueryData(["aplazame", "notifications", ""], { notifications: notifications.map((one, at) => ({ ...one, id: String(at) })), count: notifications.length, count_capped: false, limit: 20, offset: 0 })
  const html = drawn(createElement(QueryClientProvider, { client }, createElement(MemoryRouter, null, createElement(NotificationsTab))))
  return html.split("<tr").slice(2).map((row) => textsOf(`<${row.split("<td")[6]}`).join(" "))
}

describe("the inbox", () => {
  it("says in words what the store answered, and why it refused", () => {
    expect(answers(told, { ...told, answer: "ko", reason_code: "out_of_stock" }, { ...told, answer: "ko" })).toEqual(["Accepted by the store", "Something is out of stock", "Refused by the store"])
  })

  it("shows no answer where there was nothing to decide", () => {
    expect(answers({ ...told, status: "ok", status_reason: "" }, { ...told, answer: null })).toEqual(["–", "–"])
  })
})
