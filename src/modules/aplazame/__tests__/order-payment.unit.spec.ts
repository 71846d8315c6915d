import { cents } from "../../../aplazame"
import { parseOrderToPay } from "../../../mapping"
import { decorated, SHOP } from "../../../mapping/__tests__/carts"
import { contentOfOrder, isApprovedOrder, judgeOrderPayment, obstacleOf } from "../order-payment"

const settings = { storefrontUrl: SHOP }
const order = (quantity = "2", extra: Record<string, unknown> = {}) => parseOrderToPay({ ...decorated({ items: [{ unit_price: "50", quantity, rates: ["0"] }], extra: { id: "order_1" } }), display_id: 12, is_draft_order: false, ...extra })

describe("whether an order can be paid by a checkout", () => {
  const owing = (more: object) => obstacleOf({ status: "pending", isDraft: false, total: cents(12_000), owed: cents(2_000), amount: cents(2_000), ...more })

  it.each([
    ["owes exactly what the checkout is for", {}, null],
    ["owes all of it", { owed: 12_000, amount: 12_000 }, null],
    ["owes fractions of a cent less or more than its rest", { amount: 2_002 }, null],
    ["owes a cent more than all of it", { owed: 12_000, amount: 11_999 }, "order_changed"],
    ["owes less than its rest by now", { owed: 1_000 }, "order_changed"],
    ["owes more", { owed: 3_000 }, "order_changed"],
    ["is a draft", { isDraft: true }, "order_changed"],
    ["owes nothing", { owed: 0 }, "order_already_paid"],
    ["was paid too much", { owed: -500 }, "order_already_paid"],
    ["is cancelled", { status: "canceled", owed: 0 }, "order_cancelled"],
  ] as const)("an order that %s", (_, more, expected) => {
    expect(owing(more)).toBe(expected)
  })

  it("counts what other payments hold and have not captured as paid", async () => {
    const payment = (amount: number, captured: number, canceled_at: string | null = null) => ({ id: "pay_1", amount, canceled_at, captures: captured ? [{ amount: captured }] : [] })
    const judged = (unpaid: number, payments: object[], amount: number) =>
      judgeOrderPayment({ graph: async ({ fields }) => ({ data: [fields.includes("summary") ? { id: "order_1", total: 100, summary: { transaction_total: 100 - unpaid } } : { id: "order_1", payment_collections: [{ payments }] }] }) }, order(), cents(amount))
    expect(await judged(100, [], 10_000)).toEqual({ obstacle: null, whole: true })
    expect(await judged(100, [payment(80, 0)], 2_000)).toEqual({ obstacle: null, whole: false })
    expect(await judged(20, [payment(80, 80)], 2_000)).toEqual({ obstacle: null, whole: false })
    expect(await judged(100, [payment(80, 0)], 10_000)).toEqual({ obstacle: "order_changed" })
    expect(await judged(100, [payment(100, 0)], 10_000)).toEqual({ obstacle: "order_already_paid" })
    expect(await judged(100, [payment(100, 0, "2026-01-01")], 10_000)).toEqual({ obstacle: null, whole: true })
  })
})

describe("what a shopper agrees to by paying an order", () => {
  const fingerprint = contentOfOrder(settings, order(), null, cents(2_000))
  const approved = { fingerprint, product: null, total_amount: cents(2_000) }

  it("is the same until the order or the amount changes, also where only a rest is paid", () => {
    expect(isApprovedOrder(settings, order(), approved)).toBe(true)
    expect(isApprovedOrder(settings, order("3"), approved)).toBe(false)
    expect(isApprovedOrder(settings, order("2", { email: "other@example.com" }), approved)).toBe(false)
    expect(isApprovedOrder(settings, order(), { ...approved, total_amount: cents(2_001) })).toBe(false)
    expect(isApprovedOrder(settings, order(), { ...approved, product: "pay_later" })).toBe(false)
  })
})
