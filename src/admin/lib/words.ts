import { useTranslation } from "react-i18next"
import { ApiError } from "./api"
import { formatAmount } from "./amount"
import type { Asker, Figures } from "./api-types"

const LOCALES: Record<string, string> = { ptBR: "pt-BR", ptPT: "pt-PT" }
/** Figures that are amounts; the others are words and codes. */
const AMOUNTS = new Set(["amount", "remaining", "expected", "there"])

/** The operator's language: words, amounts, moments. */
export function useWords() {
  const { t, i18n } = useTranslation("aplazame")
  const locale = LOCALES[i18n.language] ?? i18n.language
  const has = (key: string): boolean => i18n.exists(key, { ns: "aplazame" })

  const money = (hundredths: number, currency: string): string => formatAmount(hundredths, currency, locale)

  const moment = (iso: string | null): string =>
    iso ? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)) : "–"

  /** The word for one of our codes; the code itself for one that is newer than this page. */
  const word = (group: string, code: string | null | undefined): string => {
    if (!code) return "–"
    const key = `${group}.${code}`
    return has(key) ? t(key) : code
  }

  /**
   * A sentence with a number, by the plural of the operator's language. i18next can't tell it for the dashboard's
   * own codes of Portuguese and would fall back to English.
   */
  const counted = (key: string, count: number): string => t(`${key}_${new Intl.PluralRules(locale).select(count) === "one" ? "one" : "other"}`, { count })

  const asker = (by: Asker): string => (by.kind === "user" ? by.name : by.word ? word("askers", by.word) : t("askers.store"))

  /** The sentence for a request that was not done. */
  const refusal = (code: string, figures: Figures, currency: string): string => {
    const shown = Object.entries(figures).map(([name, value]) => [name, typeof value === "number" && AMOUNTS.has(name) ? money(value, currency) : (value ?? "")])
    return has(`codes.${code}`) ? String(t(`codes.${code}`, Object.fromEntries(shown))).trim() : t("codes.failed")
  }

  const errorText = (error: unknown, currency = "eur"): string =>
    error instanceof ApiError ? refusal(error.code, error.figures, currency) : t("codes.failed")

  return { t, locale, money, moment, word, asker, refusal, errorText, has, counted }
}

export type Words = ReturnType<typeof useWords>
