export { LANGUAGES, type Language } from "../../../mapping"

/** What a shop's page is told, for the shopper. */
export const TO_THE_SHOPPER = [
  "session_not_found",
  "session_not_usable",
  "session_outdated",
  "cart_missing",
  "cart_already_completed",
  "cart_not_ready",
  "region_not_supported",
  "currency_not_supported",
  "amount_out_of_limits",
  "nothing_to_pay",
  "product_excluded",
  "not_available",
  "availability_unknown",
  "checkout_refused",
  "details_not_accepted",
  "aplazame_unavailable",
  "return_url_not_allowed",
  "too_many_requests",
  "too_many_checkouts",
  "payment_pending",
  "payment_refused",
  "payment_expired",
  "payment_cart_changed",
  "payment_out_of_stock",
  "payment_not_completed",
  "payment_challenge",
  "payment_confirming",
  "payment_paid",
  "payment_not_started",
  "cart_not_found",
] as const

/** Why a sale can't be: what Aplazame is told with a ko. The shopper may be told the same. */
export const KO_REASONS = [
  "amount_differs",
  "currency_differs",
  "sandbox_differs",
  "mid_differs",
  "cart_gone",
  "cart_changed",
  "session_gone",
  "cart_already_paid",
  "payment_cancelled",
  "order_cancelled",
  "order_already_paid",
  "order_changed",
  "out_of_stock",
  "product_gone",
  "promotion_used_up",
  "shipping_not_possible",
  "store_refused",
  "cart_not_completable",
  "completion_not_supported",
] as const

/** Why money was not moved as an operator asked. */
export const TO_THE_OPERATOR = [
  "credit_not_found",
  "credit_not_confirmed",
  "credit_cancelled",
  "amount_above_remaining",
  "partial_capture_not_supported",
  "amount_above_order",
  "nothing_to_capture",
  "nothing_to_refund",
  "nothing_to_void",
  "capture_first",
  "moved_at_aplazame",
  "done_after_all",
  "operation_refused",
  "operation_unsettled",
  "operation_undecided",
  "operation_busy",
  "order_being_edited",
  "person_needed",
  "not_undecided",
  "answer_contradicted",
  "cancel_kept_for_order_change",
] as const

/**
 * The closed list of codes that leave the plugin: in store answers, in errors of the admin, in the
 * ledger. Storefronts and operators may rely on them; each has a sentence in every language.
 */
export const CODES = [...TO_THE_SHOPPER, ...KO_REASONS, ...TO_THE_OPERATOR] as const

export type KoReason = (typeof KO_REASONS)[number]
export type Code = (typeof CODES)[number]
