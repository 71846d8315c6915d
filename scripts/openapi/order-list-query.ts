import { LOOKUPS, ORDER_FILTER_FIELDS } from "../../src/aplazame/query/fields"
import { ORDERING_KEYS } from "../../src/aplazame/query/types"
import type { Parameter } from "./described-route"

type Field = (typeof ORDER_FILTER_FIELDS)[keyof typeof ORDER_FILTER_FIELDS]

const lookupsOf = ({ family, isnull }: Field): string => [...LOOKUPS[family], ...(isnull ? ["isnull"] : [])].join("|")

/** The names of filters, those with the same lookups in one pattern. */
function filterNames(): { pattern: string }[] {
  const byLookups = new Map<string, string[]>()
  for (const [name, field] of Object.entries(ORDER_FILTER_FIELDS)) byLookups.set(lookupsOf(field), [...(byLookups.get(lookupsOf(field)) ?? []), name])
  return [...byLookups].map(([lookups, names]) => ({ pattern: `^(${names.join("|")})(-(${lookups}))?$` }))
}

/** Aplazame's list query: the schema of the route leaves its names to the client, so they are told from the client's own table. */
export const orderListQuery: Parameter[] = [
  {
    name: "filters",
    in: "query",
    style: "form",
    explode: true,
    description: "A field with a lookup, as in `total_amount-gte=1000` or `confirmed-isnull=no`; without a lookup, equal. All must hold.",
    schema: { type: "object", propertyNames: { anyOf: filterNames() }, additionalProperties: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] } },
  },
  { name: "q", in: "query", description: "Words of the first name, last name or e-mail; each must match.", schema: { type: "string" } },
  { name: "ordering", in: "query", description: "A key, with `-` in front for descending; may be repeated.", schema: { type: "array", items: { enum: ORDERING_KEYS.flatMap((key) => [key, `-${key}`]) } } },
  { name: "page", in: "query", description: "The page size is Aplazame's.", schema: { type: "integer", minimum: 1, default: 1 } },
]
