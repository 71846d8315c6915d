import { shopperLanguage, spokenLanguage } from "../language"

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
    ["an", "es"],
    ["oc-ES", "es"],
    ["ext", "es"],
    ["mwl-PT", "pt"],
    ["es-419", "es"],
    ["pt_BR", "pt"],
    ["ca-ES-valencia", "es"],
    ["es-ES,es;q=0.9", "es"],
    ["fr-FR,pt-BR;q=0.8,en;q=0.9", "en"],
    ["fr, ca;q=0.5, *;q=0.1", "es"],
    ["en;q=0,pt;q=0.1", "pt"],
    ["pt;q=0.5,en;q=0.5", "pt"],
    ["constructor", undefined],
    ["__proto__", undefined],
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

describe("the language that a shopper reads", () => {
  it.each([
    [{ page: "en", checkout: "pt", cart: "es", browser: "es" }, "en"],
    [{ page: undefined, checkout: "pt", cart: "es-ES", browser: "en" }, "pt"],
    [{ page: "fr", checkout: null, cart: "en-GB", browser: "pt" }, "en"],
    [{ cart: "de-DE", browser: "fr,pt;q=0.5" }, "pt"],
    [{ browser: "*" }, undefined],
    [{}, undefined],
  ] as const)("is of %j: %s", (said, language) => {
    expect(shopperLanguage(said)).toBe(language)
  })
})
