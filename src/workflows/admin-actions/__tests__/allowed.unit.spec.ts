import fc from "fast-check"
import { cents, ZERO } from "../../../aplazame"
import { creditOf, mayCapture, mayRefund, mayVoid, type Operation } from "../../../credit"
import type { OperationRow } from "../../../modules/aplazame/rows"
import { allowedActions } from "../overview/allowed"
import type { OrderFacts } from "../overview/order-facts"
import { versionOf } from "../overview/version"

type Given = {
  state?: OrderFacts["row"]["state"]
  product?: OrderFacts["row"]["product"]
  ordered?: number
  now?: number
  total?: number
  captured?: number
  voided?: number
  refunded?: number
  medusaCaptured?: number
  medusaRefunded?: number
  orderStatus?: string
  fulfilled?: boolean
  payment?: boolean
  paymentCanceled?: boolean
  open?: boolean
  historyLimit?: number
  whileChanged?: number
}

let serial = 0
const done = (kind: Operation["kind"], amount: number, over: Partial<OperationRow> = {}): OperationRow[] =>
  amount === 0
    ? []
    : [{ id: `op_${++serial}`, kind, state: "done", business_key: `key_${serial}`, amount: cents(amount), target: null, request_amount: kind === "refund" ? cents(amount) : null, settled_at: new Date(serial), ...over } as OperationRow]

/** The facts of a confirmed order of 100.00, changed as a test says. */
function facts(given: Given = {}): OrderFacts {
  const { total = 10_000, captured = 0, voided = 0, refunded = 0, medusaCaptured = captured, medusaRefunded = refunded, ordered = total } = given
  const row = { id: "aplord_1", state: given.state ?? "confirmed", product: given.product ?? null, total_amount: cents(total), revision: 0 } as OrderFacts["row"]
  const ledger = [...done("capture", captured), ...done("void", voided), ...done("refund", refunded), ...(given.open ? done("refund", 1, { id: "aplop_1", state: "unknown" }) : [])]
  return {
    row,
    credit: creditOf(row, ledger, { beforeCreditLines: cents(ordered), afterCreditLines: cents(ordered), returned: ZERO, byVoids: ZERO, now: cents(given.now ?? ordered), placed: null, others: { captured: ZERO, refunded: ZERO } }),
    order: { id: "order_1", status: given.orderStatus ?? "pending", version: 1, fulfilled: given.fulfilled ?? false, calledBack: false, fulfillments: [], cancelledFulfillments: [] },
    payment: given.payment === false ? null : ({ id: "pay_1", amount: cents(total - voided), canceled: given.paymentCanceled ?? false } as OrderFacts["payment"]),
    medusa: { authorized: given.payment === false ? ZERO : cents(total - voided), captured: cents(medusaCaptured), refunded: cents(medusaRefunded) },
    ledger,
    historyLimit: given.historyLimit ?? 50,
    refundableWhileChanged: given.whileChanged === undefined ? null : cents(given.whileChanged),
  }
}

describe("what an operator may do", () => {
  it("captures a confirmed order whole, and pay later in parts", () => {
    expect(allowedActions(facts()).capture).toEqual({ allowed: true, reason: null, max: 10_000, whole: true })
    expect(allowedActions(facts({ product: "pay_later" })).capture).toMatchObject({ allowed: true, max: 10_000, whole: false })
    expect(allowedActions(facts({ captured: 10_000 })).capture).toMatchObject({ allowed: false, reason: "nothing_to_capture" })
  })

  it("refunds what was captured and not given back", () => {
    expect(allowedActions(facts()).refund).toMatchObject({ allowed: false, reason: "capture_first" })
    expect(allowedActions(facts({ captured: 10_000, refunded: 2_500 })).refund).toMatchObject({ allowed: true, max: 7_500 })
    expect(allowedActions(facts({ captured: 10_000, refunded: 10_000 })).refund).toMatchObject({ allowed: false, reason: "nothing_to_refund" })
  })

  it("gives back no more than Medusa owes while the order is being changed", () => {
    const refund = (whileChanged: number, more: Given = {}) => allowedActions(facts({ captured: 10_000, product: "pay_later", whileChanged, ...more })).refund
    expect(refund(0)).toMatchObject({ allowed: false, reason: "order_being_edited", max: null })
    expect(refund(2_419)).toMatchObject({ allowed: true, max: 2_419 })
    expect(refund(12_000)).toMatchObject({ allowed: true, max: 10_000 })
    expect(refund(0, { refunded: 10_000 })).toMatchObject({ allowed: false, reason: "nothing_to_refund" })
  })

  it("bounds each button by the very figure that the call is held against", () => {
    const money = fc.integer({ min: 0, max: 5_000 })
    fc.assert(
      fc.property(money, money, money, fc.integer({ min: 0, max: 12_000 }), (captured, voided, back, ordered) => {
        const all = facts({ product: "pay_later", captured, voided, refunded: Math.min(back, captured), ordered })
        const { capture, refund, void: off } = allowedActions(all)
        const max = (may: ReturnType<typeof mayVoid>) => (may.ok ? may.max : null)
        expect([capture.max, refund.max, off.max]).toEqual([max(mayCapture(all.credit, true, all.medusa)), max(mayRefund(all.credit, all.medusa)), max(mayVoid(all.credit, true))])
      })
    )
  })

  it("captures no more than the order needs, and no less because something of it was refunded", () => {
    expect(allowedActions(facts({ ordered: 7_000 })).capture).toMatchObject({ allowed: true, max: 7_000 })
    expect(allowedActions(facts({ product: "pay_later", captured: 6_000, refunded: 2_000, now: 8_000 })).capture).toMatchObject({ allowed: true, max: 4_000 })
  })

  it("voids a part of what is not captured, never the whole credit of a live order", () => {
    expect(allowedActions(facts()).void).toMatchObject({ allowed: true, max: 9_999 })
    expect(allowedActions(facts({ product: "pay_later", captured: 4_000 })).void).toMatchObject({ allowed: true, max: 6_000 })
    expect(allowedActions(facts({ captured: 10_000 })).void).toMatchObject({ allowed: false, reason: "nothing_to_void" })
  })

  it.each([
    [{ state: "challenge" as const }, "credit_not_confirmed"],
    [{ state: "cancelled" as const }, "credit_cancelled"],
    [{ orderStatus: "canceled" }, "order_cancelled"],
    [{ payment: false }, "payment_missing"],
    [{ paymentCanceled: true }, "payment_cancelled"],
    [{ open: true }, "operation_open"],
  ])("moves no money with %j, and says why", (given, reason) => {
    const actions = allowedActions(facts({ captured: 5_000, product: "pay_later", ...given }))
    for (const kind of ["capture", "refund", "void"] as const) expect(actions[kind]).toEqual({ allowed: false, reason, max: null, whole: false })
  })

  it.each([
    [{ fulfilled: true }, "order_fulfilled"],
    [{ orderStatus: "completed" }, "order_completed"],
    [{ orderStatus: "canceled" }, "order_cancelled"],
    [{ open: true }, "operation_open"],
  ])("cancels no order with %j", (given, reason) => expect(allowedActions(facts(given)).cancel).toMatchObject({ allowed: false, reason }))

  it("sends history until Aplazame confirms", () => {
    expect(allowedActions(facts({ state: "challenge" })).history.allowed).toBe(true)
    expect(allowedActions(facts()).history).toMatchObject({ allowed: false, reason: "history_too_late" })
    expect(allowedActions(facts({ state: "open", historyLimit: 0 })).history).toMatchObject({ allowed: false, reason: "history_off" })
  })

  it("never offers more than is left, whatever has moved", () => {
    const money = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(money, money, money, fc.boolean(), (a, b, c, payLater) => {
        const captured = a
        const voided = Math.min(b, 10_000 - captured)
        const refunded = Math.min(c, captured)
        const actions = allowedActions(facts({ captured, voided, refunded, product: payLater ? "pay_later" : null }))
        expect(actions.refund.max ?? 0).toBeLessThanOrEqual(captured - refunded)
        expect(actions.void.max ?? 0).toBeLessThanOrEqual(10_000 - voided - captured)
        expect(actions.capture.max ?? 0).toBeLessThanOrEqual(10_000 - voided - captured)
        for (const { allowed, max } of [actions.refund, actions.void, actions.capture]) expect(allowed).toBe((max ?? 0) > 0)
      })
    )
  })
})

describe("the version of the numbers", () => {
  it("changes with every figure that a decision rests on", () => {
    const changes: Given[] = [{}, { captured: 1 }, { voided: 1 }, { captured: 2, refunded: 1 }, { state: "cancelled" }, { orderStatus: "canceled" }, { payment: false }, { open: true }, { medusaCaptured: 1 }, { medusaRefunded: 1 }, { now: 9_000 }]
    const versions = changes.map((given) => versionOf(facts(given)))
    expect(new Set(versions).size).toBe(changes.length)
    expect(versionOf(facts())).toBe(versionOf(facts()))
  })
})
