export { addressSchema, customerAddressSchema, type Address, type CustomerAddress } from "./address"
export { articleSchema, type Article } from "./article"
export {
  campaignArticlePayloadSchema,
  campaignEditSchema,
  partialCampaignEditSchema,
  type CampaignArticle,
  type CampaignEdit,
} from "./campaign"
export {
  checkoutPayloadSchema,
  merchantUrlsSchema,
  orderPayloadSchema,
  PRODUCT_TYPES,
  type CheckoutPayload,
  type MerchantUrls,
  type OrderPayload,
  type ProductType,
} from "./checkout"
export { CUSTOMER_TYPES, customerSchema, genderSchema, type Customer, type CustomerType, type Gender } from "./customer"
export { HISTORY_STATUSES, historyEntrySchema, type HistoryEntry, type HistoryStatus } from "./history-entry"
export { orderEditSchema, partialOrderEditSchema, type OrderEdit } from "./order-edit"
export { SHIPPING_METHODS, shippingSchema, type ShippingMethod, type ShippingPayload } from "./shipping"
