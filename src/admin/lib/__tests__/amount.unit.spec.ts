import fc from "fast-check"
import { amountText, formatAmount, parseAmount } from "../amount"

describe("amounts that a person types", () => {
  it.each([
    ["12", 1200],
    ["12,5", 1250],
    ["12.50", 1250],
    ["0,01", 1],
    ["1.234,56", 123456],
    ["1,234.56", 123456],
    ["1 234,56 €", 123456],
    ["0", 0],
    ["58.93", 5893],
  ])("reads %s as %i hundredths", (text, hundredths) => expect(parseAmount(text, "es")).toBe(hundredths))

  it.each(["", "abc", "-5", "1,2,3", "12,", "12.345678", "1.23.45", "1,234,5", "1e3", "0x10", "99999999999999999999"])("does not guess at %p", (text) => expect(parseAmount(text, "es")).toBeNull())

  it("takes 1.234 for thousands only where the point is not the decimal sign", () => {
    expect(parseAmount("1.234", "es")).toBe(123_400)
    expect(parseAmount("1.234", "en")).toBeNull()
    expect(parseAmount("1,234", "en")).toBe(123_400)
    expect(parseAmount("1,234", "es")).toBeNull()
  })

  it("reads back what it wrote, in every language", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom("es", "en", "pt-PT", "pt-BR"), (hundredths, locale) => {
        expect(parseAmount(amountText(hundredths, locale), locale)).toBe(hundredths)
      })
    )
  })

  it("shows every amount to the cent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (hundredths) => {
        const digits = formatAmount(hundredths, "eur", "en").replace(/\D/g, "")
        expect(Number(digits)).toBe(hundredths)
      })
    )
  })
})
