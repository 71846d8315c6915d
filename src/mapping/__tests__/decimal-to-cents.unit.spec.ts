import { BigNumber, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { fromCents, toCents } from "../decimal-to-cents"
import { cartOf, decorated, rawCart } from "./carts"

describe("toCents", () => {
  it.each([
    ["19.99", 1999],
    [19.99, 1999],
    [1.005, 101],
    ["78.5532", 7855],
    [58.923, 5892],
    ["0.005", 1],
    ["-0.005", -1],
    ["-1.004", -100],
    [1e-7, 0],
    ["1.5e1", 1500],
    [1e21 / 1e18, 100_000],
    [{ value: "12.345", precision: 20 }, 1235],
    [{ value: 12.3 }, 1230],
    [new BigNumber("4.355"), 436],
    [new BigNumber({ value: "4.354" }), 435],
    [7n, 700],
  ])("reads %p as %p hundredths", (amount, expected) => {
    expect(toCents(amount, "eur")).toBe(expected)
  })

  it("never gives a minus zero", () => {
    expect(Object.is(toCents("-0.001", "EUR"), 0)).toBe(true)
  })

  it("takes the noise of a division for what it is", () => {
    expect(toCents("17.95499999999999999998", "EUR")).toBe(1796)
    expect(toCents(17.954999999999998, "EUR")).toBe(1796)
    expect(toCents("17.9549999", "EUR")).toBe(1795)
  })

  it("agrees with Medusa's number library on any decimal of up to ten digits", () => {
    const digits = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 10 }), (unscaled, scale) => {
        const text = MathBN.div(unscaled.toString(), MathBN.exp(10, scale)).toFixed()
        const expected = MathBN.mult(text, 100).decimalPlaces(0, 4)
        fc.pre(expected.abs().lte(Number.MAX_SAFE_INTEGER))
        expect(toCents(text, "EUR")).toBe(expected.toNumber() + 0)
      }),
      { numRuns: 300 }
    )
  })

  it("reads a total the same from twenty digits, from Medusa's class and from the number in a payment session", () => {
    fc.assert(
      fc.property(rawCart(), (raw) => {
        const { total } = cartOf(raw)
        const instance: unknown = decorated(raw).total
        if (!(instance instanceof BigNumber)) throw new Error("Medusa's totals are expected to be BigNumbers")
        expect(new Set([total, instance, instance.numeric, Number(total)].map((one) => toCents(one, "EUR"))).size).toBe(1)
      }),
      { numRuns: 300 }
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, "", "12,50", "0x10", "abc", "1e9999"])("refuses %p", (amount) => {
    expect(() => toCents(amount, "EUR")).toThrow(expect.objectContaining({ code: "not_an_amount" }))
  })

  it.each(["JPY", "KWD", "clp", "XXX", "", "toString"])("refuses %p, which does not count in hundredths", (currency) => {
    expect(() => toCents("1", currency)).toThrow(expect.objectContaining({ code: "currency_not_supported" }))
  })
})

describe("fromCents", () => {
  it("is undone by toCents for any amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (n) => {
        expect(toCents(fromCents(cents(n)), "EUR")).toBe(cents(n))
      }),
      { numRuns: 300 }
    )
  })

  it("gives major units", () => {
    expect(fromCents(cents(5892))).toBe(58.92)
  })
})
