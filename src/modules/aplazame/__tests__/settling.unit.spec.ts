import fc from "fast-check"
import { cents, type Cents } from "../../../aplazame"
import { decide } from "../operations/look"
import { capturable, creditLeft, credited } from "../operations"
import type { AplazameOrderRow } from "../rows"

const KINDS = ["capture", "void", "refund"] as const
const amounts = fc.record({ before: fc.integer({ min: 1, max: 1_000_000 }), share: fc.double({ min: 0.000001, max: 1, noNaN: true }) }).map(({ before, share }) => ({
  before: cents(before),
  amount: cents(Math.max(1, Math.floor(before * share))),
}))

describe("settling by looking", () => {
  it("says done when exactly the amount is gone, not done when nothing is, and never guesses", () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), amounts, fc.integer({ min: 0, max: 1_000_000 }), (kind, { before, amount }, now) => {
        const verdict = decide({ kind, amount, remaining_before: before }, cents(now))
        expect(verdict).toBe(now === before ? "not_done" : now === before - amount ? "done" : "undecided")
      })
    )
  })

  it("says nothing without the figures from before", () => {
    for (const kind of KINDS) {
      expect(decide({ kind, amount: cents(1), remaining_before: null }, cents(0))).toBe("undecided")
      expect(decide({ kind, amount: null, remaining_before: cents(1) }, cents(0))).toBe("undecided")
    }
  })

  it("reads a cancel from whether the order lives, and an edit from its total", () => {
    expect(decide({ kind: "cancel", amount: cents(5), remaining_before: cents(5) }, cents(0))).toBe("done")
    expect(decide({ kind: "cancel", amount: cents(5), remaining_before: cents(5) }, cents(5))).toBe("not_done")
    expect(decide({ kind: "update", amount: cents(3), remaining_before: cents(5) }, cents(3))).toBe("done")
    expect(decide({ kind: "update", amount: cents(3), remaining_before: cents(5) }, cents(5))).toBe("not_done")
    expect(decide({ kind: "update", amount: cents(3), remaining_before: cents(5) }, cents(4))).toBe("undecided")
  })
})

describe("what a credit carries", () => {
  const row = (total: number, voided: number, refunded: number, captured: number) =>
    ({ total_amount: total, voided_amount: voided, refunded_amount: refunded, captured_amount: captured }) as unknown as AplazameOrderRow
  const part = fc.integer({ min: 0, max: 500_000 })

  it("is never more than the credit less its voids, and never more than the order and what was refunded of it", () => {
    fc.assert(
      fc.property(part, part, part, part, (left, voided, refunded, worth) => {
        const order = row(left + voided, voided, refunded, 0)
        const carried: Cents = credited(order, cents(worth))
        expect(carried).toBeLessThanOrEqual(left)
        expect(carried).toBeLessThanOrEqual(worth + refunded)
        expect([left, worth + refunded]).toContain(carried)
      })
    )
  })

  it("leaves to capture what it carries less what was captured", () => {
    expect(capturable(row(10_000, 2_000, 0, 3_000), cents(8_000))).toBe(5_000)
    expect(capturable(row(10_000, 0, 0, 0), cents(12_000))).toBe(10_000)
    expect(creditLeft(row(10_000, 2_000, 500, 3_000))).toBe(7_500)
  })
})
