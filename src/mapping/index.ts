/** Pure functions between Medusa's shapes and Aplazame's. Nothing here reads or writes anything. */
export { toSessionStatus } from "./aplazame-status-to-medusa"
export { isCampaignOver } from "./campaign-over"
export { cartToCheckout, type Checkout, type CheckoutContext, type CheckoutOrigins } from "./cart-to-checkout"
export { assertHundredths, fromCents, toCents, toCentsOrNull } from "./decimal-to-cents"
export { billingCountry, type FormField } from "./address"
export { fingerprint } from "./fingerprint"
export { LANGUAGES, shopperLanguage, spokenLanguage, type Language, type SpokenBy } from "./language"
export { isMappingError } from "./mapping-error"
export { CART_FIELDS, ORDER_DUE, ORDER_FIELDS, ORDER_TO_PAY_FIELDS, ORDER_TOTAL, PAST_ORDER_FIELDS, PRODUCT_FIELDS, STORED_ORDER_FIELDS, VARIANT_FIELDS } from "./medusa-fields"
export {
  listOf,
  parseCartView,
  parseOrderToPay,
  parseOrderView,
  parsePastOrderView,
  parseProductView,
  parseStoredOrderView,
  type CartView,
  type CustomerView,
  type OrderToPay,
  type OrderView,
  type ProductView,
} from "./medusa-view"
export { partOf, type Part } from "./describe-article"
export { assertAddsUp } from "./order-lines"
export { creditLinesOf, orderFigures, orderToEdit, orderWorth, scaledDue, TWICE_REFERENCE, VOID_REFERENCE } from "./order-to-edit"
export { pastOrdersToHistory } from "./past-orders-to-history"
export { articleIdsOf, productToArticles } from "./product-to-articles"
export { storeArticle, storeCustomer, storeMeta, storeShipping } from "./store-texts"
export { storedOrdersToHistory, type StoredOrder } from "./stored-orders-to-history"
export { toText } from "./text"
