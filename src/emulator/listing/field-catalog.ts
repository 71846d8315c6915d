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
/** Numbers of July 2015. */
const DOCUMENT_TYPES = { "01": "nif", "02": "nie", "03": "cif", "04": "passport", "05": "others" }
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
  "customer-document_id-type": { column: "customer_document_type", families: ["choices"], value: "text", aliases: DOCUMENT_TYPES },
  "account-id": text("account_id"),
  "account-type": { column: "account_type", families: ["choices"], value: "text", aliases: ACCOUNT_TYPES },
  "account-gender": { column: "account_gender", families: ["choices"], value: "integer" },
  "account-last_login": moment("account_last_login", "isnull"),
  "account-date_joined": moment("account_date_joined", "isnull"),
}

/** "After", "greater" and their opposites of July 2015, by the parameter that took their place. */
const since2015 = (old: string, field: string): Record<string, string> => ({ [`${old}_since`]: `${field}-gt`, [`${old}_until`]: `${field}-lt` })

/** Parameters of July 2015 that have another name since October 2015. */
export const NAMES_OF_2015: Readonly<Record<string, string>> = {
  min_amount: "total_amount-gt", max_amount: "total_amount-lt", min_discount: "discount-gt", max_discount: "discount-lt",
  ...since2015("created", "created"), ...since2015("verified", "verified"), ...since2015("confirmed", "confirmed"), ...since2015("cancelled", "cancelled"),
  customer_id: "customer-id", customer_phone: "customer-phone-number", ...since2015("customer_created", "customer-created"),
  document_id: "customer-document_id-number", document_id_type: "customer-document_id-type", document_id_country: "customer-document_id-country",
  account_id: "account-id", account_type: "account-type", account_gender: "account-gender",
  ...since2015("account_last_login", "account-last_login"), ...since2015("account_date_joined", "account-date_joined"),
}

export const LOOKUPS: Readonly<Record<Family, readonly string[]>> = {
  string: ["exact", "iexact", "regex", "iregex", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "in", "search"],
  range: ["exact", "gt", "gte", "lt", "lte"],
  date: ["year", "month", "day", "hour", "week_day"],
  isnull: ["isnull"],
  choices: ["exact"],
}

/** `ordering` keys, those with an underscore in the spelling of July 2015. */
export const ORDERING_COLUMNS: Readonly<Record<string, keyof OrderRow>> = {
  "total_amount": "total_amount", "created": "created", "verified": "verified", "confirmed": "confirmed", "cancelled": "cancelled",
  "account-last_login": "account_last_login", "account-date_joined": "account_date_joined", "account-created": "account_created",
  "account_last_login": "account_last_login", "account_date_joined": "account_date_joined", "account_created": "account_created",
}

/** Columns that `q` looks into. */
export const SEARCH_COLUMNS: readonly (keyof OrderRow)[] = ["account_first_name", "account_last_name", "account_email"]

/** Days as SQLite's strftime counts them. */
export const WEEK_DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const
