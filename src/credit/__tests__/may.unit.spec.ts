import fc from "fast-check"
import { cents, ZERO } from "../../aplazame/cents"
import { mayCancel, mayCapture, mayRefund, maySendHistory, mayVoid, refusalOfAmount } from ".."
import { credit, op, worth } from "./a-credit"

const medusa = (authorized: number, captured: number, refunded: number) => ({ authorized: cents(authorized), captured: cents(captured), refunded: cents(refunded) })

describe("what may be done with a credit now", () => {
  it.each([
    ["challenge", "credit_not_confirmed"],
    ["refused", "credit_not_confirmed"],
    ["cancelled", "credit_cancelled"],
  ] as const)("is nothing in the state %s", (state, code) => {
    const given = credit([op("capture", 5_000)], { state })
    for (const may of [mayCapture(given, true), mayRefund(given), mayVoid(given, true), mayCancel(given)]) expect(may).toMatchObject({ ok: false, code })
  })

  // Case 1.
  it("is nothing while a call has no answer: what it did is not known", () => {
    const given = credit([op("capture", 10_000), op("refund", 4_000, { state: "unknown" })])
    for (const may of [mayCapture(given, true), mayRefund(given), mayVoid(given, false), mayCancel(given)]) expect(may).toMatchObject({ ok: false, code: "operation_open" })
  })

  it("is a capture of what the order needs, in parts only where there are captures", () => {
    const given = credit([op("capture", 2_000)], { worth: worth(9_000) })
    expect(mayCapture(given, true)).toEqual({ ok: true, max: 7_000, whole: false })
    expect(mayCapture(given, false)).toEqual({ ok: true, max: 7_000, whole: true })
    expect(mayCapture(given, true, medusa(8_000, 2_000, 0))).toMatchObject({ max: 6_000 })
    expect(refusalOfAmount(mayCapture(given, false), cents(6_999), "capture")).toEqual({ ok: false, code: "partial_capture_not_supported", figures: { amount: 6_999, expected: 7_000 } })
    expect(refusalOfAmount(mayCapture(given, true), cents(7_001), "capture")).toMatchObject({ code: "amount_above_order" })
    expect(refusalOfAmount(mayCapture(given, true), cents(7_000), "capture")).toBeNull()
  })

  it("is a refund of what was captured and not given back, however it was given back", () => {
    const given = credit([op("capture", 6_000), op("refund", 1_000), op("void", 500, { request_amount: cents(1_500) })])
    expect(mayRefund(given)).toMatchObject({ max: 4_500 })
    expect(mayRefund(given, medusa(10_000, 6_000, 3_000))).toMatchObject({ max: 3_000 })
    expect(mayRefund(credit(), medusa(10_000, 0, 0))).toMatchObject({ code: "capture_first" })
    expect(refusalOfAmount(mayRefund(credit()), cents(10), "refund")).toEqual({ ok: false, code: "amount_above_remaining", figures: { amount: 10, remaining: 0 } })
  })

  it.each(["capture", "refund", "void"] as const)("is no %s of less than a cent, whatever is left", (kind) => {
    const given = credit(kind === "refund" ? [op("capture", 10_000)] : [])
    const may = { capture: mayCapture(given, true), refund: mayRefund(given), void: mayVoid(given, true) }[kind]
    expect(may.ok).toBe(true)
    expect(refusalOfAmount(may, ZERO, kind)).toEqual({ ok: false, code: `nothing_to_${kind}`, figures: { amount: 0 } })
  })

  // Case 12: what the panel gave back is in the ledger, and bounds the button and the call alike.
  it("is never a refund of what the panel gave back already", () => {
    expect(mayRefund(credit([op("capture", 10_000), op("refund", 9_000, { business_key: "panel:refund:aplord_1:9000" })]))).toMatchObject({ max: 1_000 })
  })

  it("is a void that leaves a cent where the order lives, and all of it where it does not", () => {
    expect([mayVoid(credit(), true), mayVoid(credit(), false)]).toMatchObject([{ max: 9_999 }, { max: 10_000 }])
    expect(mayVoid(credit([op("capture", 4_000)]), true)).toMatchObject({ max: 6_000 })
    expect(mayVoid(credit([op("capture", 10_000)]), true)).toMatchObject({ code: "nothing_to_void" })
  })

  it("is a cancel of all that is left", () => {
    expect(mayCancel(credit([op("void", 1_000)]))).toEqual({ ok: true, max: 9_000, whole: true })
    expect(mayCancel(credit([op("void", 10_000)]))).toMatchObject({ code: "credit_cancelled" })
  })

  it("is the history until Aplazame has confirmed, once at a time", () => {
    expect(maySendHistory(credit([], { state: "open" }))).toBeNull()
    expect(maySendHistory(credit())).toBe("history_too_late")
    expect(maySendHistory(credit([op("history", null, { state: "sent" })], { state: "open" }))).toBe("history_running")
  })

  it("never adds up to more than the credit, whatever has moved", () => {
    const part = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(part, part, part, fc.boolean(), (captured, off, back, payLater) => {
        const voided = Math.min(off, 10_000 - captured)
        const given = credit([op("capture", captured), op("void", voided), op("refund", Math.min(back, captured))])
        const max = (may: ReturnType<typeof mayVoid>): number => (may.ok ? may.max : 0)
        expect(max(mayCapture(given, payLater))).toBeLessThanOrEqual(10_000 - captured - voided)
        expect(max(mayVoid(given, false))).toBeLessThanOrEqual(10_000 - captured - voided)
        expect(max(mayRefund(given)) + Math.min(back, captured)).toBeLessThanOrEqual(captured)
      })
    )
  })
})
