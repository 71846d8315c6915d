import { CODES, LANGUAGES, TEXTS, textOf } from "../texts"

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
