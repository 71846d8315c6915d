import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { neededFor, unchangedWorth } from ".."
import { worth } from "./a-credit"

describe("what an order needs a credit for", () => {
  it("is all of an order that nobody changed", () => {
    expect(neededFor(unchangedWorth(cents(10_000)), cents(0), cents(0))).toBe(10_000)
  })

  it("falls by edits", () => expect(neededFor(worth(7_000), cents(0), cents(0))).toBe(7_000))

  it("falls by what came back and was never captured", () => {
    expect([2_000, 1_500, 0].map((notCaptured) => neededFor(worth(10_000, 2_000), cents(notCaptured), cents(0)))).toEqual([8_000, 8_500, 10_000])
  })

  it("does not fall by the credit line of a refund, whatever Medusa has called it, and does by any other", () => {
    const lowered = { ...worth(10_000), afterCreditLines: cents(6_000), now: cents(6_000) }
    expect(neededFor(lowered, cents(0), cents(4_000))).toBe(10_000)
    expect(neededFor(lowered, cents(0), cents(1_000))).toBe(7_000)
    expect(neededFor(lowered, cents(0), cents(0))).toBe(6_000)
  })

  it("depends on nothing that refunds write into Medusa's own total", () => {
    const amount = fc.integer({ min: 0, max: 10_000 })
    fc.assert(fc.property(amount, amount, amount, amount, (ordered, returned, notCaptured, now) => {
      expect(neededFor(worth(ordered, returned, now), cents(notCaptured), cents(0))).toBe(neededFor(worth(ordered, returned), cents(notCaptured), cents(0)))
    }))
  })
})
