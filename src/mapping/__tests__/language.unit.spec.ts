import { spokenLanguage } from "../language"

describe("spokenLanguage", () => {
  it.each([
    ["es", "es"],
    ["es-ES", "es"],
    ["es_MX", "es"],
    ["ca-ES", "es"],
    ["gl", "es"],
    ["eu-ES", "es"],
    ["ast", "es"],
    ["pt-BR", "pt"],
    ["PT", "pt"],
    ["en-GB", "en"],
    ["EN_us", "en"],
    ["fr-FR", undefined],
    ["est", undefined],
    ["english", undefined],
    ["*", undefined],
    ["", undefined],
    [null, undefined],
  ])("of %j is %j", (tag, expected) => {
    expect(spokenLanguage(tag)).toBe(expected)
  })
})
