import { isCents } from "../cents"
import { AplazameQueryError } from "../errors/query-error"
import { WEEK_DAYS, type FieldSpec } from "./fields"
import { isIsoMoment } from "./iso-moment"

/** How one kind of value is written into a query and read back. Both give null for what is not allowed. */
type Codec = {
  allowed: string
  write(value: unknown): string | null
  read(text: string): unknown
}

function integer(low: number, high: number): Codec {
  const fits = (n: unknown): n is number => typeof n === "number" && Number.isSafeInteger(n) && n >= low && n <= high
  return {
    allowed: `a whole number from ${low} to ${high}`,
    write: (value) => (fits(value) ? String(value) : null),
    read: (text) => (/^-?\d{1,16}$/.test(text) && fits(Number(text)) ? Number(text) : null),
  }
}

const TEXT: Codec = {
  allowed: "a text that is not empty",
  write: (value) => (typeof value === "string" && value !== "" ? value : null),
  read: (text) => (text === "" ? null : text),
}

const TEXT_LIST: Codec = {
  allowed: "a list of texts, none empty, none with a comma",
  write: (value) => {
    if (!Array.isArray(value) || value.length === 0) return null
    const texts = value.filter((item): item is string => typeof item === "string" && item !== "" && !item.includes(","))
    return texts.length === value.length ? texts.join(",") : null
  },
  read: (text) => {
    const items = text.split(",")
    return items.includes("") ? null : items
  },
}

const AMOUNT: Codec = {
  allowed: "a whole number of hundredths",
  write: (value) => (isCents(value) ? String(value) : null),
  read: (text) => {
    if (!/^-?\d{1,16}$/.test(text)) return null
    const number = Number(text)
    return isCents(number) ? number : null
  },
}

const MOMENT: Codec = {
  allowed: "a Date or an ISO 8601 text",
  write: (value) => {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
    return typeof value === "string" && isIsoMoment(value) ? value : null
  },
  read: (text) => (isIsoMoment(text) ? text : null),
}

const YES_NO: Codec = {
  allowed: "true or false (yes or no in a query)",
  write: (value) => (typeof value === "boolean" ? (value ? "yes" : "no") : null),
  read: (text) => (text === "yes" ? true : text === "no" ? false : null),
}

const WEEK_DAY: Codec = {
  allowed: WEEK_DAYS.join(", "),
  write: (value) => WEEK_DAYS.find((day) => day === value) ?? null,
  read: (text) => WEEK_DAYS.find((day) => day === text) ?? null,
}

const DATE_PARTS: Readonly<Record<string, Codec>> = {
  year: integer(1, 9999),
  month: integer(1, 12),
  day: integer(1, 31),
  hour: integer(0, 23),
  week_day: WEEK_DAY,
}

function choice(choices: readonly (string | number)[] | null | undefined): Codec {
  if (choices == null) return TEXT
  return {
    allowed: choices.join(", "),
    write: (value) => {
      const found = choices.find((one) => one === value)
      return found === undefined ? null : String(found)
    },
    read: (text) => choices.find((one) => String(one) === text) ?? null,
  }
}

function codecOf(spec: FieldSpec, lookup: string): Codec {
  if (lookup === "isnull") return YES_NO
  switch (spec.family) {
    case "string":
      return lookup === "in" ? TEXT_LIST : TEXT
    case "amount":
      return AMOUNT
    case "rate":
      return integer(-1_000_000, 1_000_000)
    case "date":
      return DATE_PARTS[lookup] ?? MOMENT
    case "choice":
      return choice(spec.choices)
  }
}

function required<T>(value: T | null, field: string, lookup: string, codec: Codec): T {
  if (value === null) throw new AplazameQueryError({ field, lookup, allowed: [codec.allowed] }, "the value does not fit")
  return value
}

/** Writes a lookup's value for the query string. @throws AplazameQueryError naming field, lookup and what is allowed. */
export function writeLookupValue(field: string, spec: FieldSpec, lookup: string, value: unknown): string {
  const codec = codecOf(spec, lookup)
  return required(codec.write(value), field, lookup, codec)
}

/** Reads a lookup's value from a query string. @throws AplazameQueryError naming field, lookup and what is allowed. */
export function readLookupValue(field: string, spec: FieldSpec, lookup: string, text: string): unknown {
  const codec = codecOf(spec, lookup)
  return required(codec.read(text), field, lookup, codec)
}
