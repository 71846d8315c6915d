/**
 * Instants are kept as text in UTC with microseconds (`2015-12-22T15:09:30.537951Z`), the form that
 * Aplazame's filters and notifications use. The width never varies, so text order is time order and
 * SQLite can compare and index them as they are.
 */
export type Instant = string

let last = 0n

/** The present. Each call gives a later instant than the one before, so that ordering by time never ties. */
export function now(): Instant {
  const present = BigInt(Date.now()) * 1000n
  last = present > last ? present : last + 1n
  return fromMicros(last)
}

/** `instant` plus a number of milliseconds. */
export function addMs(instant: Instant, ms: number): Instant {
  return fromMicros(toMicros(instant) + BigInt(Math.round(ms * 1000)))
}

/** Milliseconds since the epoch. */
export function toMs(instant: Instant): number {
  return Number(toMicros(instant) / 1000n)
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * Reads any ISO 8601 form that the documentation shows: date only, without zone (taken as UTC), `Z`,
 * offset with or without colon, up to nine decimals. Gives `undefined` for anything else.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = ISO.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== written) return undefined
  const offset = zone === "Z" ? 0 : offsetMinutes(zone)
  return fromMicros(BigInt(ms) * 1000n - BigInt(offset) * 60_000_000n + BigInt(fraction.padEnd(6, "0").slice(0, 6)))
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of an IANA zone show at that instant, to the second: `2015-12-22T16:09:30`. */
export function localTime(instant: Instant, zone: string): string {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
    clocks.set(zone, clock)
  }
  return clock.format(toMs(instant)).replace(" ", "T")
}

/** The form of captures, refunds and voids: offset with a colon instead of `Z`. */
export function withOffset(instant: Instant): string {
  return instant.replace(/Z$/, "+00:00")
}

function offsetMinutes(zone: string): number {
  const sign = zone.startsWith("-") ? -1 : 1
  const digits = zone.slice(1).replace(":", "")
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
}

function toMicros(instant: Instant): bigint {
  const fraction = instant.slice(20, 26)
  return BigInt(Date.parse(`${instant.slice(0, 19)}Z`)) * 1000n + BigInt(fraction)
}

function fromMicros(micros: bigint): Instant {
  const ms = Number(micros / 1000n)
  return `${new Date(ms).toISOString().slice(0, -1)}${String(micros % 1000n).padStart(3, "0")}Z`
}
