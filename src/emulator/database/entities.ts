import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm"
import type { CallRow, CampaignArticleRow, CampaignRow, MovementRow, NotificationRow, OrderRow, StateRow } from "./rows"

const seq: EntitySchemaColumnOptions = { type: "integer", primary: true, generated: "increment" }
const text: EntitySchemaColumnOptions = { type: "text" }
const textOrNull: EntitySchemaColumnOptions = { type: "text", nullable: true }
const integer: EntitySchemaColumnOptions = { type: "integer" }
const integerOrNull: EntitySchemaColumnOptions = { type: "integer", nullable: true }
const flag: EntitySchemaColumnOptions = { type: "boolean", default: false }
const json: EntitySchemaColumnOptions = { type: "simple-json" }
const jsonOrNull: EntitySchemaColumnOptions = { type: "simple-json", nullable: true }

/** Amounts are integer columns: SQLite would give decimals back as floating point numbers. */
export const OrderEntity = new EntitySchema<OrderRow>({
  name: "orders",
  columns: {
    seq, id: { type: "text", unique: true }, side: text, mid: text, previous_mid: textOrNull,
    status: text, status_reason: text, product: textOrNull, forced_product: textOrNull,
    total_amount: integer, granted: integerOrNull, voided: integer, captured: integer, refunded: integer,
    currency: text, tax_rate: integerOrNull, discount: integerOrNull, discount_rate: integerOrNull, rejected: flag,
    created: text, verified: textOrNull, confirmed: textOrNull, cancelled: textOrNull, expired: textOrNull,
    expires_at: text, challenge_expires_at: text,
    downpayment_state: textOrNull, downpayment_amount: integerOrNull,
    customer_id: textOrNull, customer_created: textOrNull, customer_phone_number: textOrNull, customer_phone_country: textOrNull,
    customer_document_number: textOrNull, customer_document_country: textOrNull, customer_document_type: textOrNull,
    account_id: textOrNull, account_type: textOrNull, account_gender: integerOrNull, account_last_login: textOrNull,
    account_date_joined: textOrNull, account_created: textOrNull, account_first_name: textOrNull,
    account_last_name: textOrNull, account_email: textOrNull,
    notification_url: text, payload: json, history: jsonOrNull,
  },
  indices: [
    { name: "orders_mid", columns: ["side", "mid"], unique: true },
    { name: "orders_any_mid", columns: ["mid"] },
    { name: "orders_previous_mid", columns: ["previous_mid"] },
    { name: "orders_created", columns: ["side", "created", "seq"] },
    { name: "orders_expiry", columns: ["status", "expires_at"] },
  ],
})

export const MovementEntity = new EntitySchema<MovementRow>({
  name: "movements",
  columns: {
    seq, id: { type: "text", unique: true }, order_id: text, kind: text, amount: integer,
    capture_id: textOrNull, pending_amount: integerOrNull, origin: text, created: text,
  },
  indices: [{ name: "movements_order", columns: ["order_id", "seq"] }],
})

export const NotificationEntity = new EntitySchema<NotificationRow>({
  name: "notifications",
  columns: {
    seq, order_id: text, status: text, status_reason: text, body: json, state: text, attempts: integer,
    http_status: integerOrNull, answer: jsonOrNull, error: textOrNull, next_at: integer, give_up_at: integer, created: text,
  },
  indices: [
    { name: "notifications_order", columns: ["order_id", "seq"] },
    { name: "notifications_due", columns: ["state", "next_at"] },
  ],
})

export const CallEntity = new EntitySchema<CallRow>({
  name: "calls",
  columns: {
    seq, at: text, method: text, path: text, route: textOrNull, ref: textOrNull, mid: textOrNull, status: integer,
    body: jsonOrNull, effect: flag, fault: textOrNull,
  },
  indices: [{ name: "calls_ref", columns: ["ref"] }],
})

export const CampaignEntity = new EntitySchema<CampaignRow>({
  name: "campaigns",
  columns: {
    seq, id: { type: "text", unique: true }, side: text, name: text, start_date: text, end_date: textOrNull, interest: integer,
    partial: flag, num_instalments: jsonOrNull, min_order_amount: integerOrNull, max_order_amount: integerOrNull, created: text,
  },
})

export const CampaignArticleEntity = new EntitySchema<CampaignArticleRow>({
  name: "campaign_articles",
  columns: { seq, campaign_id: text, mid: text, article: json },
  indices: [{ name: "campaign_articles_mid", columns: ["campaign_id", "mid"], unique: true }],
})

export const StateEntity = new EntitySchema<StateRow>({
  name: "state",
  columns: { key: { type: "text", primary: true }, value: json },
})

export const ENTITIES = [OrderEntity, MovementEntity, NotificationEntity, CallEntity, CampaignEntity, CampaignArticleEntity, StateEntity]
