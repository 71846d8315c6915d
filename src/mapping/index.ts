/** Pure functions between Medusa's shapes and Aplazame's. Nothing here reads or writes anything. */
export { toSessionStatus, type SessionStatus, type StatusContext, type StatusFacts } from "./aplazame-status-to-medusa"
export { articlesTotal, ticksToCents, TICKS_PER_CENT, type ArticleFigures, type ShippingPriceFigures } from "./articles-total"
export { isCampaignOver } from "./campaign-over"
export { cartToCheckout, type Checkout, type CheckoutContext, type CheckoutOrigins } from "./cart-to-checkout"
export { assertHundredths, fromCents, toCents, toCentsOrNull, type DecimalLike } from "./decimal-to-cents"
export { billingCountry, type FormField } from "./address"
export { ADJUSTMENT_ID } from "./article-ids"
export { type Presentation } from "./describe-article"
export { fingerprint } from "./fingerprint"
export { LANGUAGES, shopperLanguage, spokenLanguage, type Language, type SpokenBy } from "./language"
export { isMappingError, MAPPING_ERROR_CODES, MappingError, type MappingErrorCode } from "./mapping-error"
export { CART_FIELDS, ORDER_FIELDS, ORDER_TOTAL, PAST_ORDER_FIELDS, PRODUCT_FIELDS, STORED_ORDER_FIELDS, VARIANT_FIELDS } from "./medusa-fields"
export {
  parseCartView,
  parseOrderView,
  parsePastOrderView,
  parseProductView,
  parseStoredOrderView,
  type AddressView,
  type CartView,
  type CustomerView,
  type LineItemView,
  type OrderView,
  type PastOrderView,
  type ProductView,
  type ShippingMethodView,
  type StoredOrderView,
} from "./medusa-view"
export { assertAddsUp, buildOrderLines, type OrderLines, type OrderLinesView, type ShippingFigures } from "./order-lines"
export { creditLinesOf, orderFigures, orderToEdit, orderWorth, VOID_REFERENCE, type OrderFigures } from "./order-to-edit"
export { pastOrdersToHistory, toHistoryStatus, toPaymentType } from "./past-orders-to-history"
export { articleIdsOf, productToArticles } from "./product-to-articles"
export { storeArticle, storeCustomer, storeMeta, storeShipping } from "./store-texts"
export { storedOrdersToHistory, type StoredOrder, type StoredOrderContext } from "./stored-orders-to-history"
export { toText } from "./text"
