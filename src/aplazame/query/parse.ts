import { AplazameQueryError } from "../errors/query-error"
import { orderings, pageNumber, searchTerms } from "./around-filters"
import { FIELD_NAMES, fieldSpec, lookupsOf, type FieldSpec } from "./fields"
import { readLookupValue } from "./lookup-value"
import type { OrderFilters, OrderQuery } from "./types"

const PARAMETERS: readonly string[] = [...FIELD_NAMES, "q", "ordering", "page"]

type Target = { field: string; lookup: string; spec: FieldSpec }

/** Takes a parameter's name apart. Fields hold dashes themselves, so a whole field name wins over field and lookup. */
function target(name: string): Target {
  const whole = fieldSpec(name)
  if (whole !== undefined) return { field: name, lookup: "exact", spec: whole }
  const dash = name.lastIndexOf("-")
  const field = dash < 0 ? name : name.slice(0, dash)
  const spec = fieldSpec(field)
  if (dash < 0 || spec === undefined) throw new AplazameQueryError({ field: name, allowed: PARAMETERS }, "unknown parameter")
  const lookup = name.slice(dash + 1)
  if (!lookupsOf(spec).includes(lookup)) {
    throw new AplazameQueryError({ field, lookup, allowed: lookupsOf(spec) }, "unknown lookup")
  }
  return { field, lookup, spec }
}

/** One value when there is one, else the list: the form in which people write it. */
function single<T>(values: readonly T[]): T | readonly T[] {
  const [first] = values
  return values.length === 1 && first !== undefined ? first : values
}

/**
 * Reads filters from parameter names and texts. Every value has passed the same table that the type is made from.
 *
 * @throws AplazameQueryError
 */
export function parseFilters(entries: Iterable<readonly [string, string]>): OrderFilters {
  const choices = new Map<string, unknown[]>()
  const lookups = new Map<string, Map<string, unknown>>()
  for (const [name, text] of entries) {
    const { field, lookup, spec } = target(name)
    const value = readLookupValue(field, spec, lookup, text)
    if (spec.family === "choice") {
      choices.set(field, [...(choices.get(field) ?? []), value])
      continue
    }
    const ofField = lookups.get(field) ?? new Map<string, unknown>()
    if (ofField.has(lookup)) throw new AplazameQueryError({ field, lookup, allowed: ["one value"] }, "given twice")
    lookups.set(field, ofField.set(lookup, value))
  }

  const filters: Record<string, unknown> = {}
  for (const [field, values] of choices) filters[field] = single(values)
  for (const [field, ofField] of lookups) {
    filters[field] = ofField.size === 1 && ofField.has("exact") ? ofField.get("exact") : Object.fromEntries(ofField)
  }
  return filters as OrderFilters
}

/** Every parameter with every of its texts. @throws AplazameQueryError for nested or other non-text values. */
function entriesOf(params: URLSearchParams | Readonly<Record<string, unknown>>): [string, string][] {
  if (params instanceof URLSearchParams) return [...params.entries()]
  return Object.entries(params).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    const texts: unknown[] = Array.isArray(value) ? value : [value]
    return texts.map((text): [string, string] => {
      if (typeof text !== "string") throw new AplazameQueryError({ field: name, allowed: ["a text or a list of texts"] }, "the value does not fit")
      return [name, text]
    })
  })
}

/**
 * Reads what {@link serializeOrderQuery} writes, from a URL's parameters or a parsed query.
 *
 * A value alone becomes itself, several lookups an object, several choices a list; dates stay texts.
 * Empty `q`, `ordering` and `page` (a form sent with empty fields) count as absent.
 *
 * @throws AplazameQueryError for unknown parameters, lookups and values that do not fit.
 */
export function parseOrderQuery(params: URLSearchParams | Readonly<Record<string, unknown>>): OrderQuery {
  const filters: [string, string][] = []
  const around = new Map<string, string[]>([["q", []], ["ordering", []], ["page", []]])
  for (const [name, text] of entriesOf(params)) {
    const bucket = around.get(name)
    if (bucket === undefined) filters.push([name, text])
    else if (text.trim() !== "") bucket.push(text)
  }

  const query: OrderQuery = {}
  const q = around.get("q") ?? []
  const ordering = around.get("ordering") ?? []
  const pages = around.get("page") ?? []
  if (filters.length > 0) query.filters = parseFilters(filters)
  if (q.length > 0) query.q = single(searchTerms(q))
  if (ordering.length > 0) query.ordering = single(orderings(ordering.flatMap((text) => text.split(","))))
  if (pages.length > 0) query.page = pageNumber(pages.length === 1 && /^\d{1,9}$/.test(pages[0] ?? "") ? Number(pages[0]) : NaN)
  return query
}
