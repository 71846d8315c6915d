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
