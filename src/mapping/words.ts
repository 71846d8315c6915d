/** The few words that we write ourselves into what Aplazame shows, in the languages of its shoppers. */
const WORDS = {
  es: { adjustment: "Ajuste", noShipping: "Sin envío", article: "Artículo" },
  en: { adjustment: "Adjustment", noShipping: "No shipping", article: "Item" },
  pt: { adjustment: "Acerto", noShipping: "Sem envio", article: "Artigo" },
} as const

/** ISO 639-1 code of a BCP 47 tag ("es-ES" is "es"), or undefined for what does not begin with one. */
export function languageOf(tag: string | null | undefined): string | undefined {
  return /^([a-z]{2})(?:[-_]|$)/i.exec(tag ?? "")?.[1]?.toLowerCase()
}

/** Words for a language tag; Spanish when we do not speak it, since Aplazame finances in Spain. */
export function wordsFor(tag: string | null | undefined): (typeof WORDS)[keyof typeof WORDS] {
  const language = languageOf(tag)
  return language === "en" || language === "pt" ? WORDS[language] : WORDS.es
}
