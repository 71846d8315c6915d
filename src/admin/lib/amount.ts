/** An amount of hundredths for a person. A whole number over 100 prints its two decimals exactly. */
export function formatAmount(hundredths: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() }).format(hundredths / 100)
}

const decimalSign = (locale: string): string => new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? "."

/**
 * What a person typed, as hundredths: `12`, `12,5`, `12.50`, `1.234,56`, `1,234.56`. A point or comma with one or two
 * digits after it is the decimal one. Null for anything else, also for `1.234` where the point is the decimal
 * sign: it could be meant either way. Digits only, never through a fraction.
 */
export function parseAmount(text: string, locale: string): number | null {
  const clean = text.replace(/[\s\u00a0\u202f€]/g, "")
  const match = /^(\d+|\d{1,3}([.,])\d{3}(?:\2\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(clean)
  if (!match) return null
  const [, whole = "", group, decimal, fraction = ""] = match
  if (group !== undefined && (group === decimal || (decimal === undefined && group === decimalSign(locale)))) return null
  const hundredths = Number(whole.replace(/[.,]/g, "") + fraction.padEnd(2, "0"))
  return Number.isSafeInteger(hundredths) ? hundredths : null
}

/** Hundredths as a person would type them in this language. */
export function amountText(hundredths: number, locale: string): string {
  return `${Math.trunc(hundredths / 100)}${decimalSign(locale)}${String(hundredths % 100).padStart(2, "0")}`
}
