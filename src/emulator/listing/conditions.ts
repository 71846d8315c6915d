import { parseInstant } from "../clock"
import { validationProblem } from "../http/problems"
import { FILTER_FIELDS, LOOKUPS, NAMES_OF_2015, SEARCH_COLUMNS, WEEK_DAYS, type FilterField } from "./field-catalog"

/** A piece of WHERE. Column names come from the catalogue, values only ever as parameters. */
export interface Condition { sql: string; values: (string | number)[] }

const RESERVED = new Set(["page", "q", "ordering"])

/** How the list reads a query: whether a name that no document has is refused, and where a day begins. */
export interface Reading { strict: boolean; zone: string }

/** All conditions of a list's query, to be joined with AND. Throws 400 with the wrong parameter's name. */
export function readConditions(query: URLSearchParams, { strict, zone }: Reading): Condition[] {
  const conditions: Condition[] = []
  for (const name of new Set(query.keys())) {
    if (RESERVED.has(name)) continue
    const found = splitParameter(name)
    if (found) conditions.push(fieldCondition(name, found.field, found.lookup, query.getAll(name), zone))
    else if (strict) throw wrong(name, "Unknown filter.")
  }
  const search = query.get("q")
  if (search !== null) conditions.push(...searchConditions(search))
  return conditions
}

function splitParameter(given: string): { field: FilterField; lookup: string } | undefined {
  const name = Object.hasOwn(NAMES_OF_2015, given) ? NAMES_OF_2015[given] ?? given : given
  const plain = FILTER_FIELDS[name]
  if (plain) return { field: plain, lookup: "exact" }
  const cut = name.lastIndexOf("-")
  const field = FILTER_FIELDS[name.slice(0, Math.max(cut, 0))]
  const lookup = name.slice(cut + 1)
  return field && field.families.some((family) => LOOKUPS[family].includes(lookup)) ? { field, lookup } : undefined
}

function fieldCondition(name: string, field: FilterField, lookup: string, given: readonly string[], zone: string): Condition {
  if (field.families.includes("choices")) return choicesCondition(name, field, given)
  const parts = given.map((text) => singleCondition(name, field, lookup, text, zone))
  return { sql: parts.map((part) => `(${part.sql})`).join(" AND "), values: parts.flatMap((part) => part.values) }
}

/** A repeated choices parameter is OR. */
function choicesCondition(name: string, field: FilterField, given: readonly string[]): Condition {
  const values = given.map((text) => readValue(name, field, field.aliases?.[text] ?? text))
  return { sql: `${field.column} IN (${values.map(() => "?").join(", ")})`, values }
}

function singleCondition(name: string, field: FilterField, lookup: string, text: string, zone: string): Condition {
  const { column } = field
  if (lookup === "isnull") return { sql: readYesNo(name, text) ? `${column} IS NULL` : `${column} IS NOT NULL`, values: [] }
  if (LOOKUPS.date.includes(lookup)) return dateCondition(name, `apz_local(${column}, ?)`, lookup, text, zone)
  const comparison = COMPARISONS[lookup]
  if (field.value !== "text") {
    if (!comparison) throw wrong(name, "Unknown lookup.")
    return { sql: `${column} ${comparison} ?`, values: [readValue(name, field, text)] }
  }
  return stringCondition(name, column, lookup, text)
}

const COMPARISONS: Readonly<Record<string, string>> = { exact: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" }

function stringCondition(name: string, column: string, lookup: string, text: string): Condition {
  const folded = text.toLowerCase()
  switch (lookup) {
    case "exact": return { sql: `${column} = ?`, values: [text] }
    case "iexact": return { sql: `apz_fold(${column}) = ?`, values: [folded] }
    case "contains": return { sql: `instr(${column}, ?) > 0`, values: [text] }
    case "icontains": return { sql: `instr(apz_fold(${column}), ?) > 0`, values: [folded] }
    case "startswith": return { sql: `substr(${column}, 1, length(?)) = ?`, values: [text, text] }
    case "istartswith": return { sql: `substr(apz_fold(${column}), 1, length(?)) = ?`, values: [folded, folded] }
    case "endswith": return endsWith(column, text)
    case "iendswith": return endsWith(`apz_fold(${column})`, folded)
    case "regex": return { sql: `apz_regex(?, ?, ${column}) = 1`, values: [readRegex(name, text), "u"] }
    case "iregex": return { sql: `apz_regex(?, ?, ${column}) = 1`, values: [readRegex(name, text), "iu"] }
    case "in": {
      const choices = text.split(",")
      return { sql: `${column} IN (${choices.map(() => "?").join(", ")})`, values: choices }
    }
    case "search": {
      const terms = termsOf(folded)
      return { sql: [`${column} IS NOT NULL`, ...terms.map(() => `instr(apz_fold(${column}), ?) > 0`)].join(" AND "), values: terms }
    }
    default: throw wrong(name, "Unknown lookup.")
  }
}

function endsWith(expression: string, text: string): Condition {
  // substr(x, -0) is the whole of x, so an empty ending needs its own form: every text ends with it.
  if (text === "") return { sql: `${expression} IS NOT NULL`, values: [] }
  return { sql: `length(${expression}) >= length(?) AND substr(${expression}, -length(?)) = ?`, values: [text, text, text] }
}

/** Parts of the instant as the zone's clocks show it, cut from its fixed-width text. `local` takes the zone as its value. */
function dateCondition(name: string, local: string, lookup: string, text: string, zone: string): Condition {
  if (lookup === "week_day") {
    const day = WEEK_DAYS.findIndex((one) => one === text.toLowerCase())
    if (day < 0) throw wrong(name, `Select a valid choice: ${WEEK_DAYS.join(", ")}.`)
    return { sql: `CAST(strftime('%w', substr(${local}, 1, 10)) AS INTEGER) = ?`, values: [zone, day] }
  }
  const [from, width] = DATE_PARTS[lookup] ?? [1, 4]
  return { sql: `CAST(substr(${local}, ${from}, ${width}) AS INTEGER) = ?`, values: [zone, readInteger(name, text)] }
}

const DATE_PARTS: Readonly<Record<string, readonly [number, number]>> = { year: [1, 4], month: [6, 2], day: [9, 2], hour: [12, 2] }

/** Every term, parted by spaces or commas, must be found in one of the columns; case does not matter. */
function searchConditions(search: string): Condition[] {
  return termsOf(search.toLowerCase()).map((term) => ({
    sql: SEARCH_COLUMNS.map((column) => `instr(apz_fold(${column}), ?) > 0`).join(" OR "),
    values: SEARCH_COLUMNS.map(() => term),
  }))
}

function termsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

function readValue(name: string, field: FilterField, text: string): string | number {
  if (field.value === "integer") return readInteger(name, text)
  if (field.value === "text") return text
  const instant = parseInstant(text)
  if (instant === undefined) throw wrong(name, "Enter a valid date/time.")
  return instant
}

function readInteger(name: string, text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw wrong(name, "A valid integer is required.")
  return Number(text)
}

/** `yes` and `no`; the Python SDK's examples give booleans, so `True` and `False` are read too. */
function readYesNo(name: string, text: string): boolean {
  const known: Record<string, boolean> = { yes: true, no: false, true: true, false: false }
  const value = known[text.toLowerCase()]
  if (value === undefined) throw wrong(name, "Select a valid choice: yes, no.")
  return value
}

function readRegex(name: string, text: string): string {
  try {
    return new RegExp(text, "u").source && text
  } catch {
    throw wrong(name, "Enter a valid regular expression.")
  }
}

function wrong(name: string, message: string): Error {
  return validationProblem({ [name]: [message] })
}
