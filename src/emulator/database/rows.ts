import type { Instant } from "../clock"
import type { Cents } from "../money"
import type { EmulatorSettings } from "../settings"

/** Sandbox and live orders never meet: the Accept header chooses the side. */
export type Side = "sandbox" | "live"

/** docs: Aplazame API, `product.type`. */
export const PRODUCTS = ["instalments", "pay_in_4", "pay_later"] as const
export type Product = (typeof PRODUCTS)[number]

export type OrderStatus = "pending" | "ok" | "ko"

/** docs: Aplazame API, status table of the notifications. */
export const STATUS_REASONS = [
  "", "in_process", "challenge_required", "confirmation_required", "expired", "expired_challenge",
  "ko_generic", "failed_challenge", "confirmation_rejected_by_merchant", "merchant_failed_to_confirm",
] as const
export type StatusReason = (typeof STATUS_REASONS)[number]

/** Any value, in words that TypeORM's types for inserts and updates can follow (`unknown` they cannot). */
export type JsonValue = NonNullable<unknown> | null | undefined
export type JsonObject = { [key: string]: JsonValue }

/** One credit request. Amounts in hundredths; the lists filter and sort on these columns. */
export interface OrderRow {
  seq: number
  id: string
  side: Side
  mid: string
  /** The store's first id, once an answered `order_id` replaced it. Only the control API still finds it. */
  previous_mid: string | null
  status: OrderStatus
  status_reason: StatusReason
  /** What the buyer chose; null until then, when the store did not force one. */
  product: Product | null
  forced_product: Product | null
  total_amount: Cents
  /** The credit that was granted at confirmation, or by an edit that raised it; the total never exceeds it. */
  granted: Cents | null
  voided: Cents
  captured: Cents
  refunded: Cents
  currency: string
  tax_rate: number | null
  discount: Cents | null
  discount_rate: number | null
  rejected: boolean
  created: Instant
  verified: Instant | null
  confirmed: Instant | null
  cancelled: Instant | null
  expired: Instant | null
  expires_at: Instant
  challenge_expires_at: Instant
  downpayment_state: string | null
  downpayment_amount: Cents | null
  customer_id: string | null
  customer_created: Instant | null
  customer_phone_number: string | null
  customer_phone_country: string | null
  customer_document_number: string | null
  customer_document_country: string | null
  customer_document_type: string | null
  account_id: string | null
  account_type: string | null
  account_gender: number | null
  account_last_login: Instant | null
  account_date_joined: Instant | null
  account_created: Instant | null
  account_first_name: string | null
  account_last_name: string | null
  account_email: string | null
  notification_url: string
  payload: JsonObject
  history: JsonObject[] | null
}

export type MovementKind = "capture" | "capture_refund" | "refund" | "void"

/** One movement of money. The order's totals are the sums of these. */
export interface MovementRow {
  seq: number
  id: string
  order_id: string
  kind: MovementKind
  amount: Cents
  /** The capture that a `capture_refund` gives back. */
  capture_id: string | null
  /** What was left in the capture after this refund. */
  pending_amount: Cents | null
  origin: "api" | "panel"
  created: Instant
}

export type NotificationState = "queued" | "held" | "delivered" | "abandoned"

/** One notification and its deliveries. The URL is the order's; no key is ever stored. */
export interface NotificationRow {
  seq: number
  order_id: string
  status: OrderStatus
  status_reason: StatusReason
  body: JsonObject
  state: NotificationState
  attempts: number
  http_status: number | null
  answer: JsonValue
  error: string | null
  /** Milliseconds since the epoch. */
  next_at: number
  give_up_at: number
  created: Instant
}

/** One call of the merchant API. The Authorization header is never stored. */
export interface CallRow {
  seq: number
  at: Instant
  method: string
  path: string
  route: string | null
  ref: string | null
  mid: string | null
  status: number
  body: JsonValue
  effect: boolean
  fault: string | null
}

export interface CampaignRow {
  seq: number
  id: string
  side: Side
  name: string
  start_date: string
  end_date: string | null
  interest: number
  partial: boolean
  num_instalments: number[] | null
  min_order_amount: Cents | null
  max_order_amount: Cents | null
  created: Instant
}

export interface CampaignArticleRow {
  seq: number
  campaign_id: string
  mid: string
  article: JsonObject
}

/** What must outlive a restart and is not an order. */
export interface StateRow {
  key: string
  value: EmulatorSettings
}
