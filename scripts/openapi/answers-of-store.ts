import { z } from "zod"
import type { Code } from "../../src/modules/aplazame/texts/codes"
import { en } from "../../src/modules/aplazame/texts/en"
import { CheckoutError, type CheckoutCode } from "../../src/workflows/start-checkout/checkout-error"
import { medusaError, storeRefusal } from "../../src/api/admin/aplazame/shared/refusal.answer"
import type { Answer } from "./described-route"

const FROM_MEDUSA = { type: "invalid_data", message: "Invalid query: amount: Invalid input: expected number, received NaN" }
const WHEN: Record<number, string> = {
  400: "Not possible, or the request is not right; then `type` is Medusa's and there is no code.",
  404: "Not there, or not this shopper's.",
  409: "Not possible any more.",
  422: "Aplazame does not take it.",
  503: "Aplazame is away.",
}

/** Every code of the start of a checkout, by its own status. */
export const CHECKOUT_CODES: Record<CheckoutCode, true> = {
  session_not_found: true,
  session_not_usable: true,
  session_outdated: true,
  cart_missing: true,
  cart_already_completed: true,
  order_cancelled: true,
  order_already_paid: true,
  order_changed: true,
  cart_not_ready: true,
  region_not_supported: true,
  currency_not_supported: true,
  out_of_stock: true,
  product_gone: true,
  promotion_used_up: true,
  shipping_not_possible: true,
  cart_not_completable: true,
  amount_out_of_limits: true,
  nothing_to_pay: true,
  product_excluded: true,
  not_available: true,
  return_url_not_allowed: true,
  checkout_refused: true,
  details_not_accepted: true,
  too_many_checkouts: true,
  aplazame_unavailable: true,
}

const refusal = (status: number, codes: readonly Code[], description: string, details: Record<string, string | number> = {}): Answer => {
  const [code] = codes
  if (!code) throw new Error(`No code for ${status}`)
  return { status, description, body: storeRefusal(codes), example: { type: "aplazame", code, message: en[code], details } }
}

/** Our refusals of a shop's route, and Medusa's. */
export function storeRefusals(byStatus: Record<number, readonly Code[]>): Answer[] {
  const { 429: tooMany = [], ...others } = byStatus
  const ours = Object.entries({ 400: [], ...others }).map(([text, codes]): Answer => {
    const status = Number(text)
    const description = WHEN[status] ?? ""
    if (status !== 400) return refusal(status, codes, description)
    if (codes.length === 0) return { name: "NotRightForShop", status, description: "The request is not right, or the publishable key is missing.", body: medusaError, example: FROM_MEDUSA }
    const told = refusal(status, codes, description)
    return { ...told, body: z.union([told.body, medusaError]) }
  })
  const of = tooMany.length > 0 ? "from this address, or checkouts of this cart" : "from this address"
  const limited = refusal(429, ["too_many_requests", ...tooMany], `Too many requests ${of}; see \`rateLimit\`.`, { retry_after: 12 })
  return [...ours, { ...limited, ...(tooMany.length > 0 ? {} : { name: "TooManyRequests" }), headers: { "Retry-After": "Seconds to wait." } }]
}

/** The refusals of the start of a checkout. */
export function checkoutRefusals(): Answer[] {
  const codes = Object.keys(CHECKOUT_CODES) as CheckoutCode[]
  const statuses = [...new Set(codes.map((code) => new CheckoutError(code).status))].sort()
  return storeRefusals(Object.fromEntries(statuses.map((status) => [status, codes.filter((code) => new CheckoutError(code).status === status)])))
}

/** The one refusal in front of a route of Medusa's. */
export const onlyRefusal = refusal
