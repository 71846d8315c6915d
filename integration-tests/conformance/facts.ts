import type { Shape } from "./shape"

/**
 * Names and answers as Aplazame's documents give them, read once more: neither from the client's tables nor from the
 * emulator's, so that a misreading of either shows.
 */
type Family = "string" | "range" | "date" | "isnull" | "choices"

const MOMENT = "2015-12-22T15:09:30.537951Z"

/** A field of `GET /orders`, its families of lookups and a value of it. */
const FIELDS: readonly [field: string, families: readonly Family[], value: string][] = [
  ["id", ["string"], "1b2c3d"],
  ["mid", ["string"], "order-1"],
  ["total_amount", ["range"], "462000"],
  ["discount", ["isnull", "range"], "300"],
  ["discount_rate", ["isnull", "range"], "500"],
  ["created", ["date", "range"], MOMENT],
  ["verified", ["isnull", "date", "range"], MOMENT],
  ["confirmed", ["isnull", "date", "range"], MOMENT],
  ["cancelled", ["isnull", "date", "range"], MOMENT],
  ["instalment_plan-downpayment-state", ["choices"], "failed"],
  ["instalment_plan-downpayment-amount", ["isnull", "range"], "2500"],
  ["customer-id", ["string"], "1b2c3d"],
  ["customer-phone-number", ["string"], "612345678"],
  ["customer-phone-country", ["string"], "ES"],
  ["customer-created", ["date", "range"], MOMENT],
  ["customer-document_id-number", ["string"], "12345678Z"],
  ["customer-document_id-country", ["string"], "ES"],
  ["customer-document_id-type", ["choices"], "nif"],
  ["account-id", ["string"], "c-1"],
  ["account-type", ["choices"], "existing"],
  ["account-gender", ["choices"], "0"],
  ["account-last_login", ["isnull", "date", "range"], MOMENT],
  ["account-date_joined", ["isnull", "date", "range"], MOMENT],
]

const LOOKUPS: Readonly<Record<Family, readonly string[]>> = {
  string: ["exact", "iexact", "regex", "iregex", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "in", "search"],
  range: ["exact", "gt", "gte", "lt", "lte"],
  date: ["year", "month", "day", "hour", "week_day"],
  isnull: ["isnull"],
  choices: ["exact"],
}

const DATE_PARTS: Readonly<Record<string, string>> = { year: "2015", month: "12", day: "22", hour: "15", week_day: "tuesday", isnull: "yes" }

/** Every field with every lookup that it has, as a query. No lookup means `exact`. */
export const LOOKUP_QUERIES: readonly string[] = FIELDS.flatMap(([field, families, value]) =>
  families.flatMap((family) => LOOKUPS[family].map((lookup) => {
    const asked = family === "date" || family === "isnull" ? DATE_PARTS[lookup] : lookup === "in" ? `${value},other` : value
    return `${lookup === "exact" ? field : `${field}-${lookup}`}=${asked}`
  })))

export const ORDERINGS: readonly string[] = [
  "total_amount", "created", "verified", "confirmed", "cancelled", "account-last_login", "account-date_joined", "account-created",
].flatMap((key) => [key, `-${key}`])

/** Parameters of 2015 and those of today that say the same; a value of theirs. */
export const OLD_NAMES: readonly [old: string, today: string, value: string][] = [
  ["id", "id", "1b2c3d"], ["mid", "mid", "order-1"], ["total_amount", "total_amount", "462000"],
  ["min_amount", "total_amount-gt", "100"], ["max_amount", "total_amount-lt", "100"],
  ["min_discount", "discount-gt", "100"], ["max_discount", "discount-lt", "100"],
  ["created_since", "created-gt", MOMENT], ["created_until", "created-lt", MOMENT],
  ["verified_since", "verified-gt", MOMENT], ["verified_until", "verified-lt", MOMENT],
  ["confirmed_since", "confirmed-gt", MOMENT], ["confirmed_until", "confirmed-lt", MOMENT],
  ["cancelled_since", "cancelled-gt", MOMENT], ["cancelled_until", "cancelled-lt", MOMENT],
  ["customer_id", "customer-id", "1b2c3d"], ["customer_phone", "customer-phone-number", "612345678"],
  ["customer_created_since", "customer-created-gt", MOMENT], ["customer_created_until", "customer-created-lt", MOMENT],
  ["document_id", "customer-document_id-number", "12345678Z"], ["document_id_type", "customer-document_id-type", "nif"],
  ["document_id_country", "customer-document_id-country", "ES"],
  ["account_id", "account-id", "c-1"], ["account_type", "account-type", "e"], ["account_gender", "account-gender", "1"],
  ["account_last_login_since", "account-last_login-gt", MOMENT], ["account_last_login_until", "account-last_login-lt", MOMENT],
  ["account_date_joined_since", "account-date_joined-gt", MOMENT], ["account_date_joined_until", "account-date_joined-lt", MOMENT],
  ["downpayment-state", "instalment_plan-downpayment-state", "failed"], ["downpayment-amount", "instalment_plan-downpayment-amount", "2500"],
  ["downpayment-amount-gte", "instalment_plan-downpayment-amount-gte", "2500"],
]

export const OLD_ORDERINGS: readonly [old: string, today: string][] = [
  ["account_last_login", "account-last_login"], ["-account_date_joined", "-account-date_joined"], ["account_created,-confirmed", "account-created,-confirmed"],
]

/** An order as lists, details and notifications show it. */
export const ORDER: Shape = {
  id: "text", mid: "text", status: "text", status_reason: "text", sandbox: "boolean", total_amount: "number", tax_rate: "number or null",
  discount: "number or null", discount_rate: "number or null", currency: { name: "text", code: "text", numeric: "text" }, rejected: "boolean",
  confirmed: "instant or null", verified: "instant or null", expired: "instant or null", expires_at: "instant", cancelled: "instant or null", created: "instant",
}

export const PAGE: Shape = {
  cursor: { after: "number or null", before: "number or null" },
  paging: { count: "number", next: "text or null", previous: "text or null" },
  results: [ORDER],
}

export const CAPTURE: Shape = { id: "text", amount: "number", created: "instant", refunds: "any list", refunded_amount: "number", remaining_amount: "number" }

export const NOT_FOUND: Shape = { error: { type: "text", message: "text", fields: {} } }
