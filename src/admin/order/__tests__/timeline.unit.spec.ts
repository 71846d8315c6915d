import { createElement } from "react"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { TimelineEntry, TimelineLinkEmail, TimelineNotification, TimelineOperation } from "../../lib/api-types"
import { Timeline } from "../timeline"

const refund: TimelineOperation = {
  type: "operation", id: "op", at: "2026-11-27T09:00:00.000Z", kind: "refund", state: "refused", amount: 2_000, remaining_before: null, remaining_after: null, via_refund: false,
  asked_by: { kind: "user", name: "Ana" }, decided_by: null, attempts: 1, next_attempt_at: null, sent_at: null, settled_at: null, error_code: null, error_message: null,
}
const notice: TimelineNotification = { type: "notification", id: "no", at: refund.at, status: "pending", status_reason: "confirmation_required", amount: 2_000, state: "applied", answer: "ok", reason_code: null, received_count: 1, attempts: 1 }
const told = (entry: TimelineEntry): string => textsOf(drawn(createElement(Timeline, { entries: [entry], currency: "eur" }))).join(" | ")

describe("why something did not go through", () => {
  it("is told with Aplazame's own words where it gave some", () => {
    expect(told({ ...refund, error_code: "aplazame_validation", error_message: "amount: too high" })).toContain("Aplazame found something wrong in the request (amount: too high)")
  })

  it.each(["operation_undecided", "aplazame_network", "capture_held"])("is told in our words alone where the message is ours: %s", (error_code) => {
    expect(told({ ...refund, error_code, error_message: "POST /orders/:id/refund: the connection failed (ECONNRESET)" })).not.toContain("ECONNRESET")
  })
})

describe("what Aplazame told", () => {
  it("names the store's decision while there is one to make, and never for Aplazame's final word", () => {
    expect(told(notice)).toContain("Accepted by the store")
    expect(told({ ...notice, status: "ok", status_reason: "" })).not.toContain("by the store")
    expect(told({ ...notice, answer: "ko", reason_code: "out_of_stock" })).toMatch(/Refused by the store.*Something is out of stock/)
  })
})

describe("a payment link that was sent by e-mail", () => {
  const email: TimelineLinkEmail = { type: "link_email", id: "aplact_1", at: refund.at, state: "done", asked_by: { kind: "user", name: "Ana" }, error_code: null }

  it("stands in the timeline with who sent it, and with why it was not", () => {
    expect(told(email)).toMatch(/Payment link by e-mail .* · by Ana \(admin\)/)
    expect(told({ ...email, state: "failed", error_code: "email_failed" })).toMatch(/Not sent .*It was not sent/)
  })
})
