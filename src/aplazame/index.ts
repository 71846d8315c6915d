/** The Aplazame API client: knows nothing of Medusa and can be used alone. */
export { addCents, cents, formatCents, isCents, maxCents, minCents, subCents, sumCents, ZERO, type Cents } from "./cents"
export { AplazameClient } from "./client"
export { DEFAULT_BASE_URL, type AplazameClientOptions } from "./client-options"
export * from "./errors"
export type { BegunCall, CallObserver, EndedCall } from "./http/call-observer"
export type { Endpoint } from "./http/endpoints"
export { withRequestId } from "./http/request-id"
export type { AplazameLogger } from "./http/transport"
export {
  DOCUMENT_ID_TYPES,
  LOOKUPS,
  ORDER_FILTER_FIELDS,
  ORDERING_KEYS,
  parseOrderQuery,
  serializeOrderQuery,
  translateLegacyFilters,
  translateLegacyOrdering,
  WEEK_DAYS,
  type FilterFamily,
  type Moment,
  type OrderFilterField,
  type OrderFilters,
  type Ordering,
  type OrderingKey,
  type OrderQuery,
  type StringFilter,
  type WeekDay,
} from "./order-query"
export * from "./payloads"
export type { CampaignQuery } from "./resources/campaigns"
export type { AvailabilityInput } from "./resources/checkout"
export * from "./schemas"
export { PACKAGE_VERSION } from "./version"
