/** Languages of the shopper's texts. */
export type Language = "es" | "en" | "pt"
export type ProductType = "instalments" | "pay_in_4" | "pay_later"

/** The helper's own reasons; every other code comes from the store's answer and is in the plugin's docs/errors.md. */
export type HelperCode = "network" | "script_blocked" | "checkout_error" | "dismissed" | "unconfirmed" | "payment_refused"

/**
 * How paying the cart `cartId` ended, for the page; of an order that is paid by its link, `cartId` is the collection's id and `orderId` is empty. `message` is a sentence for the shopper in their language;
 * `code` is stable.
 *
 * paid       the order is placed
 * pending    Aplazame checks the shopper's identity; `orderId` when the store holds the order meanwhile
 * refused    no, by Aplazame or by the store; the cart can be paid otherwise unless `orderId` names a cancelled order
 * dismissed  the shopper closed Aplazame; nothing happened
 * failed     something broke. `retryable`: pressing again may help. It is false for `unconfirmed`: the payment may
 *            have gone through, so `watch` or `resume` it instead. `field`: what to correct, named as in Medusa's cart
 */
export type PayResult =
  | { outcome: "paid"; cartId: string; orderId: string; code: string; message: string }
  | { outcome: "pending"; cartId: string; orderId: string | null; code: string; message: string }
  | { outcome: "refused"; cartId: string; orderId: string | null; code: string; message: string }
  | { outcome: "dismissed"; cartId: string; code: "dismissed"; message: string }
  | { outcome: "failed"; cartId: string; code: string; message: string; field?: string; retryable: boolean }

/** What the helper is doing, for a button's words. */
export type PayPhase = "starting" | "open" | "confirming"

/** The answer of `GET /store/aplazame/carts/:id/payment`, and of the same for an order. */
export type PaymentState = { state: "none" | "open" | "challenge" | "confirming" | "paid" | "refused"; code: string; message: string; order_id: string | null }

/** The answer of `GET /store/aplazame/payment-collections/:id/payment`: the order's number, and what it owes in hundredths. */
export type LinkState = PaymentState & { number: number; amount: number; currency_code: string }

/** The answer of `GET /store/aplazame/eligibility`. `null` for a product: Aplazame could not be asked. */
export type Eligibility = {
  eligible: boolean
  reasons: { code: string; message: string; details: Record<string, string | number> }[]
  products: Partial<Record<ProductType, boolean | null>>
}
