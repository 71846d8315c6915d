import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { aboveCredit, creditLeft, granted, isFullyRefunded, leftShown, loweredTwice, needed, placedBelow, refundable, stateShown, toCapture, toVoid, toVoidForReturns, uncaptured, unchangedWorth, VIA_REFUND, type Operation, type OrderWorth } from ".."
import { credit, op, worth } from "./a-credit"

const total = (...ops: ReturnType<typeof op>[]): number => credit(ops, { approved: 1_000 }).settled.total

describe("the credit after our own edits", () => {
  it("is what it was when nothing was edited, or the edit told the same total", () => {
    expect([total(), total(op("update", 1_000)), total(op("void", 300))]).toEqual([1_000, 1_000, 1_000])
  })

  it("is lower by what an edit took off", () => {
    expect([total(op("update", 700)), total(op("update", 700), op("update", 650))]).toEqual([700, 650])
  })

  it("does not count an edit to the total that a void had left", () => {
    expect([total(op("void", 300), op("update", 700)), total(op("void", 300), op("update", 600))]).toEqual([1_000, 900])
  })

  it("keeps an edit apart from a void that came after it", () => {
    expect(granted(credit([op("update", 700), op("void", 100)], { approved: 1_000 }))).toBe(600)
  })

  it("believes no edit that was refused or is not settled", () => {
    expect([total(op("update", 700, { state: "refused" })), total(op("update", 700, { state: "unknown" }))]).toEqual([1_000, 1_000])
  })
})

describe("what is stored, planned and in flight", () => {
  it("are three things", () => {
    const all = [op("capture", 100), op("refund", 50, { state: "unknown" }), op("void", 10, { state: "planned" }), op("history", null, { state: "planned" })]
    const { settled, planned, inFlight, operations } = credit(all)
    expect([settled.captured, planned.map((one) => one.kind), inFlight.map((one) => one.kind), operations.length]).toEqual([100, ["void"], ["refund"], 4])
  })

  it("counts a void that went out as a refund as a void here and as a refund there", () => {
    const { settled } = credit([op("void", 300, { target: VIA_REFUND }), op("refund", 200)])
    expect([settled.voided, settled.refunded, settled.atAplazame.voided, settled.atAplazame.refunded]).toEqual([300, 200, 0, 500])
  })
})

describe("what a credit is good for", () => {
  it("leaves to capture what the order needs, less what was captured", () => {
    const given = credit([op("void", 2_000), op("capture", 3_000), op("refund", 500)], { worth: worth(9_000) })
    expect([granted(given), needed(given), toCapture(given), uncaptured(given), refundable(given), creditLeft(given)]).toEqual([8_000, 8_000, 5_000, 5_000, 2_500, 7_500])
  })

  it("voids what an edit took off and nothing of what was captured (a refund has no part in it)", () => {
    expect(toVoid(credit([], { worth: worth(7_000) }))).toBe(3_000)
    expect(toVoid(credit([op("update", 7_000)], { worth: worth(7_000) }))).toBe(0)
    expect(toVoid(credit([op("capture", 9_000)], { worth: worth(7_000) }))).toBe(1_000)
  })

  // Case 15: Medusa's own total falls by the refund and by the return of the same item; neither is an edit.
  it("voids nothing when a sent item is refunded first and comes back later, while another parcel is unsent", () => {
    const given = credit([op("capture", 6_000), op("refund", 2_000)], { worth: worth(10_000, 2_000, 6_000) })
    expect([toVoid(given), toCapture(given)]).toEqual([0, 4_000])
  })

  // A refund's line of another provider lowers Medusa's order too.
  it("voids nothing for a credit line that this credit's refunds don't account for", () => {
    const lowered = { ...worth(10_000), afterCreditLines: cents(7_000), now: cents(7_000) }
    expect(toVoid(credit([], { worth: lowered }))).toBe(0)
    expect(toVoid(credit([], { worth: { ...lowered, beforeCreditLines: cents(9_000), afterCreditLines: cents(6_000) } }))).toBe(1_000)
  })

  describe("raised above its credit, where another provider was paid for the difference and gives it back", () => {
    /** 60.00 above a credit of 100.00; `ordered` now, less goods that came back and these credit lines of Medusa's. */
    const paid = (refunded: number, ordered: number, lines: number, returned = 0) => ({
      ...worth(ordered, returned, Math.max(0, ordered - returned - lines)),
      afterCreditLines: cents(ordered - lines),
      others: { captured: cents(6_000), refunded: cents(refunded) },
    })
    const capture = op("capture", 10_000)
    it.each<[string, OrderWorth, left: number, twice: number]>([
      ["nothing given back", paid(0, 16_000, 0), 10_000, 0],
      ["a part, for goodwill", paid(2_000, 16_000, 2_000), 10_000, 0],
      ["given back, then edited off", paid(6_000, 10_000, 6_000), 10_000, 6_000],
      ["… once the order was raised", paid(6_000, 10_000, 0), 10_000, 0],
      ["edited off, then given back: Medusa's line is what was not owed by then", paid(6_000, 10_000, 2_000), 10_000, 2_000],
      ["a part for goodwill, then edited off", paid(2_000, 10_000, 2_000), 10_000, 2_000],
      ["given back, and the goods come back", paid(6_000, 16_000, 6_000, 6_000), 10_000, 6_000],
      ["given back, and more than that edited off", paid(6_000, 9_000, 6_000), 9_000, 0],
      ["somebody else's line beside it", paid(6_000, 10_000, 6_500), 9_500, 6_000],
    ])("%s", (_, given, left, twice) => {
      expect([toCapture(credit([], { worth: given })), loweredTwice(credit([], { worth: given }))]).toEqual([left, twice])
    })

    it("… then the credit gives back for goodwill, which is no second time", () => {
      expect(loweredTwice(credit([capture, op("refund", 1_000)], { worth: paid(6_000, 10_000, 1_000) }))).toBe(0)
      expect(loweredTwice(credit([capture, op("refund", 1_000)], { worth: paid(6_000, 10_000, 7_000) }))).toBe(6_000)
    })
  })

  it("captures no cent of somebody else's credit line beside a refund", () => {
    expect(toCapture(credit([op("capture", 5_000), op("refund", 2_000)], { worth: { ...worth(10_000), afterCreditLines: cents(7_500), now: cents(7_500) } }))).toBe(4_500)
  })

  describe("lowered twice for the same money", () => {
    const ordered = (before: number, by: { refunds?: number; voids?: number; returned?: number } = {}) => ({
      ...worth(before, by.returned ?? 0, before - (by.refunds ?? 0) - (by.voids ?? 0) - (by.returned ?? 0)),
      afterCreditLines: cents(Math.max(0, before - (by.refunds ?? 0))),
      byVoids: cents(by.voids ?? 0),
    })
    const byHand = { business_key: "admin:1" }
    const byChange = { business_key: "order-change:order_1:2" }
    const forReturns = { ...byChange, for_returns: cents(2_400) }
    it.each([
      ["a void alone", credit([op("void", 2_000, byHand)], { worth: ordered(10_000, { voids: 2_000 }) }), 0],
      ["a void, then an edit by the same", credit([op("void", 2_000, byHand)], { worth: ordered(8_000, { voids: 2_000 }) }), 2_000],
      ["a void, then an edit by less", credit([op("void", 2_000, byHand)], { worth: ordered(9_000, { voids: 2_000 }) }), 1_000],
      ["a void, then an edit by more, before the rest is taken off", credit([op("void", 2_000, byHand)], { worth: ordered(7_000, { voids: 2_000 }) }), 0],
      ["… and after it", credit([op("void", 2_000, byHand), op("void", 1_000, byChange)], { worth: ordered(7_000, { voids: 2_000 }) }), 2_000],
      ["an edit, then a void of more", credit([op("void", 2_000, byChange), op("void", 1_000, byHand)], { worth: ordered(8_000, { voids: 1_000 }) }), 0],
      ["an edit by a PUT, then a void of more", credit([op("update", 8_000), op("void", 1_000, byHand)], { worth: ordered(8_000, { voids: 1_000 }) }), 0],
      ["goods that came back before the capture, then a refund", credit([op("void", 2_400, forReturns), op("capture", 7_600), op("refund", 500)], { worth: ordered(10_000, { refunds: 500, returned: 2_400 }) }), 0],
      ["… or a void", credit([op("void", 2_400, forReturns), op("void", 500, byHand)], { worth: ordered(10_000, { voids: 500, returned: 2_400 }) }), 0],
      ["an edit whose void is done, another up, then a refund and its return", credit([op("void", 3_000, byChange), op("capture", 7_000), op("refund", 500)], { worth: ordered(8_000, { refunds: 500, returned: 500 }) }), 500],
      ["… and nothing that came back", credit([op("void", 3_000, byChange), op("capture", 7_000), op("refund", 500)], { worth: ordered(8_000, { refunds: 500 }) }), 0],
      // Whether what was added is paid out of what came back can't be told from the sums: Medusa's own figure stands.
      ["… where the void was for goods that came back", credit([op("void", 2_400, forReturns), op("capture", 7_600), op("refund", 500)], { worth: ordered(11_000, { refunds: 500, returned: 2_900 }) }), 0],
      ["something cheaper in exchange, its refund, then another refund", credit([op("capture", 13_902), op("refund", 8_465), op("refund", 500)], { approved: 13_902, worth: ordered(16_321, { refunds: 500, returned: 10_884 }) }), 0],
      ["a return with a fee, its refund, then another refund", credit([op("capture", 10_000), op("refund", 1_995), op("refund", 500)], { worth: ordered(10_424, { refunds: 500, returned: 2_419 }) }), 0],
      ["… that came before the capture, and was voided", credit([op("void", 1_995, { ...byChange, for_returns: cents(1_995) }), op("capture", 8_005), op("refund", 100)], { worth: ordered(10_424, { refunds: 100, returned: 2_419 }) }), 0],
      ["something added that nobody paid, a refund, then the return of as much", credit([op("capture", 10_000), op("refund", 3_000)], { worth: ordered(12_000, { refunds: 3_000, returned: 3_000 }) }), 3_000],
      ["… a refund of more than was owed after the return", credit([op("capture", 10_000), op("refund", 3_000)], { worth: ordered(12_000, { refunds: 2_000, returned: 3_000 }) }), 0],
      ["a refund alone", credit([op("capture", 10_000), op("refund", 2_000)], { worth: ordered(10_000, { refunds: 2_000 }) }), 0],
      ["a refund, then an edit by the same", credit([op("capture", 10_000), op("refund", 2_000)], { worth: ordered(8_000, { refunds: 2_000 }) }), 2_000],
      ["an edit, then its refund", credit([op("capture", 10_000), op("refund", 2_000)], { worth: ordered(8_000) }), 0],
      ["an edit, then its refund, then another refund", credit([op("capture", 10_000), op("refund", 2_000), op("refund", 1_000)], { worth: ordered(8_000, { refunds: 1_000 }) }), 0],
      ["a refund, then its return", credit([op("capture", 10_000), op("refund", 2_000)], { worth: ordered(10_000, { refunds: 2_000, returned: 2_000 }) }), 2_000],
      ["a refund, then the return of more", credit([op("capture", 10_000), op("refund", 2_000)], { worth: ordered(10_000, { refunds: 2_000, returned: 3_000 }) }), 2_000],
      ["a return, then its refund, then another refund", credit([op("capture", 10_000), op("refund", 3_000), op("refund", 2_000)], { worth: ordered(10_000, { refunds: 2_000, returned: 3_000 }) }), 0],
      ["all refunded, then all returned", credit([op("capture", 10_000), op("refund", 10_000)], { worth: ordered(10_000, { refunds: 10_000, returned: 10_000 }) }), 10_000],
      ["a void of what the order was placed below, a void and an edit by the same", credit([op("void", 1_000, byHand), op("void", 2_000, byHand)], { worth: { ...ordered(7_000, { voids: 2_000 }), placed: cents(9_000) } }), 2_000],
      ["… a refund and its return", credit([op("void", 1_000, byHand), op("capture", 9_000), op("refund", 2_000)], { worth: { ...ordered(9_000, { refunds: 2_000, returned: 2_000 }), placed: cents(9_000) } }), 2_000],
      ["an order placed below its credit, its edit refunded, then another refund", credit([op("capture", 9_000), op("refund", 2_000), op("refund", 500)], { worth: { ...ordered(7_000, { refunds: 500 }), placed: cents(9_000) } }), 0],
      ["a refund beside somebody else's line, then the return of more", credit([op("capture", 9_500), op("refund", 2_000)], { worth: ordered(10_000, { refunds: 2_500, returned: 3_000 }) }), 2_000],
      ["a line that no refund of ours explains, and an edit", credit([op("void", 1_000, byChange)], { worth: ordered(9_000, { refunds: 500 }) }), 0],
      ["a call in flight", credit([op("capture", 10_000), op("refund", 2_000), op("refund", 100, { state: "unknown" })], { worth: ordered(8_000, { refunds: 2_000 }) }), 0],
      ["a refund of more than an edit leaves", credit([op("capture", 10_000), op("refund", 6_000)], { worth: { ...ordered(4_000), afterCreditLines: cents(-2_000), now: cents(0) } }), 6_000],
      ["a line of a refund that took a fraction of a cent along", credit([op("capture", 10_000), op("refund", 2_000)], { worth: ordered(9_999, { refunds: 2_000 }) }), 0],
    ])("%s", (_, given, twice) => expect(loweredTwice(given)).toBe(twice))
  })

  describe("a refund, and goods that come off later by an edit", () => {
    const [sent, refund] = [op("capture", 6_000), op("refund", 2_000)]
    const change = (state: Operation["state"], amount: number | null = null) => op("void", amount, { state, business_key: "order-change:order_1:2" })
    it.each([
      ["the refund has paid for the same goods", [sent, refund], worth(8_000), 0, 4_000],
      ["… and for a part of more", [sent, refund], worth(7_000), 1_000, 3_000],
      ["… once the void of the rest is done", [sent, refund, change("done", 1_000)], worth(7_000), 0, 3_000],
      ["a refund for goods that came back has paid for those", [sent, refund], worth(8_000, 2_000), 2_000, 2_000],
      ["a refund pays for an edit whose void has not gone out", [sent, change("planned"), op("refund", 2_000)], worth(8_000), 0, 4_000],
      ["… or was refused", [sent, change("refused"), op("refund", 2_000)], worth(8_000), 0, 4_000],
      ["an edit whose void is done is paid for", [sent, change("done", 2_000), op("refund", 2_000)], worth(8_000), 0, 2_000],
      ["… also where that went out as a refund", [sent, op("void", 2_000, { target: VIA_REFUND, business_key: "order-change:order_1:2:refund" }), op("refund", 2_000)], worth(8_000), 0, 2_000],
      ["… or by an edit at Aplazame", [sent, op("update", 8_000), op("refund", 2_000)], worth(8_000), 0, 2_000],
    ])("%s", (_, operations, ordered, off, left) => {
      const given = credit(operations, { worth: ordered })
      expect([toVoid(given), toCapture(given)]).toEqual([off, left])
    })
  })

  it("still voids what came back before any of it was captured", () => {
    expect(toVoid(credit([], { worth: worth(10_000, 2_000) }))).toBe(2_000)
    expect([500, 2_000].map((captured) => toVoid(credit([op("capture", captured)], { worth: worth(10_000, 2_000) })))).toEqual([1_500, 0])
  })

  // The credit is still above the order by what it was placed below it: that is no room for what came back.
  it("captures nothing of what came back before the capture, also of an order that was placed below its credit", () => {
    const given = credit([op("void", 1_000, { business_key: "order-change:order_1:2", for_returns: cents(1_000) }), op("capture", 8_000)], { worth: worth(9_000, 1_000, 8_000, 9_000) })
    expect([toCapture(given), toVoid(given), placedBelow(given)]).toEqual([0, 0, 1_000])
  })

  // 30 was sent, came back before any capture and was voided; 50 is captured; then 20 that was not sent is edited off.
  it("voids what an edit takes off beside a void for goods that came back", () => {
    const [off, sent] = [op("void", 3_000, { business_key: "order-change:order_1:2", for_returns: cents(3_000) }), op("capture", 5_000)]
    const given = credit([off, sent], { worth: worth(8_000, 3_000) })
    expect([toVoid(given), toVoidForReturns(given), toCapture(given)]).toEqual([2_000, 0, 0])
    const after = credit([off, sent, op("void", 2_000, { business_key: "order-change:order_1:3", for_returns: cents(0) })], { worth: worth(8_000, 3_000) })
    expect([toVoid(after), toCapture(after)]).toEqual([0, 0])
  })

  it("knows of a void how much of it is for goods that came back before they were captured", () => {
    expect(toVoidForReturns(credit([], { worth: worth(8_000, 3_000) }))).toBe(3_000)
    expect(toVoidForReturns(credit([op("capture", 2_000)], { worth: worth(8_000, 3_000) }))).toBe(1_000)
    expect(toVoidForReturns(credit([op("capture", 4_000)], { worth: worth(8_000, 3_000) }))).toBe(0)
  })

  // Case 16: a person decides about what an order lacked from the beginning.
  it("voids nothing of what the order was worth less when it was placed, and says by how much", () => {
    const placed = credit([], { worth: worth(9_000, 0, 9_000, 9_000) })
    expect([toVoid(placed), toCapture(placed), placedBelow(placed)]).toEqual([0, 9_000, 1_000])
    expect(toVoid(credit([], { worth: worth(7_500, 0, 7_500, 9_000) }))).toBe(1_500)
    // Raised since, it needs all of the credit, and what comes back of it is voided.
    expect([placedBelow, toVoid].map((of) => of(credit([], { worth: worth(10_000, 1_000, 9_000, 9_000) })))).toEqual([0, 1_000])
  })

  it("leaves outstanding what the order is worth more, since a credit can't grow", () => {
    const given = credit([], { worth: worth(12_000) })
    expect([aboveCredit(given), toCapture(given), toVoid(given)]).toEqual([2_000, 10_000, 0])
  })

  it("never gives out a cent twice: captured, voided and what is left make up the credit", () => {
    const part = fc.integer({ min: 0, max: 5_000 })
    fc.assert(
      fc.property(part, part, part, fc.integer({ min: 0, max: 15_000 }), part, (captured, voided, back, ordered, returned) => {
        const given = credit([op("capture", captured), op("void", voided), op("refund", Math.min(back, captured))], { worth: worth(ordered, Math.min(returned, ordered)) })
        expect(uncaptured(given) + captured + voided).toBe(10_000)
        expect(toCapture(given) + toVoid(given)).toBeLessThanOrEqual(uncaptured(given))
        expect(needed(given)).toBeLessThanOrEqual(granted(given))
      })
    )
  })

  it("has nothing to void of an order that nobody changed", () => {
    expect(toVoid(credit([op("capture", 4_000)], { worth: unchangedWorth(cents(10_000)) }))).toBe(0)
  })
})

describe("what a person is shown", () => {
  it.each(["refused", "cancelled", "failed"] as const)("of a credit that is %s nothing is left", (state) => {
    expect([leftShown(credit([], { state })), stateShown(credit([], { state }))]).toEqual([0, state])
  })

  it("of one that has not ended is what the credit still is", () => {
    expect(leftShown(credit([op("capture", 10_000), op("refund", 2_000)]))).toBe(8_000)
    expect(leftShown(credit([], { state: "challenge" }))).toBe(10_000)
  })

  it("is cancelled as soon as our own cancel went through, and not before", () => {
    expect(stateShown(credit([op("cancel", 10_000, { state: "unknown" })]))).toBe("confirmed")
    expect(stateShown(credit([op("cancel", 10_000)]))).toBe("cancelled")
    expect(leftShown(credit([op("cancel", 10_000)]))).toBe(0)
  })

  it("is refunded where it ended after money had moved, and canceled where none had", () => {
    expect(isFullyRefunded("cancelled", { captured: cents(10_000), refunded: cents(10_000) })).toBe(true)
    // Aplazame's panel needs no capture of ours
    expect(isFullyRefunded("cancelled", { captured: cents(0), refunded: cents(10_000) })).toBe(true)
    expect(isFullyRefunded("cancelled", { captured: cents(0), refunded: cents(0) })).toBe(false)
    expect(isFullyRefunded("confirmed", { captured: cents(10_000), refunded: cents(2_000) })).toBe(false)
  })
})
