import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { changeKey, EXTENDED, granted, NOTHING_TO_CAPTURE, planCapture, planEnd, planRefund, refundNeedsCaptures, VIA_REFUND, VIA_VOID, type Operation } from ".."
import { captures, credit, op, worth } from "./a-credit"

const shown = cents(10_000)

describe("the plan of a capture", () => {
  it("tells the order and captures what is left, where there is something to capture", () => {
    expect(planCapture(credit([], { worth: worth(10_000) }), captures(10_000), shown, "both")).toEqual({ first: null, edit: { total: 10_000 }, capture: { target: null }, editChangesWhatIsLeft: false })
    expect(planCapture(credit([], { worth: worth(10_000), product: "instalments" }), captures(0), shown, "both")).toMatchObject({ edit: { total: 10_000 }, capture: { target: NOTHING_TO_CAPTURE } })
  })

  it("makes only the calls that the store wants, and no PUT without an order", () => {
    const given = credit([], { worth: worth(10_000) })
    expect(planCapture(given, captures(10_000), shown, "captures")).toMatchObject({ edit: null, capture: { target: null } })
    expect(planCapture(given, captures(10_000), shown, "put")).toMatchObject({ edit: { total: 10_000 }, capture: { target: NOTHING_TO_CAPTURE } })
    expect(planCapture(credit(), captures(10_000), shown, "both")).toMatchObject({ edit: null })
  })

  it("lets what an edit took off go first, planned or not, and goes on where that was refused", () => {
    const key = changeKey("order_1", 2)
    const change = (state: "planned" | "refused") => op("void", 3_000, { state, business_key: key })
    expect(planCapture(credit([change("planned")], { worth: worth(7_000) }), captures(10_000), shown, "both").first).toEqual({ wait: "for_planned_void" })
    expect(planCapture(credit([], { worth: worth(7_000) }), captures(10_000), shown, "both").first).toEqual({ plan: "void", needed: 7_000 })
    expect(planCapture(credit([change("refused")], { worth: worth(7_000) }), captures(10_000), shown, "both")).toMatchObject({ first: null, edit: { total: 7_000 }, editChangesWhatIsLeft: true })
  })

  // Case 15.
  it("lets no void go first where goods were refunded and came back", () => {
    expect(planCapture(credit([op("capture", 6_000), op("refund", 2_000)], { worth: worth(10_000, 2_000, 6_000) }), captures(4_000, [6_000, 4_000]), shown, "both").first).toBeNull()
  })

  // Case 16.
  it("lets no void go first where the order was placed for less", () => {
    expect(planCapture(credit([], { worth: worth(9_000, 0, 9_000, 9_000) }), captures(10_000), shown, "both").first).toBeNull()
  })

  it("does not tell a total twice, nor one that voids have made already", () => {
    expect(planCapture(credit([op("update", 10_000)], { worth: worth(10_000) }), captures(10_000), shown, "both").edit).toBeNull()
    expect(planCapture(credit([op("void", 3_000)], { worth: worth(7_000) }), captures(7_000), shown, "both").edit).toBeNull()
    expect(planCapture(credit([op("void", 3_000)], { worth: worth(7_000) }), captures(7_000), cents(7_000), "both").edit).toEqual({ total: 7_000 })
  })

  it("tells a total with what went back by a refund there, and without what went off by a void, whatever they are here", () => {
    const off = op("void", 3_000, { target: VIA_REFUND })
    const back = op("refund", 1_000, { target: VIA_VOID })
    const plan = (operations: Operation[], needs: number, shownTotal: number) =>
      planCapture(credit(operations, { worth: worth(needs), product: "instalments" }), captures(0), cents(shownTotal), "both")
    expect(plan([off], 7_000, 10_000).edit).toEqual({ total: 10_000 })
    expect(plan([op("void", 2_000), off], 5_000, 8_000).edit).toEqual({ total: 8_000 })
    // Where Aplazame shows its total with the voids still in it, nothing is told: a lower total would take them off again.
    expect(plan([op("void", 2_000), off], 5_000, 10_000).edit).toBeNull()
    expect(plan([op("capture", 4_000, { target: NOTHING_TO_CAPTURE }), back], 10_000, 9_000).edit).toEqual({ total: 9_000 })
  })

  it("keeps what a PUT has told: of a credit from which a refund took something off, the total does not fall again", () => {
    const told = credit([op("void", 2_000), op("void", 3_000, { target: VIA_REFUND }), op("update", 8_000)], { worth: worth(5_000), product: "instalments" })
    expect([told.settled.total, granted(told)]).toEqual([10_000, 5_000])
    const lower = credit([op("void", 3_000, { target: VIA_REFUND }), op("update", 9_000)], { product: "instalments" })
    expect([lower.settled.total, granted(lower)]).toEqual([9_000, 6_000])
  })
})

describe("the plan of a refund", () => {
  it("goes to the captures of pay later, newest first, and the rest is a void", () => {
    const given = credit([op("capture", 6_000), op("capture", 3_000)])
    expect(planRefund(given, cents(8_000), captures(1_000, [6_000, 4_500], [3_000, 3_000]), "documented")).toMatchObject({
      parts: [
        { kind: "refund", amount: 3_000, target: "cap_2", read: 3_000 },
        { kind: "refund", amount: 4_500, target: "cap_1", read: 4_500 },
        { kind: "void", amount: 500, target: null },
      ],
    })
    expect(planRefund(given, cents(9_000), captures(1_000, [6_000, 4_500], [3_000, 3_000]), "documented")).toEqual({
      ok: false,
      code: "amount_above_remaining",
      figures: { amount: 9_000, remaining: 8_500 },
    })
  })

  it("is one call for the other products, and for the undocumented endpoint", () => {
    const given = credit([op("capture", 10_000, { target: NOTHING_TO_CAPTURE })], { product: "instalments" })
    expect([refundNeedsCaptures(given, "documented"), refundNeedsCaptures(credit(), "documented"), refundNeedsCaptures(credit(), "extended")]).toEqual([false, true, false])
    expect(planRefund(given, cents(10), null, "documented")).toEqual({ ok: true, parts: [{ kind: "refund", amount: 10, target: null, read: null }] })
    expect(planRefund(credit(), cents(10), null, "extended")).toMatchObject({ parts: [{ target: EXTENDED }] })
  })

  it("is always of exactly the amount, in parts that fit", () => {
    const list = fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 5_000 })), { maxLength: 5 })
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 20_000 }), (given, left, amount) => {
        const there = captures(left, ...given.map(([of, rest]): [number, number] => [of, Math.min(of, rest)]))
        const plan = planRefund(credit(), cents(amount), there, "documented")
        const most = left + there.list.reduce((sum, one) => sum + one.remaining, 0)
        expect(plan.ok).toBe(amount <= most)
        if (plan.ok) expect(plan.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount)
      })
    )
  })
})

describe("the end of a cancelled order's credit", () => {
  it("waits while it is not confirmed, and is nothing where nothing is left", () => {
    for (const state of ["creating", "open", "challenge", "approved"] as const) expect(planEnd(credit([], { state }))).toEqual({ do: "wait" })
    for (const state of ["refused", "cancelled", "failed"] as const) expect(planEnd(credit([], { state }))).toEqual({ do: "nothing" })
  })

  it("is a cancel, a void of the rest, or a refund that is owed", () => {
    expect(planEnd(credit([op("void", 1_000)]))).toEqual({ do: "cancel", amount: 9_000 })
    expect(planEnd(credit([op("capture", 4_000)]))).toEqual({ do: "void_rest", amount: 6_000, owed: 4_000 })
    expect(planEnd(credit([op("capture", 10_000)]))).toEqual({ do: "refund", owed: 10_000 })
    expect(planEnd(credit([op("capture", 10_000), op("refund", 10_000)]))).toEqual({ do: "nothing" })
  })

  // Case 10.
  it("is a refund of the rest after an earlier refund of the same payment", () => {
    expect(planEnd(credit([op("capture", 10_000), op("refund", 5_000)]))).toEqual({ do: "refund", owed: 5_000 })
  })
})
