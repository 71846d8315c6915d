import type { Cents } from "../cents"
import type { LOOKUPS, ORDER_FILTER_FIELDS, OrderFilterField, WEEK_DAYS } from "./fields"

type RangeLookup = (typeof LOOKUPS)["amount"][number]
type StringLookup = Exclude<(typeof LOOKUPS)["string"][number], "in">
type IfNull<S> = S extends { isnull: true } ? { isnull?: boolean } : unknown

/** A text, or lookups on it; several lookups must all hold. Values of `in` must not contain commas. */
export type StringFilter = string | ({ [L in StringLookup]?: string } & { in?: readonly string[] })

/** A day of the week, as Aplazame names it. */
export type WeekDay = (typeof WEEK_DAYS)[number]

/** A moment: a Date, or an ISO 8601 text, which is sent as it is. */
export type Moment = Date | string

type RangeFilter<V, S> = V | ({ [L in RangeLookup]?: V } & IfNull<S>)
type DateFilter<S> =
  | Moment
  | ({ [L in RangeLookup]?: Moment } & {
      year?: number
      month?: number
      day?: number
      hour?: number
      week_day?: WeekDay
    } & IfNull<S>)
type ChoiceFilter<S> = S extends { choices: readonly (infer C)[] } ? C | readonly C[] : string | readonly string[]

type FilterOf<S> = S extends { family: "string" }
  ? StringFilter
  : S extends { family: "amount" }
    ? RangeFilter<Cents, S>
    : S extends { family: "rate" }
      ? RangeFilter<number, S>
      : S extends { family: "date" }
        ? DateFilter<S>
        : S extends { family: "choice" }
          ? ChoiceFilter<S>
          : never

/**
 * Filters of the order list, one key per field; all must hold, a list of choices is an "or".
 * Amounts are {@link Cents}, `discount_rate` hundredths of a percent. A filter given as undefined is refused,
 * because leaving it out would list other orders than meant.
 */
export type OrderFilters = { [F in OrderFilterField]?: FilterOf<(typeof ORDER_FILTER_FIELDS)[F]> }

/** Keys to order by. docs: Aplazame API, orders, "order". */
export const ORDERING_KEYS = [
  "total_amount",
  "created",
  "verified",
  "confirmed",
  "cancelled",
  "account-last_login",
  "account-date_joined",
  "account-created",
] as const

/** One of {@link ORDERING_KEYS}. */
export type OrderingKey = (typeof ORDERING_KEYS)[number]

/** A key, with `-` in front for descending. */
export type Ordering = OrderingKey | `-${OrderingKey}`

/**
 * What to list. `q` searches first name, last name and e-mail of the account (every term must match, case does not
 * count); `page` starts at 1, and there is no page size.
 */
export type OrderQuery = {
  filters?: OrderFilters
  q?: string | readonly string[]
  ordering?: Ordering | readonly Ordering[]
  page?: number
}
