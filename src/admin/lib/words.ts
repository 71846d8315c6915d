import { useTranslation } from "react-i18next"
import { ApiError } from "./api"
import { formatAmount } from "./amount"
import type { Actor, Figures } from "./api-types"

const LOCALES: Record<string, string> = { ptBR: "pt-BR", ptPT: "pt-PT" }
/** Figures that are amounts; the others are words and codes. */
const AMOUNTS = new Set(["amount", "remaining", "expected", "there"])

/** The operator's language: words, amounts, moments. */
export function useWords() {
  const { t, i18n } = useTranslation("aplazame")
  const locale = LOCALES[i18n.language] ?? i18n.language
  const has = (key: string): boolean => i18n.exists(key, { ns: "aplazame" })

  const money = (hundredths: number, currency: string): string => formatAmount(hundredths, currency, locale)

  const number = (count: number): string => new Intl.NumberFormat(locale).format(count)

  /** A part of a whole, without fractions; of nothing there is none. */
  const percent = (part: number, whole: number): string => (whole > 0 ? new Intl.NumberFormat(locale, { style: "percent" }).format(part / whole) : "–")

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

  const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)

  /** Who asked, as it follows on what was asked for: "by Ana (admin)", "by fulfillment #2", "at checkout". */
  const askedBy = (by: Actor): string => {
    if (by.kind === "user") return t("actors.by", { who: by.name ? t("actors.admin", { name: by.name }) : t("actors.somebody") })
    return by.word === "fulfilment" && by.number ? t("actors.numbered", { number: by.number }) : word("actors", by.word ?? "store")
  }

  /** The same where it stands alone. */
  const actorText = (by: Actor): string => {
    if (by.kind === "user") return by.name ? t("actors.admin", { name: by.name }) : capital(t("actors.somebody"))
    return capital(askedBy(by))
  }

  /** What the store decided when Aplazame told it. A final word is only received: a sale is accepted or refused while it is pending. */
  const answer = (told: { answer: "ok" | "ko" | null; status: string }): string | null =>
    told.answer === "ko" || (told.answer === "ok" && told.status === "pending") ? t(`answers.${told.answer}`) : null

  /** The sentence for a request that was not done. */
  const refusal = (code: string, figures: Figures, currency: string): string => {
    const shown = Object.entries(figures).map(([name, value]) => [name, typeof value === "number" && AMOUNTS.has(name) ? money(value, currency) : (value ?? "")])
    return has(`codes.${code}`) ? String(t(`codes.${code}`, Object.fromEntries(shown))).trim() : t("codes.failed")
  }

  const errorText = (error: unknown, currency = "eur"): string =>
    error instanceof ApiError ? refusal(error.code, error.figures, currency) : t("codes.failed")

  return { t, locale, money, number, percent, moment, word, answer, actorText, askedBy, refusal, errorText, has, counted }
}

export type Words = ReturnType<typeof useWords>
