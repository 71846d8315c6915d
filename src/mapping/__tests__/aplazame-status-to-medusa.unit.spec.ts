import fc from "fast-check"
import { STATUS_REASONS, type OrderStatus } from "../../aplazame/schemas"
import { toSessionStatus, type SessionStatus, type StatusFacts } from "../aplazame-status-to-medusa"

const facts = (status: OrderStatus, status_reason = "", change: Partial<StatusFacts> = {}): StatusFacts => ({
  status,
  status_reason,
  cancelled: null,
  expired: null,
  ...change,
})
const WAITING = { accepting: false, challengePlacesOrder: false }
const ACCEPTING = { accepting: true, challengePlacesOrder: false }
const HOLDING = { accepting: false, challengePlacesOrder: true }
const BOTH = { accepting: true, challengePlacesOrder: true }
const AT = "2026-01-01T00:00:00Z"

describe("toSessionStatus", () => {
  it.each<[SessionStatus, StatusFacts, typeof WAITING]>([
    ["authorized", facts("ok"), WAITING],
    ["canceled", facts("ok", "", { cancelled: AT }), BOTH],
    ["authorized", facts("pending", "confirmation_required"), ACCEPTING],
    ["requires_more", facts("pending", "confirmation_required"), HOLDING],
    ["canceled", facts("pending", "confirmation_required", { cancelled: AT }), BOTH],
    ["canceled", facts("pending", "confirmation_required", { expired: AT }), BOTH],
    ["pending_authorization", facts("pending", "challenge_required"), HOLDING],
    ["requires_more", facts("pending", "challenge_required"), ACCEPTING],
    ["requires_more", facts("pending", "in_process"), BOTH],
    ["requires_more", facts("pending", ""), BOTH],
    ["requires_more", facts("pending", "a_new_reason"), BOTH],
    ["requires_more", facts("unknown", "confirmation_required"), BOTH],
    ["canceled", facts("ko", "expired"), BOTH],
    ["canceled", facts("ko", "expired_challenge"), BOTH],
    ["canceled", facts("ko", "ko_generic", { cancelled: AT }), BOTH],
    ["error", facts("ko", "ko_generic"), BOTH],
    ["error", facts("ko", "failed_challenge"), BOTH],
    ["error", facts("ko", "confirmation_rejected_by_merchant"), BOTH],
    ["error", facts("ko", "merchant_failed_to_confirm"), BOTH],
    ["error", facts("ko", "a_new_reason"), BOTH],
  ])("is %s for %j in %j", (expected, order, ctx) => {
    expect(toSessionStatus(order, ctx)).toBe(expected)
  })

  it("authorises nothing but a standing ok, and a confirmation that we are accepting", () => {
    const text = fc.oneof(fc.constantFrom(...STATUS_REASONS), fc.string())
    const when = fc.constantFrom(null, AT)
    const order = fc.record({
      status: fc.constantFrom<OrderStatus>("pending", "ok", "ko", "unknown"),
      status_reason: text,
      cancelled: when,
      expired: when,
    })
    const ctx = fc.record({ accepting: fc.boolean(), challengePlacesOrder: fc.boolean() })
    fc.assert(
      fc.property(order, ctx, (facts, ctx) => {
        const result = toSessionStatus(facts, ctx)
        const standing = facts.cancelled === null
        const granted = facts.status === "ok" && standing
        const accepted =
          ctx.accepting &&
          facts.status === "pending" &&
          facts.status_reason === "confirmation_required" &&
          standing &&
          facts.expired === null
        expect(result === "authorized").toBe(granted || accepted)
        expect(result).not.toBe("captured")
      }),
      { numRuns: 500 }
    )
  })
})
