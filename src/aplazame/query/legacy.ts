import { AplazameQueryError } from "../errors/query-error"
import { DOCUMENT_ID_TYPES } from "./fields"
import { orderings } from "./around-filters"
import { parseFilters } from "./parse"
import type { OrderFilters, Ordering } from "./types"

/**
 * Names of July 2015 and the parameter that took their place. `since`, `until`, `min` and `max` are documented
 * as "after", "before", "greater" and "less", hence `gt` and `lt`.
 */
const RENAMED: Readonly<Record<string, string>> = {
  min_amount: "total_amount-gt",
  max_amount: "total_amount-lt",
  min_discount: "discount-gt",
  max_discount: "discount-lt",
  created_since: "created-gt",
  created_until: "created-lt",
  verified_since: "verified-gt",
  verified_until: "verified-lt",
  confirmed_since: "confirmed-gt",
  confirmed_until: "confirmed-lt",
  cancelled_since: "cancelled-gt",
  cancelled_until: "cancelled-lt",
  customer_id: "customer-id",
  customer_phone: "customer-phone-number",
  customer_created_since: "customer-created-gt",
  customer_created_until: "customer-created-lt",
  document_id: "customer-document_id-number",
  document_id_type: "customer-document_id-type",
  document_id_country: "customer-document_id-country",
  account_id: "account-id",
  account_type: "account-type",
  account_gender: "account-gender",
  account_last_login_since: "account-last_login-gt",
  account_last_login_until: "account-last_login-lt",
  account_date_joined_since: "account-date_joined-gt",
  account_date_joined_until: "account-date_joined-lt",
}

/** October 2015 called the downpayment by its own name; lookups follow it as they do today. */
const DOWNPAYMENT = /^downpayment-(state|amount)(-[a-z]+)?$/

function newName(name: string): string {
  if (Object.hasOwn(RENAMED, name)) return RENAMED[name] ?? name
  return DOWNPAYMENT.test(name) ? `instalment_plan-${name}` : name
}

/** The numbers 01 to 05 of July 2015 as the words of today. */
function documentType(text: string): string {
  const number = /^0?([1-5])$/.exec(text)?.[1]
  return number === undefined ? text : (DOCUMENT_ID_TYPES[Number(number) - 1] ?? text)
}

function toText(name: string, value: unknown): string {
  if (typeof value === "string") return value
  if (typeof value === "number") return String(value)
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString()
  throw new AplazameQueryError({ field: name, allowed: ["a text, a number, a boolean, a Date or a list of these"] }, "the value does not fit")
}

/**
 * Translates filters by their 2015 names (`customer_id`, `min_amount`, `created_since`, `document_id`,
 * `downpayment-state`, ...) into those of today. Names of today, with lookups (`confirmed-gte`), pass too,
 * so that a mixture works. Amounts are hundredths.
 *
 * docs: Aplazame API of 2015, orders, "filtering".
 * @throws AplazameQueryError for names that never existed, values that do not fit, and two names for one thing.
 */
export function translateLegacyFilters(legacy: Readonly<Record<string, unknown>>): OrderFilters {
  const entries = Object.entries(legacy).flatMap(([name, value]): [string, string][] => {
    const parameter = newName(name)
    const values: unknown[] = Array.isArray(value) ? value : [value]
    if (parameter.endsWith("-in")) return [[parameter, values.map((one) => toText(name, one)).join(",")]]
    return values.map((one): [string, string] => {
      const text = toText(name, one)
      return [parameter, parameter === "customer-document_id-type" ? documentType(text) : text]
    })
  })
  return parseFilters(entries)
}

/** Ordering keys that July 2015 wrote with underscores. */
const RENAMED_KEYS: Readonly<Record<string, string>> = {
  account_last_login: "account-last_login",
  account_date_joined: "account-date_joined",
  account_created: "account-created",
}

/**
 * Translates ordering keys by their 2015 names (`account_created`, `-account_last_login`) into those of today: one key,
 * several with commas between, or a list. Keys of today pass too.
 *
 * docs: Aplazame API of 2015, orders, "ordering".
 * @throws AplazameQueryError for keys that never existed.
 */
export function translateLegacyOrdering(legacy: string | readonly string[]): Ordering[] {
  const texts = typeof legacy === "string" ? [legacy] : legacy
  const keys = texts.flatMap((text) => text.split(",")).map((text) => {
    const [, sign = "", key = ""] = /^\s*(-?)(.*?)\s*$/.exec(text) ?? []
    return `${sign}${Object.hasOwn(RENAMED_KEYS, key) ? RENAMED_KEYS[key] : key}`
  })
  return orderings(keys)
}
