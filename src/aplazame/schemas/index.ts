export {
  campaignArticlePageSchema,
  campaignArticleSchema,
  campaignPageSchema,
  campaignSchema,
  type Campaign,
  type CampaignArticlePage,
  type CampaignPage,
  type ListedCampaignArticle,
} from "./campaign"
export {
  captureCreatedSchema,
  captureListSchema,
  captureRefundSchema,
  captureSchema,
  type Capture,
  type CaptureCreated,
  type CaptureList,
  type CaptureRefund,
} from "./capture"
export { checkoutStatusSchema, type CheckoutStatus } from "./checkout-status"
export { notificationSchema, parseNotification, type NotificationPayload } from "./notification"
export { aplazameOrderSchema, type AplazameOrder } from "./order"
export { orderPageSchema, type OrderPage } from "./order-page"
export type { OrderAccount, OrderCustomer, OrderDownpayment } from "./order-parts"
export { remainingSchema, voidStateSchema, type RemainingAmount, type VoidState } from "./remaining"
export { isStatusReason, KNOWN_ORDER_STATUSES, STATUS_REASONS, type OrderStatus, type StatusReason } from "./status"
