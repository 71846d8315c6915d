import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { capturesAsExpected, creditLeft, expectedFigure, explain, NOTHING_TO_CAPTURE, VIA_REFUND, VIA_VOID, type Shown } from ".."
import { captures, credit, op } from "./a-credit"

const later = (left: number, voided: number, ...list: [number, number][]): Shown => ({ ended: false, captures: captures(left, ...list), voided: cents(voided), refundable: null })
const other = (refundable: number | null, voided: number | null = 0): Shown => ({
  ended: false,
  captures: captures(0),
  voided: voided === null ? null : cents(voided),
  refundable: refundable === null ? null : cents(refundable),
})
const instalments = (...ops: ReturnType<typeof op>[]) => credit(ops, { product: "instalments" })

describe("what Aplazame shows beside the ledger", () => {
  it("is equal when the figures are, whatever moved", () => {
    const amount = fc.integer({ min: 0, max: 3_000 })
    fc.assert(
      fc.property(amount, amount, amount, (captured, voided, back) => {
        const refunded = Math.min(back, captured)
        const given = credit([op("capture", captured), op("void", voided), op("refund", refunded)])
        expect(explain(given, later(10_000 - captured - voided, voided, [captured, captured - refunded]))).toEqual({ kind: "equal" })
      })
    )
  })

  // Case 9 and 3: an operation of ours that has no answer yet explains nothing and is never taken for the panel's.
  it("is not compared while something of ours has no answer", () => {
    expect(explain(credit([op("void", 2_000, { state: "sent" })]), later(8_000, 2_000))).toEqual({ kind: "in_flight" })
    expect(explain(credit([op("refund", 2_000, { state: "unknown" })]), { ...later(0, 0), ended: true })).toEqual({ kind: "in_flight" })
  })

  // Case 12.
  it("was moved there when more is gone than the ledger knows, by kind and to the cent", () => {
    const given = credit([op("capture", 6_000), op("refund", 1_000)])
    expect(explain(given, later(3_000, 1_000, [6_000, 2_000]))).toMatchObject({
      kind: "foreign_movements",
      ended: false,
      movements: [
        { kind: "void", amount: 1_000, here: 0, there: 1_000 },
        { kind: "refund", amount: 3_000, here: 1_000, there: 4_000 },
      ],
    })
    expect(explain(given, later(1_000, 0, [6_000, 5_000], [3_000, 3_000]))).toMatchObject({ movements: [{ kind: "capture", amount: 3_000, here: 6_000, there: 9_000 }] })
  })

  // `captureCalls: "put"`: we send no capture of pay later, and whoever makes it there makes the one that our ledger has.
  it("takes a capture that is made there for the one that we have and did not send", () => {
    const given = credit([op("capture", 6_000, { target: NOTHING_TO_CAPTURE })])
    for (const there of [0, 2_000, 6_000]) {
      const list: [number, number][] = there === 0 ? [] : [[there, there]]
      expect(explain(given, later(10_000 - there, 0, ...list))).toEqual({ kind: "equal" })
      expect(capturesAsExpected(given, captures(10_000 - there, ...list))).toBe(true)
    }
    expect(explain(given, later(3_000, 0, [7_000, 7_000]))).toMatchObject({ movements: [{ kind: "capture", amount: 1_000, here: 6_000, there: 7_000 }] })
    expect(explain(given, { ...later(0, 0, [10_000, 0]), ended: true })).toMatchObject({
      movements: [
        { kind: "capture", amount: 4_000, here: 6_000, there: 10_000 },
        { kind: "refund", amount: 10_000, here: 0, there: 10_000 },
      ],
    })
  })

  it("takes what a refund's void took off for no part of a capture that is made there", () => {
    const given = credit([op("capture", 5_000, { target: NOTHING_TO_CAPTURE }), op("void", 2_000, { request_amount: cents(2_000) })])
    expect(explain(given, later(5_000, 2_000, [3_000, 3_000]))).toEqual({ kind: "equal" })
    expect(explain(given, later(0, 2_000, [8_000, 8_000]))).toMatchObject({ movements: [{ kind: "capture", amount: 5_000, here: 3_000, there: 8_000 }] })
    const after = credit([...given.operations, op("capture", 5_000)])
    expect(explain(after, later(0, 2_000, [8_000, 8_000]))).toEqual({ kind: "equal" })
  })

  // Case 13: a part voided in the panel of a product without captures.
  it("tells a void from a refund where there is one figure for both", () => {
    expect(explain(instalments(), other(8_000, 2_000))).toMatchObject({ movements: [{ kind: "void", amount: 2_000 }] })
    const captured = op("capture", 10_000, { target: NOTHING_TO_CAPTURE })
    expect(explain(instalments(captured), other(8_000, 0))).toMatchObject({ movements: [{ kind: "refund", amount: 2_000, here: 0, there: 2_000, target: null }] })
    expect(explain(instalments(captured), other(8_000, null))).toMatchObject({ movements: [{ kind: "refund", amount: 2_000 }] })
  })

  it("takes what was given back before any capture off the credit: Medusa has nothing that it could refund", () => {
    expect(explain(instalments(op("void", 1_000)), other(7_000, 1_000))).toMatchObject({ movements: [{ kind: "void", amount: 2_000, here: 1_000, there: 3_000, target: VIA_REFUND }] })
    expect(explain(instalments(op("void", 1_000), op("void", 2_000, { target: VIA_REFUND })), other(7_000, 1_000))).toEqual({ kind: "equal" })
  })

  // What Medusa holds for captured can only go back there by a refund, whatever it is called at Aplazame.
  it("takes a void of what was captured here for a refund, and what was never captured off the credit", () => {
    const captured = op("capture", 10_000, { target: NOTHING_TO_CAPTURE })
    const back = { kind: "refund", amount: 5_000, here: 0, there: 5_000, target: VIA_VOID }
    expect(explain(instalments(captured), other(5_000, 5_000))).toMatchObject({ movements: [back] })
    expect(explain(instalments(captured, op("refund", 5_000, { target: VIA_VOID })), other(5_000, 5_000))).toEqual({ kind: "equal" })
    const part = op("capture", 7_000, { target: NOTHING_TO_CAPTURE })
    expect(explain(instalments(part), other(5_000, 5_000))).toMatchObject({ movements: [{ kind: "void", amount: 3_000, target: null }, { kind: "refund", amount: 2_000, target: VIA_VOID }] })
    expect(explain(instalments(part), other(1_000, 0))).toMatchObject({ movements: [{ kind: "void", amount: 2_000, target: VIA_REFUND }, { kind: "refund", amount: 7_000, target: null }] })
  })

  it("never gives back more than was captured, nor takes more off than was not", () => {
    const amount = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(amount, amount, amount, (captured, voided, refunded) => {
        const off = Math.min(voided, 10_000 - 1)
        const back = Math.min(refunded, 10_000 - 1 - off)
        const given = instalments(...(captured > 0 ? [op("capture", captured, { target: NOTHING_TO_CAPTURE })] : []))
        const found = explain(given, other(10_000 - off - back, off))
        const movements = found.kind === "foreign_movements" ? found.movements : []
        const of = (kind: string) => movements.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.amount, 0)
        expect(of("refund") + of("void")).toBe(off + back)
        expect(of("refund")).toBeLessThanOrEqual(captured)
        expect(of("void")).toBeLessThanOrEqual(10_000 - captured)
        const after = instalments(...given.operations, ...movements.map((one) => op(one.kind, one.amount, { target: one.target })))
        expect(explain(after, other(10_000 - off - back, off))).toEqual({ kind: "equal" })
      })
    )
  })

  // Case 14: all was given back there after delivery.
  it("books a refund of the whole where all of a captured credit was given back", () => {
    const given = instalments(op("capture", 10_000, { target: NOTHING_TO_CAPTURE }))
    expect(explain(given, { ended: true, captures: null, voided: null, refundable: null })).toMatchObject({
      kind: "foreign_movements",
      ended: true,
      movements: [{ kind: "refund", amount: 10_000, here: 0, there: 10_000 }],
    })
  })

  it("gives back what was captured and takes off the rest of one that was ended there", () => {
    const found = explain(credit([op("capture", 6_000), op("refund", 1_000)]), { ended: true, captures: null, voided: null, refundable: null })
    expect(found).toMatchObject({ movements: [{ kind: "refund", amount: 5_000 }, { kind: "void", amount: 4_000 }] })
  })

  it("never takes more off than was left of it", () => {
    const part = fc.integer({ min: 1, max: 5_000 })
    fc.assert(
      fc.property(part, part, part, (captured, voided, refunded) => {
        const given = instalments(op("refund", refunded), op("capture", captured, { target: NOTHING_TO_CAPTURE }), op("void", voided))
        const found = explain(given, { ended: true, captures: null, voided: null, refundable: null })
        const moved = found.kind === "foreign_movements" ? found.movements.reduce((sum, one) => sum + one.amount, 0) : 0
        expect(moved).toBe(creditLeft(given))
      })
    )
  })

  it("knows what of the captured went back by a void before the rest of it ended the credit there", () => {
    const found = explain(credit([op("capture", 10_000)], { product: "instalments" }), { ended: true, captures: null, voided: cents(2_500), refundable: null })
    expect(found).toEqual({
      kind: "foreign_movements",
      ended: true,
      movements: [
        { kind: "refund", amount: 2_500, here: 0, there: 2_500, target: VIA_VOID },
        { kind: "refund", amount: 7_500, here: 2_500, there: 10_000, target: null },
      ],
    })
    // What was never captured is taken off by those voids first.
    expect(explain(credit([op("capture", 6_000)]), { ended: true, captures: null, voided: cents(4_000), refundable: null })).toMatchObject({
      movements: [
        { kind: "refund", amount: 6_000, target: null },
        { kind: "void", amount: 4_000, target: null },
      ],
    })
  })

  it("has nothing to book of one that was ended there before anything was captured, or that we ended ourselves", () => {
    const ended: Shown = { ended: true, captures: null, voided: null, refundable: null }
    expect(explain(credit(), ended)).toEqual({ kind: "ended" })
    expect(explain(credit([op("cancel", 10_000)], { state: "cancelled" }), ended)).toEqual({ kind: "equal" })
    expect(explain(credit([op("capture", 10_000), op("refund", 10_000)]), ended)).toEqual({ kind: "equal" })
  })

  it("is for a person when the ledger says more than Aplazame does", () => {
    expect(explain(credit([op("capture", 6_000), op("refund", 2_000)]), later(4_000, 0, [6_000, 5_000]))).toEqual({ kind: "undecided", missing: [{ kind: "refund", here: 2_000, there: 1_000 }], movements: [] })
  })

  it("is unknown when Aplazame does not tell the one figure", () => {
    expect(explain(instalments(), other(null))).toEqual({ kind: "unknown" })
  })

  it("takes a void that its product refused for the refund that it went out as", () => {
    expect(explain(instalments(op("void", 2_000, { target: VIA_REFUND })), other(8_000, 0))).toEqual({ kind: "equal" })
  })
})

describe("the figure that a call is about to change", () => {
  it("is expected from the ledger alone", () => {
    const given = credit([op("capture", 6_000), op("void", 1_000), op("refund", 500)])
    expect(capturesAsExpected(given, captures(3_000, [6_000, 5_500]))).toBe(true)
    expect(capturesAsExpected(given, captures(3_000, [6_000, 5_000]))).toBe(false)
    expect(capturesAsExpected(given, captures(2_000, [6_000, 5_500]))).toBe(false)
    const figure = (kind: "capture" | "void" | "refund", target: string | null, payLater: boolean) => expectedFigure(given, { kind, target }, payLater)
    expect([figure("capture", null, true), figure("void", null, true), figure("void", null, false), figure("refund", null, false), figure("refund", "cap_1", true)]).toEqual([3_000, 3_000, 8_500, 8_500, null])
  })
})
