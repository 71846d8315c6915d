import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { cancelIsStillUnderWay, editIsStillUnderWay, editThatArrived, isIdempotent, movedSince, settleDelayLeft, VIA_REFUND, verdict, type Figure, type Operation } from ".."
import { op } from "./a-credit"

const MONEY = ["capture", "void", "refund"] as const
const amounts = fc.record({ before: fc.integer({ min: 1, max: 1_000_000 }), share: fc.double({ min: 0.000001, max: 1, noNaN: true }) }).map(({ before, share }) => ({
  before: cents(before),
  amount: cents(Math.max(1, Math.floor(before * share))),
}))

/** What is left, of a figure of which Aplazame lists nothing. */
const left = (amount: number): Figure => ({ left: cents(amount), moved: null })

describe("settling by reading", () => {
  it("says done when exactly the amount is gone, not done when nothing is, and never guesses", () => {
    fc.assert(
      fc.property(fc.constantFrom(...MONEY), amounts, fc.integer({ min: 0, max: 1_000_000 }), (kind, { before, amount }, now) => {
        expect(verdict({ kind, amount, remaining_before: before, moved_before: null }, left(now))).toBe(now === before ? "not_done" : now === before - amount ? "done" : "undecided")
      })
    )
  })

  // A void of the panel lowers what is left to capture by what a lost capture would have, and a capture what is left to void.
  it("takes no movement of another kind for its own, where Aplazame lists its own kind", () => {
    fc.assert(
      fc.property(fc.constantFrom("capture" as const, "void" as const), amounts, fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (kind, { before, amount }, listed, there) => {
        const sent = { kind, amount, remaining_before: before, moved_before: cents(listed) }
        const now = (moved: number): Figure => ({ left: cents(there), moved: cents(moved) })
        expect(verdict(sent, now(listed))).toBe("not_done")
        expect(verdict(sent, now(listed + amount))).toBe("done")
        expect(verdict(sent, now(listed + amount + 1))).toBe("undecided")
      })
    )
  })

  // A refund of the whole order is listed nowhere, and a void of the panel lowers what can be refunded by the same.
  it("takes no void of the panel for its own refund, and asks a person where there was one", () => {
    const sent = { kind: "refund" as const, amount: cents(450), remaining_before: cents(899), moved_before: cents(0) }
    const now = (left: number, voided: number | null): Figure => ({ left: cents(left), moved: voided === null ? null : cents(voided) })
    expect(verdict(sent, now(449, 450))).toBe("undecided")
    expect(verdict(sent, now(899, 450))).toBe("undecided")
    expect(verdict(sent, now(449, 0))).toBe("done")
    expect(verdict(sent, now(899, 0))).toBe("not_done")
    // By a void or by a refund, nothing is left of an order that has ended.
    expect(verdict({ ...sent, amount: cents(899) }, now(0, null))).toBe("done")
    // Where a void was refused for its product and went out as a refund, the same holds.
    expect(verdict({ ...sent, kind: "void", target: VIA_REFUND }, now(449, 450))).toBe("undecided")
    expect(verdict({ ...sent, kind: "void", target: VIA_REFUND }, now(449, 0))).toBe("done")
  })

  it("guesses nothing of a capture whose credit has ended and is not shown any more; a void of the rest has ended it", () => {
    const sent = { amount: cents(500), remaining_before: cents(500), moved_before: cents(0) }
    expect(verdict({ kind: "capture", ...sent }, left(0))).toBe("undecided")
    expect(movedSince({ kind: "capture", ...sent }, left(0))).toBeNull()
    expect(verdict({ kind: "void", ...sent }, left(0))).toBe("done")
  })

  it("says nothing without the figures from before", () => {
    for (const kind of MONEY) {
      expect(verdict({ kind, amount: cents(1), remaining_before: null, moved_before: null }, left(0))).toBe("undecided")
      expect(verdict({ kind, amount: null, remaining_before: cents(1), moved_before: cents(0) }, left(0))).toBe("undecided")
    }
  })

  it("reads a cancel from whether the order lives", () => {
    expect([0, 5, 3].map((now) => verdict({ kind: "cancel", amount: cents(5), remaining_before: cents(5), moved_before: null }, left(now)))).toEqual(["done", "not_done", "not_done"])
  })

  // Case 6.
  it("never leaves an edit undecided, whatever total Aplazame shows: it is simply sent again", () => {
    const amount = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(amount, fc.option(amount), amount, (total, before, now) => {
        const said = verdict({ kind: "update", amount: cents(total), remaining_before: before === null ? null : cents(before), moved_before: null }, left(now))
        expect(said).toBe(now === total && before !== total ? "done" : "not_done")
      })
    )
    expect(verdict({ kind: "update", amount: cents(5), remaining_before: cents(5), moved_before: null }, left(5))).toBe("not_done")
  })
})

describe("the wait for a call that has no answer", () => {
  it("is none for what may be sent again, and the whole time for what moves an amount", () => {
    const sent_at = new Date(100_000)
    expect((["update", "cancel", "history", ...MONEY] as const).map(isIdempotent)).toEqual([true, true, true, false, false, false])
    expect(settleDelayLeft({ kind: "update", sent_at }, 100_000, 60_000)).toBe(0)
    expect([100_000, 130_000, 160_000, 170_000].map((now) => settleDelayLeft({ kind: "capture", sent_at }, now, 60_000))).toEqual([60_000, 30_000, 0, 0])
    expect(settleDelayLeft({ kind: "capture", sent_at: null }, 0, 60_000)).toBe(0)
  })

  it("lets no other total be told while an edit that was given up on may still arrive", () => {
    const lost = op("update", 8_000, { state: "not_done", sent_at: new Date(100_000) })
    const under = (total: number, now: number): boolean => editIsStillUnderWay([lost], cents(total), now, 60_000)
    expect([under(7_000, 159_999), under(8_000, 100_001), under(7_000, 160_000)]).toEqual([true, false, false])
    expect(editIsStillUnderWay([op("update", 8_000)], cents(7_000), 0, 60_000)).toBe(false)
  })

  it("lets nothing but the same edit be sent meanwhile, also where a later attempt of it was refused", () => {
    const under = (over: Partial<Operation>): boolean => editIsStillUnderWay([op("update", 8_000, { sent_at: new Date(100_000), ...over })], null, 100_001, 60_000)
    expect([under({ state: "not_done" }), under({ state: "refused", attempts: 2 }), under({ state: "refused" }), under({})]).toEqual([true, true, false, false])
  })

  it("knows an edit that has arrived after all by the total that no edit which is done has set", () => {
    const lost = op("update", 8_000, { state: "not_done", remaining_before: cents(10_000) })
    expect(editThatArrived([lost], cents(8_000))).toBe(lost)
    expect([editThatArrived([lost], cents(10_000)), editThatArrived([lost, op("update", 8_000)], cents(8_000))]).toEqual([undefined, undefined])
  })

  it("lets nothing else be sent while a cancel that was given up on may still arrive", () => {
    const cancel = (state: "planned" | "not_done" | "done" | "refused", sent_at: Date | null = new Date(100_000)) => [op("cancel", 10_000, { state, sent_at })]
    const under = (state: Parameters<typeof cancel>[0], now: number) => cancelIsStillUnderWay(cancel(state), now, 60_000)
    expect([under("not_done", 159_999), under("planned", 159_999), under("planned", 160_000)]).toEqual([true, true, false])
    expect([under("done", 100_001), under("refused", 100_001), cancelIsStillUnderWay(cancel("planned", null), 0, 60_000)]).toEqual([false, false, false])
  })
})
