/** The languages that we write in, and which of them a language tag asks for. */

/** Languages of every text of ours: those of Aplazame's shoppers, and English. */
export const LANGUAGES = ["es", "en", "pt"] as const

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number]

/** Who reads Catalan, Galician, Basque, Asturian, Aragonese or Aranese in a shop reads Spanish, whatever the shop's own language is. */
const OF_SPAIN: readonly string[] = ["ca", "gl", "eu", "ast", "an", "oc"]

/**
 * The language of ours that a BCP 47 tag asks for: `pt-BR` is `pt`, `en_GB` is `en`, `ca-ES` is `es`. Undefined for
 * what is none of them, for no tag and for what is no tag at all.
 */
export function spokenLanguage(tag: string | null | undefined): Language | undefined {
  const language = /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag?.trim() ?? "")?.[1]?.toLowerCase()
  if (language === undefined) return undefined
  return OF_SPAIN.includes(language) ? "es" : LANGUAGES.find((one) => one === language)
}
