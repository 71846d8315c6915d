import type { OrderRow } from "../database/rows"

/** What may be asked of a field (docs: Aplazame API, filters): `choices` repeats mean OR, all else is AND. */
export type Family = "string" | "choices" | "range" | "date" | "isnull"

export interface FilterField {
  column: keyof OrderRow
  families: readonly Family[]
  /** How a value is read and compared. */
  value: "text" | "integer" | "instant"
  /** Other spellings of a value that the documentation uses. */
  aliases?: Readonly<Record<string, string>>
}

const text = (column: keyof OrderRow): FilterField => ({ column, families: ["string"], value: "text" })
const amount = (column: keyof OrderRow, ...more: Family[]): FilterField => ({ column, families: ["range", ...more], value: "integer" })
const moment = (column: keyof OrderRow, ...more: Family[]): FilterField => ({ column, families: ["date", "range", ...more], value: "instant" })
const ACCOUNT_TYPES = { guest: "g", new: "n", existing: "e" }

const downpaymentState: FilterField = { column: "downpayment_state", families: ["choices"], value: "text" }
const downpaymentAmount = amount("downpayment_amount", "isnull")

/** Filter parameters without their lookup. The `downpayment-*` names without `instalment_plan` are the older spelling. */
export const FILTER_FIELDS: Readonly<Record<string, FilterField>> = {
  "id": text("id"),
  "mid": text("mid"),
  "total_amount": amount("total_amount"),
  "discount": amount("discount", "isnull"),
  "discount_rate": amount("discount_rate", "isnull"),
  "created": moment("created"),
  "verified": moment("verified", "isnull"),
  "confirmed": moment("confirmed", "isnull"),
  "cancelled": moment("cancelled", "isnull"),
  "instalment_plan-downpayment-state": downpaymentState,
  "instalment_plan-downpayment-amount": downpaymentAmount,
  "downpayment-state": downpaymentState,
  "downpayment-amount": downpaymentAmount,
  "customer-id": text("customer_id"),
  "customer-phone-number": text("customer_phone_number"),
  "customer-phone-country": text("customer_phone_country"),
  "customer-created": moment("customer_created"),
  "customer-document_id-number": text("customer_document_number"),
  "customer-document_id-country": text("customer_document_country"),
  "customer-document_id-type": { column: "customer_document_type", families: ["choices"], value: "text" },
  "account-id": text("account_id"),
  "account-type": { column: "account_type", families: ["choices"], value: "text", aliases: ACCOUNT_TYPES },
  "account-gender": { column: "account_gender", families: ["choices"], value: "integer" },
  "account-last_login": moment("account_last_login", "isnull"),
  "account-date_joined": moment("account_date_joined", "isnull"),
}

export const LOOKUPS: Readonly<Record<Family, readonly string[]>> = {
  string: ["exact", "iexact", "regex", "iregex", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "in", "search"],
  range: ["exact", "gt", "gte", "lt", "lte"],
  date: ["year", "month", "day", "hour", "week_day"],
  isnull: ["isnull"],
  choices: ["exact"],
}

/** `ordering` keys. */
export const ORDERING_COLUMNS: Readonly<Record<string, keyof OrderRow>> = {
  "total_amount": "total_amount", "created": "created", "verified": "verified", "confirmed": "confirmed", "cancelled": "cancelled",
  "account-last_login": "account_last_login", "account-date_joined": "account_date_joined", "account-created": "account_created",
}

/** Columns that `q` looks into. */
export const SEARCH_COLUMNS: readonly (keyof OrderRow)[] = ["account_first_name", "account_last_name", "account_email"]

/** Days as SQLite's strftime counts them. */
export const WEEK_DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const
