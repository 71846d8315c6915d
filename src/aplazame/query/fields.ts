/**
 * Every filter of `GET /orders` and the family that decides its lookups.
 *
 * docs: Aplazame API, orders, "filter orders", and general API "filters". Nested fields are joined with `-`.
 */

const RANGE = ["exact", "gt", "gte", "lt", "lte"] as const
const DATE_PARTS = ["year", "month", "day", "hour", "week_day"] as const

/** Lookups of each family; no lookup means `exact`. A field with `isnull` has that one as well. */
export const LOOKUPS = {
  string: [
    "exact",
    "iexact",
    "regex",
    "iregex",
    "contains",
    "icontains",
    "startswith",
    "istartswith",
    "endswith",
    "iendswith",
    "search",
    "in",
  ],
  amount: RANGE,
  rate: RANGE,
  date: [...DATE_PARTS, ...RANGE],
  choice: ["exact"],
} as const

/** A family of {@link LOOKUPS}. */
export type FilterFamily = keyof typeof LOOKUPS

/** Days as the `week_day` lookup names them. */
export const WEEK_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const

/** Document types; the 2015 docs number them 01 to 05 in this order. */
export const DOCUMENT_ID_TYPES = ["nif", "nie", "cif", "passport", "others"] as const

/** `g` guest, `n` new, `e` existing; the docs' own example writes `existing`. */
const ACCOUNT_TYPES = ["g", "n", "e", "existing"] as const

/** 0 not known, 1 male, 2 female, 3 not applicable. */
const GENDERS = [0, 1, 2, 3] as const

const text = { family: "string", isnull: false } as const
const date = { family: "date", isnull: false } as const
const happening = { family: "date", isnull: true } as const

/** The table. `choices: null` is a choice whose values are not documented. */
export const ORDER_FILTER_FIELDS = {
  id: text,
  mid: text,
  total_amount: { family: "amount", isnull: false },
  discount: { family: "amount", isnull: true },
  discount_rate: { family: "rate", isnull: true },
  created: date,
  verified: happening,
  confirmed: happening,
  cancelled: happening,
  "instalment_plan-downpayment-state": { family: "choice", isnull: false, choices: null },
  "instalment_plan-downpayment-amount": { family: "amount", isnull: true },
  "customer-id": text,
  "customer-phone-number": text,
  "customer-phone-country": text,
  "customer-created": date,
  "customer-document_id-number": text,
  "customer-document_id-country": text,
  "customer-document_id-type": { family: "choice", isnull: false, choices: DOCUMENT_ID_TYPES },
  "account-id": text,
  "account-type": { family: "choice", isnull: false, choices: ACCOUNT_TYPES },
  "account-gender": { family: "choice", isnull: false, choices: GENDERS },
  "account-last_login": happening,
  "account-date_joined": happening,
} as const

/** Name of a filter. */
export type OrderFilterField = keyof typeof ORDER_FILTER_FIELDS

/** One row of the table, loosely. */
export type FieldSpec = {
  readonly family: FilterFamily
  readonly isnull: boolean
  readonly choices?: readonly (string | number)[] | null
}

/** The row of a field; undefined for a name that is no filter. */
export function fieldSpec(name: string): FieldSpec | undefined {
  return Object.hasOwn(ORDER_FILTER_FIELDS, name) ? ORDER_FILTER_FIELDS[name as OrderFilterField] : undefined
}

/** Lookups that a row allows. */
export function lookupsOf(spec: FieldSpec): readonly string[] {
  return spec.isnull ? [...LOOKUPS[spec.family], "isnull"] : LOOKUPS[spec.family]
}

/** All filter names, for error texts. */
export const FIELD_NAMES: readonly string[] = Object.keys(ORDER_FILTER_FIELDS)
