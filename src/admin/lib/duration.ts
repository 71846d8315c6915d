const UNITS = [["second", 1, 90], ["minute", 60, 90], ["hour", 3_600, 36], ["day", 86_400, Infinity]] as const

/** A time in the unit that a person would say it in: 45 seconds, 12 minutes, 3 hours, 2 days. */
export function formatDuration(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, size, most]) => seconds < size * most) ?? UNITS[3]
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 }).format(seconds / size)
}
