import fc from "fast-check"
import { toPhone } from "../phone"

describe("toPhone", () => {
  it.each<[string, string | null, string | undefined]>([
    ["616 12 34 56", "ES", "616123456"],
    ["600.000.000", "ES", "600000000"],
    ["91-765-43-21", "ES", "917654321"],
    ["+34 616-123-456", "ES", "+34616123456"],
    ["0034616123456", "ES", "+34616123456"],
    ["00 34 616 123 456", "ES", "+34616123456"],
    ["(+34) 616 123 456", "ES", "+34616123456"],
    ["34616123456", "ES", "+34616123456"],
    ["+351 912 345 678", "PT", "+351912345678"],
    ["351912345678", "PT", "+351912345678"],
    ["912 345 678", "PT", "912345678"],
    ["+44 (0)20 7946 0958", "ES", "+442079460958"],
    ["６１６１２３４５６", "ES", "616123456"],
    ["616\u00a012\u00a034\u00a056", "ES", "616123456"],
    ["llamar tarde: 616123456", "ES", "616123456"],
    ["616123456 / 917654321", "ES", "616123456"],
    ["616123456, 917654321", "ES", "616123456"],
    ["no tengo", "ES", undefined],
    ["-", "ES", undefined],
    ["112", "ES", undefined],
    ["000000000", "ES", undefined],
    ["12345678901234567890", "ES", undefined],
    ["", "ES", undefined],
    [null as unknown as string, "ES", undefined],
    ["34616123456", null, "34616123456"],
  ])("reads %j in %s as %s", (text, country, expected) => {
    expect(toPhone(text, country ?? undefined)).toBe(expected)
  })

  it("gives digits with or without a plus, or nothing, whatever is written, and the same of its own answer", () => {
    const text = fc.oneof(fc.string(), fc.array(fc.constantFrom("0", "1", "6", "9", "+", " ", "-", ".", "(", ")", "/", "x"), { maxLength: 30 }).map((parts) => parts.join("")))
    fc.assert(
      fc.property(text, fc.constantFrom("ES", "PT", undefined), (given, country) => {
        const phone = toPhone(given, country)
        if (phone === undefined) return
        expect(phone).toMatch(/^\+?\d{7,15}$/)
        expect(toPhone(phone, country)).toBe(phone)
      })
    )
  })
})
