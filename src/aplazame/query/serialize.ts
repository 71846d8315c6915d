import { AplazameQueryError } from "../errors/query-error"
import { orderings, pageNumber, searchTerms } from "./around-filters"
import { FIELD_NAMES, fieldSpec, lookupsOf, type FieldSpec } from "./fields"
import { writeLookupValue } from "./lookup-value"
import type { OrderQuery } from "./types"

const QUERY_KEYS: readonly string[] = ["filters", "q", "ordering", "page"]

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** Name of the parameter: no lookup means `exact`. */
function parameter(field: string, lookup: string): string {
  return lookup === "exact" ? field : `${field}-${lookup}`
}

function appendFilter(params: URLSearchParams, field: string, spec: FieldSpec, value: unknown): void {
  if (spec.family === "choice") {
    const choices: unknown[] = Array.isArray(value) ? value : [value]
    if (choices.length === 0) throw new AplazameQueryError({ field, allowed: ["one value or more"] }, "an empty list")
    for (const choice of choices) params.append(field, writeLookupValue(field, spec, "exact", choice))
    return
  }
  const lookups = isPlainObject(value) ? Object.entries(value) : [["exact", value] as const]
  if (lookups.length === 0) throw new AplazameQueryError({ field, allowed: lookupsOf(spec) }, "no lookup given")
  for (const [lookup, one] of lookups) {
    if (!lookupsOf(spec).includes(lookup)) {
      throw new AplazameQueryError({ field, lookup, allowed: lookupsOf(spec) }, "unknown lookup")
    }
    params.append(parameter(field, lookup), writeLookupValue(field, spec, lookup, one))
  }
}

/**
 * Writes a query for `GET /orders`: `field-lookup=value`, choices repeated, `in` and search words joined with commas.
 *
 * @throws AplazameQueryError for anything that Aplazame does not have, and for filters given as undefined.
 */
export function serializeOrderQuery(query: OrderQuery): URLSearchParams {
  for (const key of Object.keys(query)) {
    if (!QUERY_KEYS.includes(key)) throw new AplazameQueryError({ field: key, allowed: QUERY_KEYS }, "unknown part of a query")
  }
  const params = new URLSearchParams()
  for (const [field, value] of Object.entries(query.filters ?? {})) {
    const spec = fieldSpec(field)
    if (spec === undefined) throw new AplazameQueryError({ field, allowed: FIELD_NAMES }, "unknown filter")
    appendFilter(params, field, spec, value)
  }
  if (query.q !== undefined) params.append("q", searchTerms(query.q).join(","))
  if (query.ordering !== undefined) params.append("ordering", orderings(query.ordering).join(","))
  if (query.page !== undefined) params.append("page", String(pageNumber(query.page)))
  return params
}
