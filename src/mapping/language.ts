/** The languages that we write in, and which of them a language tag asks for. */

/** Languages of every text of ours: those of Aplazame's shoppers, and English. */
export const LANGUAGES = ["es", "en", "pt"] as const

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number]

/**
 * Who reads a language of Spain or of its Pyrenees in a shop reads Spanish, whatever the shop's own language is: Catalan,
 * Galician, Basque, Asturian, Aragonese, Aranese, Extremaduran. Who reads Mirandese reads Portuguese.
 */
const NEAREST: Readonly<Record<string, Language>> = { ca: "es", gl: "es", eu: "es", ast: "es", an: "es", oc: "es", ext: "es", mwl: "pt" }

/**
 * The language of ours that a BCP 47 tag asks for: `pt-BR` and `pt_BR` are `pt`, `es-419` is `es`, `ca-ES` is `es`. Of a
 * list of tags (`fr,es;q=0.8`) it is that of the one that is wanted most. Undefined for what is none of ours, for no tag,
 * for "any" (`*`) and for what is no tag at all. The shop's package has the same rule in `src/storefront/texts.ts`.
 */
export function spokenLanguage(tags: string | null | undefined): Language | undefined {
  const wanted = (tags ?? "").split(",").map((one) => {
    const [tag = "", ...parameters] = one.split(";").map((part) => part.trim())
    const weight = parameters.flatMap((part) => /^q=([01](?:\.\d*)?)$/i.exec(part)?.[1] ?? [])[0]
    return { language: languageOfTag(tag), weight: weight === undefined ? 1 : Number(weight) }
  })
  return wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight).flatMap(({ language }) => language ?? [])[0]
}

function languageOfTag(tag: string): Language | undefined {
  const language = /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag)?.[1]?.toLowerCase() ?? ""
  return LANGUAGES.find((one) => one === language) ?? (Object.hasOwn(NEAREST, language) ? NEAREST[language] : undefined)
}

/** Who says which language a shopper reads, each by a tag or a list of tags: the page, the checkout that was begun, the cart, the browser. */
export type SpokenBy = Partial<Record<"page" | "checkout" | "cart" | "browser", string | null>>

/** The one order for everything that a shopper reads: the page's language, the checkout's, the cart's, the browser's. Undefined where none of them is one of ours. */
export const shopperLanguage = ({ page, checkout, cart, browser }: SpokenBy): Language | undefined =>
  [page, checkout, cart, browser].flatMap((tags) => spokenLanguage(tags) ?? [])[0]
