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
    ["616123456 - 915123456", "ES", "616123456"],
    ["616 12 34 56 - 91 512 34 56", "ES", "616123456"],
    ["616123456-915123456", "ES", "616123456"],
    ["616 12 34 56 91 512 34 56", "ES", "616123456"],
    ["61612345 / 915123456", "ES", "915123456"],
    ["616123456 o 915123456", "ES", "616123456"],
    ["+34 616 123 456 - +34 915 123 456", "ES", "+34616123456"],
    ["0033 612345678 – 0033 698765432", "FR", "+33612345678"],
    ["tel: 616 123 456", "ES", "616123456"],
    ["Tel616123456", "ES", "616123456"],
    ["Móvil.616123456 (Ana)", "ES", "616123456"],
    ["915123456 ext. 123", "ES", "915123456"],
    ["915123456 x12", "ES", "915123456"],
    ["915123456-12", "ES", "915123456"],
    ["915 123 456 (12)", "ES", "915123456"],
    ["+34 34 616123456", "ES", "+34616123456"],
    ["+34 0034616123456", "ES", "+34616123456"],
    ["12345678Z", "ES", undefined],
    ["12345678-Z", "ES", undefined],
    ["12.345.678 Z", "ES", undefined],
    ["DNI 12345678Z, tel. 616123456", "ES", "616123456"],
    ["X1234567L", "ES", undefined],
    ["B61612345", "ES", undefined],
    ["12345678Z", null, undefined],
    ["X1234567L", null, undefined],
    ["1234567890", "ES", undefined],
    ["123456789", "PT", undefined],
    ["61612345", "ES", undefined],
    ["+34 61612345", "ES", undefined],
    ["ES91 2100 0418 4502 0005 1332", "ES", undefined],
    ["12/03/1990", "ES", undefined],
    ["28013 Madrid", "ES", undefined],
    ["+33 6 12 34 56 78", "ES", "+33612345678"],
    ["0612345678", "FR", "0612345678"],
    ["616123456x12", "ES", "616123456"],
    ["\u202a+34\u00a0616 123 456\u202c", "ES", "+34616123456"],
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

  it("is quick with what is no number", () => {
    expect(toPhone(`${" ".repeat(100_000)}-${"1 - ".repeat(50_000)}`, "ES")).toBeUndefined()
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
