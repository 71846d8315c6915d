import type { Code } from "../../modules/aplazame/texts"

/** HTTP status of each code that can end a start of checkout. */
export const CHECKOUT_STATUS = {
  session_not_found: 404,
  session_not_usable: 409,
  session_outdated: 409,
  cart_missing: 400,
  cart_already_completed: 409,
  order_cancelled: 409,
  order_already_paid: 409,
  order_changed: 409,
  cart_not_ready: 400,
  region_not_supported: 400,
  currency_not_supported: 400,
  out_of_stock: 409,
  product_gone: 409,
  promotion_used_up: 409,
  shipping_not_possible: 409,
  cart_not_completable: 409,
  amount_out_of_limits: 400,
  nothing_to_pay: 400,
  product_excluded: 400,
  not_available: 400,
  return_url_not_allowed: 400,
  checkout_refused: 422,
  details_not_accepted: 422,
  too_many_checkouts: 429,
  aplazame_unavailable: 503,
} as const satisfies Partial<Record<Code, number>>

export type CheckoutCode = keyof typeof CHECKOUT_STATUS

/** A checkout that can't start: the code for the storefront, details that may be shown, the cause for the log. */
export class CheckoutError extends Error {
  readonly status: number
  constructor(
    readonly code: CheckoutCode,
    /** What is missing or wrong, by field; never a value of the shopper's. */
    readonly details: Record<string, string | number> = {},
    options?: { cause?: unknown }
  ) {
    super(code, options)
    this.name = "CheckoutError"
    this.status = CHECKOUT_STATUS[code]
  }
}
