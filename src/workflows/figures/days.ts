import { DAY_MS } from "../../config/durations"

/** `2026-11-21`, and a day that the calendar has. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** How many days a period has, its first and its last among them; none where the last is before the first. */
export const daysBetween = (from: string, to: string): number => Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1)

/** Every day of a period, and the one after it. */
export const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => new Date(Date.parse(from) + index * DAY_MS).toISOString().slice(0, 10))

/** A zone by its name, such as `Europe/Madrid`. An offset is none: which days have it is not known. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }))
  } catch {
    return false
  }
}

/** The moments at which these days begin in a zone. */
export function beginningsOf(days: readonly string[], zone: string): Date[] {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
  /** How much the zone's clocks are ahead of UTC at a moment. */
  const ahead = (at: number): number => Date.parse(`${clock.format(at).replace(" ", "T")}Z`) - at
  return days.map((day) => {
    const midnight = Date.parse(day)
    // Clocks may be set at midnight itself: then a day begins at the first moment that is in it.
    const moments = [midnight - ahead(midnight - DAY_MS), midnight - ahead(midnight + DAY_MS)].sort((a, b) => a - b)
    return new Date(moments.find((at) => at + ahead(at) >= midnight) ?? midnight)
  })
}
