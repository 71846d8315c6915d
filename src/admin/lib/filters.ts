import type { OrderPage } from "./api-types"

/**
 * Every filter of Aplazame's order list with its family, and every comparison of a family, in the order in which
 * a person is offered them. The same table as the API client's; a unit test holds the two together.
 */
export const FAMILY_LOOKUPS = {
  string: ["exact", "iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "regex", "iregex", "search", "in"],
  amount: ["gte", "lte", "exact", "gt", "lt"],
  rate: ["gte", "lte", "exact", "gt", "lt"],
  date: ["gte", "lte", "exact", "gt", "lt", "year", "month", "day", "hour", "week_day"],
  choice: ["exact"],
} as const

type Family = keyof typeof FAMILY_LOOKUPS

type Field = { family: Family; isnull?: true; choices?: readonly string[] }

export const FILTER_FIELDS = {
  mid: { family: "string" },
  id: { family: "string" },
  total_amount: { family: "amount" },
  created: { family: "date" },
  confirmed: { family: "date", isnull: true },
  cancelled: { family: "date", isnull: true },
  verified: { family: "date", isnull: true },
  discount: { family: "amount", isnull: true },
  discount_rate: { family: "rate", isnull: true },
  "instalment_plan-downpayment-state": { family: "choice" },
  "instalment_plan-downpayment-amount": { family: "amount", isnull: true },
  "customer-id": { family: "string" },
  "customer-phone-number": { family: "string" },
  "customer-phone-country": { family: "string" },
  "customer-created": { family: "date" },
  "customer-document_id-number": { family: "string" },
  "customer-document_id-country": { family: "string" },
  "customer-document_id-type": { family: "choice", choices: ["nif", "nie", "cif", "passport", "others"] },
  "account-id": { family: "string" },
  "account-type": { family: "choice", choices: ["g", "n", "e", "existing"] },
  "account-gender": { family: "choice", choices: ["0", "1", "2", "3"] },
  "account-last_login": { family: "date", isnull: true },
  "account-date_joined": { family: "date", isnull: true },
} as const satisfies Record<string, Field>

export type FilterField = keyof typeof FILTER_FIELDS
export const FILTER_NAMES = Object.keys(FILTER_FIELDS) as FilterField[]

export const ORDERINGS = ["created", "total_amount", "verified", "confirmed", "cancelled", "account-last_login", "account-date_joined", "account-created"] as const
export const WEEK_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const

/** One condition. `value` is what goes into the query: hundredths, ISO dates, yes or no. */
export type Filter = { field: FilterField; lookup: string; value: string }

const fieldOf = (field: FilterField): Field => FILTER_FIELDS[field]

export const lookupsFor = (field: FilterField): readonly string[] => {
  const { family, isnull } = fieldOf(field)
  return isnull ? [...FAMILY_LOOKUPS[family], "isnull"] : FAMILY_LOOKUPS[family]
}

/** What a value is typed with. */
export type Input = "text" | "amount" | "rate" | "date" | "number" | "yesno" | "choice"

export function inputFor(field: FilterField, lookup: string): Input {
  const { family, choices } = fieldOf(field)
  if (lookup === "isnull") return "yesno"
  if (lookup === "week_day") return "choice"
  switch (family) {
    case "string":
      return "text"
    case "choice":
      return choices ? "choice" : "text"
    case "amount":
      return "amount"
    case "rate":
      return "rate"
    case "date":
      return ["year", "month", "day", "hour"].includes(lookup) ? "number" : "date"
  }
}

export const choicesFor = (field: FilterField, lookup: string): readonly string[] => (lookup === "week_day" ? WEEK_DAYS : (fieldOf(field).choices ?? []))

const isField = (name: string): name is FilterField => Object.hasOwn(FILTER_FIELDS, name)

/** A filter as a parameter of Aplazame's list: no comparison means `exact`. */
export const parameterOf = ({ field, lookup }: Filter): string => (lookup === "exact" ? field : `${field}-${lookup}`)

/** The filters in an address, in the client's own syntax; what is not a filter is left alone. */
export function filtersIn(params: URLSearchParams): Filter[] {
  return [...params.entries()].flatMap(([name, value]): Filter[] => {
    if (isField(name)) return [{ field: name, lookup: "exact", value }]
    const dash = name.lastIndexOf("-")
    const field = name.slice(0, dash)
    const lookup = name.slice(dash + 1)
    return dash > 0 && isField(field) && lookupsFor(field).includes(lookup) ? [{ field, lookup, value }] : []
  })
}

/** What became of a credit, as the list's own column says it, with what is asked for: Aplazame's filters where it has them, else our route's own. */
const STATUS_QUERY = {
  accepted: { "confirmed-isnull": "no", "cancelled-isnull": "yes" },
  pending: { status: "pending" },
  refused: { status: "refused" },
  cancelled: { "cancelled-isnull": "no" },
} as const

export const STATUSES = Object.keys(STATUS_QUERY) as (keyof typeof STATUS_QUERY)[]

/** The status in an address, if it is one. */
export const statusIn = (params: URLSearchParams): (typeof STATUSES)[number] | undefined => STATUSES.find((status) => status === params.get("status"))

/** The query for our route: filters, status, search, ordering, page. */
export function listQuery(params: URLSearchParams): string {
  const query = new URLSearchParams()
  for (const filter of filtersIn(params)) query.append(parameterOf(filter), filter.value)
  const status = statusIn(params)
  for (const [name, value] of Object.entries(status ? STATUS_QUERY[status] : {})) query.set(name, value)
  for (const name of ["q", "ordering", "page"]) {
    const value = params.get(name)
    if (value) query.set(name, value)
  }
  return query.toString()
}

/** The filters as the kit's table keeps them: by field, each condition as `lookup=value`. */
export function byField(filters: readonly Filter[]): Record<string, string[]> {
  const state: Record<string, string[]> = {}
  for (const { field, lookup, value } of filters) (state[field] ??= []).push(`${lookup}=${value}`)
  return state
}

/** And back. */
export const filtersOf = (state: Record<string, unknown>): Filter[] =>
  Object.entries(state).flatMap(([field, conditions]) =>
    isField(field) && Array.isArray(conditions)
      ? conditions.map(String).map((one) => ({ field, lookup: one.slice(0, one.indexOf("=")), value: one.slice(one.indexOf("=") + 1) }))
      : []
  )

/** How many orders Aplazame puts on a page, which it does not say: a page before the last is full, and so are all before the last. */
export function pageSizeOf({ orders, count, page, next_page }: OrderPage): number {
  const size = next_page === null && page > 1 ? Math.round((count - orders.length) / (page - 1)) : orders.length
  return Math.max(1, size)
}
