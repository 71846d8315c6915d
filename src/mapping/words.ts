import { spokenLanguage, type Language } from "./language"

/** The few words that we write ourselves into what Aplazame shows, in the languages of its shoppers. */
const WORDS = {
  es: { adjustment: "Ajuste", noShipping: "Sin envío", article: "Artículo", difference: "Pedido n.º {number}, diferencia" },
  en: { adjustment: "Adjustment", noShipping: "No shipping", article: "Item", difference: "Order #{number}, difference" },
  pt: { adjustment: "Acerto", noShipping: "Sem envio", article: "Artigo", difference: "Encomenda n.º {number}, diferença" },
} as const

/** Spanish where nothing else is known, since Aplazame finances in Spain. */
const languageOrSpanish = (tag: string | null | undefined): Language => spokenLanguage(tag) ?? "es"

/** Words for a language tag; Spanish when we do not speak it. */
export function wordsFor(tag: string | null | undefined): (typeof WORDS)[Language] {
  return WORDS[languageOrSpanish(tag)]
}

/** A decimal number as the language writes it: "1.5" is "1,5" in Spanish. Only for words, never for figures. */
export function decimalInWords(decimal: string, tag: string | null | undefined): string {
  return languageOrSpanish(tag) === "en" ? decimal : decimal.replace(".", ",")
}
