import type { Code, Language } from "./codes"
import { en } from "./en"
import { es } from "./es"
import { pt } from "./pt"

export { CODES, KO_REASONS, LANGUAGES } from "./codes"
export { fieldText, taskText } from "./fields"
export type { Code, KoReason, Language } from "./codes"

export const TEXTS: Record<Language, Record<Code, string>> = { es, en, pt }

/** The sentence of a code in a language, with its `{figures}` filled in. */
export function textOf(code: Code, language: Language, figures: Record<string, string> = {}): string {
  return TEXTS[language][code].replace(/\{(\w+)\}/g, (whole, name: string) => figures[name] ?? whole)
}
