/** An amount of hundredths for a person. A whole number over 100 prints its two decimals exactly. */
export function formatAmount(hundredths: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() }).format(hundredths / 100)
}

/**
 * What a person typed, as hundredths: `12`, `12,5`, `12.50`, `1.234,56`, `1,234.56`. The last point or comma with one
 * or two digits after it is the decimal one. Null for anything else; digits only, never through a fraction.
 */
export function parseAmount(text: string): number | null {
  const clean = text.replace(/[\s\u00a0\u202f€]/g, "")
  const match = /^(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(clean)
  if (!match) return null
  const units = (match[1] ?? "").replace(/[.,]/g, "")
  const hundredths = Number(units + (match[2] ?? "").padEnd(2, "0"))
  return Number.isSafeInteger(hundredths) ? hundredths : null
}

/** Hundredths as a person would type them in this language. */
export function amountText(hundredths: number, locale: string): string {
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? "."
  return `${Math.trunc(hundredths / 100)}${decimal}${String(hundredths % 100).padStart(2, "0")}`
}
