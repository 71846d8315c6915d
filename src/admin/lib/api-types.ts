/** What our admin API answers. Amounts are hundredths, dates ISO 8601. A unit test holds these against the routes. */

export type ActionKind = "capture" | "refund" | "void" | "cancel" | "history"
type OperationKind = "update" | "capture" | "void" | "refund" | "cancel" | "history"
export type OperationState = "planned" | "sent" | "unknown" | "done" | "refused" | "not_done" | "skipped"
export type OrderState = "creating" | "open" | "challenge" | "approved" | "confirmed" | "refused" | "cancelled" | "failed"
type Product = "instalments" | "pay_in_4" | "pay_later"
export type Actor = { kind: "user"; name: string | null } | { kind: "store"; word: string | null; number: number | null }
export type Figures = Record<string, number | string | null>

export type Allowed = { allowed: boolean; reason: string | null; max: number | null; whole: boolean }

export type Credit = {
  id: string
  mid: string
  aplazame_id: string | null
  state: OrderState
  fully_refunded: boolean
  status: string | null
  status_reason: string | null
  reason_code: string | null
  product: Product | null
  sandbox: boolean
  currency_code: string
  checked_at: string | null
  amounts: { total: number; captured: number; voided: number; refunded: number; remaining: number; uncaptured: number; refundable: number }
  medusa: { payment_id: string | null; captured: number; refunded: number }
  panel_url: string
}

export type TimelineOperation = {
  type: "operation"
  id: string
  at: string
  kind: OperationKind
  state: OperationState
  amount: number | null
  remaining_after: number | null
  via_refund: boolean
  asked_by: Actor
  decided_by: Actor | null
  attempts: number
  next_attempt_at: string | null
  error_code: string | null
  error_message: string | null
}

export type TimelineNotification = {
  type: "notification"
  id: string
  at: string
  status: string
  status_reason: string
  amount: number
  state: "received" | "applied" | "failed" | "closed"
  answer: "ok" | "ko" | null
  reason_code: string | null
  received_count: number
  attempts: number
}

export type TimelineEntry = TimelineOperation | TimelineNotification

export type Problem = {
  id: string
  kind: string
  state: "open" | "resolved"
  aplazame_order_id: string | null
  order_id: string | null
  operation_id: string | null
  notification_id: string | null
  figures: Figures | null
  occurrences: number
  remedy: "decide" | "retry" | "replay" | "end_credit" | null
  note: string | null
  resolved_at: string | null
  created_at: string
}
export type ListedProblem = Problem & { display_id: number | null; resolved_by: Actor | null }

export type Live = { total: number; captured: number | null; voided: number; refunded: number }

export type Overview = {
  order_id: string
  credit: Credit | null
  version: string | null
  actions: Record<ActionKind, Allowed> | null
  problems: Problem[]
  timeline: TimelineEntry[]
  refreshing: boolean
  live?: Live | null
}

export type Counted = { count: number; count_capped: boolean; limit: number; offset: number }

export type ListedOperation = {
  id: string
  kind: OperationKind
  state: OperationState
  amount: number | null
  attempts: number
  next_attempt_at: string | null
  error_code: string | null
  error_message: string | null
  created_at: string
  order_id: string | null
  display_id: number | null
  mid: string | null
  currency_code: string
  asked_by: Actor
  handle: "settle" | "retry" | null
}

export type Answer = "happened" | "not_happened"
/** An operation that waits for a person's word, beside what Aplazame shows now. */
export type Undecided = {
  operation: ListedOperation & { remaining_before: number | null; sent_at: string | null }
  there: { remaining: number | null; captured: number | null; voided: number | null; refunded: number | null }
  answers: Record<Answer, { allowed: boolean; reason: string | null; figures: Figures }>
}

export type ListedNotification = {
  id: string
  mid: string
  status: string
  status_reason: string
  total_amount: number
  currency_code: string | null
  state: "received" | "applied" | "failed" | "closed"
  answer: "ok" | "ko" | null
  reason_code: string | null
  received_count: number
  created_at: string
  order_id: string | null
  display_id: number | null
}

export type ListedOrder = {
  id: string
  mid: string
  status: string
  status_reason: string
  total_amount: number
  currency_code: string | null
  created: string | null
  verified: string | null
  confirmed: string | null
  cancelled: string | null
  name: string | null
  ours: { id: string; state: OrderState; fully_refunded: boolean; order_id: string | null; display_id: number | null } | null
  advice: "other_store" | "not_finished" | "refused" | "replay_notification" | null
}

export type OrderPage = { orders: ListedOrder[]; count: number; count_capped: boolean; page: number; next_page: number | null; previous_page: number | null }

export type CustomerCredit = { id: string; state: OrderState; fully_refunded: boolean; total_amount: number; currency_code: string; sandbox: boolean; created_at: string; order_id: string; display_id: number | null }

export type Run = {
  id: string
  state: "running" | "done" | "failed"
  dry_run: boolean
  window_from: string
  window_to: string
  total: number | null
  scanned: number
  differences: number
  repaired: number
  created_at: string
}

export type Difference = {
  id: string
  kind: string
  action: "repaired" | "problem" | "none"
  mid: string
  aplazame_id: string | null
  order_id: string | null
  display_id: number | null
  figures: Figures | null
  currency_code: string | null
}

export type Finding = { id: string; level: "ok" | "info" | "warning" | "error"; detail: string; figures: Record<string, string | number> }

export type Settings = {
  sandbox: boolean
  private_key: string
  previous_private_keys: string[]
  public_key: string
  notification_url: string
  apiBaseUrl: string
  storefrontUrl: string
  countries: string[]
  product: Product | null
  minAmount: number | null
  maxAmount: number | null
  captureOn: "placed" | "fulfillment" | "shipment" | "manual"
  captureDigitalOn: "placed" | "fulfillment" | "shipment" | "manual"
  uncapturedDays: number
  captureAmount: "order" | "shipped"
  refundCall: "documented" | "extended"
  onChallenge: "place_order" | "wait"
  historyLimit: number
  historyForGuests: boolean
  storeReading: boolean
  timeoutCheckout: number
  timeoutExtra: number
  language: "es" | "en" | "pt"
}

export type ProductCampaign = {
  id: string
  name: string
  start_date: string
  end_date: string | null
  /** Discount on the interest, hundredths of a percent. */
  interest: number
  num_instalments: number[]
  min_order_amount: number | null
  max_order_amount: number | null
  tagged: "all" | "some" | "none" | "always"
  articles: number
  tagged_articles: number
}
