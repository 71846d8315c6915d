import { CODES, LANGUAGES, languageOf, TEXTS, textOf } from "../texts"

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort()

describe("texts", () => {
  it.each([...CODES])("%s has a sentence in every language, with the same figures", (code) => {
    const sentences = LANGUAGES.map((language) => TEXTS[language][code])
    for (const sentence of sentences) {
      expect(sentence.trim().length).toBeGreaterThan(10)
      expect(sentence).toMatch(/^[A-ZÁÉÍÓÚÑ¿¡{].*[.?!}]$/u)
      expect(placeholders(sentence)).toEqual(placeholders(TEXTS.en[code]))
    }
    expect(new Set(sentences).size).toBe(LANGUAGES.length)
  })

  it("have no sentence for a code that does not exist", () => {
    for (const language of LANGUAGES) expect(Object.keys(TEXTS[language]).sort()).toEqual([...CODES].sort())
  })

  it("fill in figures and leave an unknown one visible", () => {
    expect(textOf("amount_above_remaining", "en", { remaining: "€1", amount: "€2" })).toBe("Only €1 of the €2 asked for remain at Aplazame.")
    expect(textOf("amount_above_remaining", "en", { remaining: "€1" })).toContain("{amount}")
  })
})

describe("the language of an answer", () => {
  it.each([
    [undefined, "es"],
    ["", "es"],
    ["en", "en"],
    ["pt-BR", "pt"],
    ["EN-us", "en"],
    ["fr, de;q=0.9", "es"],
    ["fr;q=1, pt;q=0.3, en;q=0.4", "en"],
    ["en;q=0.1,es;q=0.9", "es"],
    ["*;q=0.5", "es"],
    ["en;q=nonsense,pt;q=0.2", "pt"],
    [",,;;==", "es"],
  ] as const)("of Accept-Language %j is %s", (header, expected) => {
    expect(languageOf(header, "es")).toBe(expected)
  })
})
