/**
 * The order list's query: filters with their lookups, search, ordering and page, typed and checked.
 *
 * docs: Aplazame API, orders, "list", "filter", "search", "order".
 */
export { AplazameQueryError } from "./errors/query-error"
export { DOCUMENT_ID_TYPES, LOOKUPS, ORDER_FILTER_FIELDS, WEEK_DAYS, type FilterFamily, type OrderFilterField } from "./query/fields"
export { translateLegacyFilters, translateLegacyOrdering } from "./query/legacy"
export { parseOrderQuery } from "./query/parse"
export { serializeOrderQuery } from "./query/serialize"
export {
  ORDERING_KEYS,
  type Moment,
  type OrderFilters,
  type Ordering,
  type OrderingKey,
  type OrderQuery,
  type StringFilter,
  type WeekDay,
} from "./query/types"
