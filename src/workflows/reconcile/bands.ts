export const DAY_MS = 24 * 60 * 60_000

/**
 * How old a credit may be to be compared once in so long: refunds and cancels in Aplazame's panel come late, but seldom.
 * So many of each age in one run at most, some four calls each: old ones keep no new one waiting, and what is left has
 * waited longest and is first in the next.
 */
export const BANDS = [
  { days: 3, everyMs: 60 * 60_000, atMost: 400 },
  { days: 30, everyMs: DAY_MS, atMost: 400 },
  { days: 396, everyMs: 30 * DAY_MS, atMost: 200 },
] as const

/** How often a credit is compared. */
export const everyMs = ({ created_at }: { created_at: Date }, now: number): number =>
  (BANDS.find(({ days }) => now - created_at.getTime() < days * DAY_MS) ?? BANDS[2]).everyMs
