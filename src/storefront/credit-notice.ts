import type { Language } from "./result"
import { languageOf } from "./texts"

/**
 * The notice beside an offer of credit. `true`: in the helper's words, that of Directive (EU) 2023/2225, article 8(1);
 * a text: in the shop's own; `false`: none, where the shop shows it elsewhere. See docs/credit-advertising.md.
 */
export type CreditNotice = boolean | string

/** A notice to show. `lang` says the language of the helper's words; what the shop wrote is in the page's. */
export type ShownNotice = { text: string; lang?: Language }

const TEXTS: Record<Language, string> = {
  es: "Atención: tomar dinero prestado cuesta dinero.",
  en: "Caution! Borrowing money costs money.",
  pt: "Atenção! Contrair empréstimos custa dinheiro.",
}

/** The notice's words, for a page that writes it by itself. `language`: `es`, `en`, `pt` or a longer tag; the page's own unless told. */
export const creditNotice = (language?: string): string => TEXTS[languageOf(language)]

/** What is shown for a page's setting. An empty text counts as forgotten: only `false` takes the notice away. */
export function shownNotice(wanted: CreditNotice, lang: Language): ShownNotice | null {
  if (wanted === false) return null
  return wanted === true || wanted === "" ? { text: TEXTS[lang], lang } : { text: wanted }
}
