/**
 * The day of a campaign's date for a person: Aplazame writes `2016-06-01T00:00:00` or `2016-06-01`, without a zone,
 * so the day is the one that is written. What is no date is shown as it is.
 */
export function formatDay(text: string, locale: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  if (!match) return text
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day))
}

/** A day as it stands in the address, in the operator's own zone: `2026-11-21`. */
export function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The beginning of such a day, and of the day of a moment; null for anything else. */
export function dateOf(text: string): Date | null {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text)
  return text === "" || Number.isNaN(date.getTime()) ? null : date
}
