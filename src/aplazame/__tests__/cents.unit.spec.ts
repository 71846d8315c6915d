import fc from "fast-check"
import { addCents, cents, formatCents, isCents, maxCents, minCents, subCents, sumCents, ZERO } from "../cents"

describe("cents", () => {
  it.each([0.5, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53), 19.99 * 100])("refuses %p", (n) => {
    expect(() => cents(n)).toThrow(RangeError)
  })

  it("takes negative amounts and turns minus zero into zero", () => {
    expect(cents(-1250)).toBe(-1250)
    expect(Object.is(cents(-0), 0)).toBe(true)
    expect(isCents(-0)).toBe(false)
    expect(isCents("12")).toBe(false)
  })

  it("adds, subtracts and compares", () => {
    expect(addCents(cents(1), cents(2), cents(3))).toBe(6)
    expect(addCents()).toBe(ZERO)
    expect(subCents(cents(100), cents(250))).toBe(-150)
    expect(sumCents([])).toBe(0)
    expect(minCents(cents(-1), cents(1))).toBe(-1)
    expect(maxCents(cents(-1), cents(1))).toBe(1)
  })

  it("refuses a sum beyond the safe range instead of rounding it", () => {
    expect(() => addCents(cents(Number.MAX_SAFE_INTEGER), cents(1))).toThrow(RangeError)
  })

  it("sums in any order to the same", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 50 }), (list) => {
        const amounts = list.map(cents)
        expect(sumCents([...amounts].reverse())).toBe(sumCents(amounts))
        expect(subCents(sumCents(amounts), sumCents(amounts))).toBe(0)
      })
    )
  })
})

describe("formatCents", () => {
  it.each([
    [5892, "EUR", "es", "58,92 €"],
    [0, "EUR", "es", "0,00 €"],
    [5, "EUR", "es", "0,05 €"],
    [-5, "EUR", "es", "-0,05 €"],
    [-100, "EUR", "es", "-1,00 €"],
    [123456789, "EUR", "es", "1.234.567,89 €"],
    [123456, "EUR", "en", "€1,234.56"],
    [-5, "EUR", "en", "-€0.05"],
    [4200, "MXN", "es-MX", "MXN 42.00"],
  ])("writes %i %s in %s as %s", (amount, currency, locale, text) => {
    const written = formatCents(cents(amount), currency, locale)
    // es-MX has its own short sign for the peso
    expect(currency === "MXN" ? written.replace("$", "MXN ") : written).toBe(text)
  })

  it("is exact where a float would round", () => {
    expect(formatCents(cents(Number.MAX_SAFE_INTEGER), "EUR", "en")).toBe("€90,071,992,547,409.91")
  })

  it("shows every digit of any amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        const digits = formatCents(cents(n)).replace(/[^0-9]/g, "")
        expect(BigInt(digits)).toBe(BigInt(Math.abs(n)))
      })
    )
  })
})
