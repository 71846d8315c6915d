import fc from "fast-check"
import { sharesOf } from "../shares"

const amount = fc.integer({ min: 0, max: 100_000_000 })
const amounts = fc.record({ captured: amount, refunded: amount, uncaptured: amount, voided: amount })

describe("the parts of a credit's bar", () => {
  it("are what is kept, given back, left and taken off, of what was approved", () => {
    expect(sharesOf({ captured: 10_000, refunded: 2_500, uncaptured: 7_500, voided: 2_500 })).toEqual({ kept: 37.5, refunded: 12.5, left: 37.5, voided: 12.5 })
  })

  it("are all there is before anything has moved, and nothing of a credit that never came to be", () => {
    expect(sharesOf({ captured: 0, refunded: 0, uncaptured: 25_900, voided: 0 })).toEqual({ kept: 0, refunded: 0, left: 100, voided: 0 })
    expect(sharesOf({ captured: 0, refunded: 0, uncaptured: 0, voided: 0 })).toEqual({ kept: 0, refunded: 0, left: 0, voided: 0 })
  })

  it("keep nothing where more was given back than was captured here", () => {
    expect(sharesOf({ captured: 0, refunded: 5_000, uncaptured: 5_000, voided: 0 })).toEqual({ kept: 0, refunded: 50, left: 50, voided: 0 })
  })

  it("are never below nothing, fill the bar, and show what there is however little", () => {
    fc.assert(
      fc.property(amounts, (of) => {
        const { kept, refunded, left, voided } = sharesOf(of)
        const all = [kept, refunded, left, voided]
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
        const sum = all.reduce((one, other) => one + other, 0)
        if (sum > 0) expect(sum).toBeCloseTo(100, 6)
        expect([refunded > 0, left > 0, voided > 0]).toEqual([of.refunded > 0, of.uncaptured > 0, of.voided > 0])
      })
    )
  })
})
