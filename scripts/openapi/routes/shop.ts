import { eligibilityQuery } from "../../../src/api/store/aplazame/eligibility/query"
import { startCheckoutBody } from "../../../src/api/store/aplazame/payment-sessions/[id]/checkout/body"
import { en } from "../../../src/modules/aplazame/texts/en"
import { config, eligibility, linkPayment, payment, startedCheckout } from "../../../src/api/store/aplazame/shop.answer"
import { checkoutRefusals, onlyRefusal, storeRefusals } from "../answers-of-store"
import type { DescribedRoute } from "../described-route"

/** What the plugin adds to the store API. */
export const shop: DescribedRoute[] = [
  {
    method: "POST",
    path: "/store/aplazame/payment-sessions/{id}/checkout",
    tag: "Shop",
    who: "shopper",
    summary: "The checkout to open, for a payment session",
    description: "Builds the order on the server from the cart, or from the order where the session pays one that has no cart. The same content gets the same checkout, changed content a new one with a new `mid`. A customer's cart is for that customer only.",
    parts: { id: { description: "A payment session of Aplazame's provider." } },
    body: { schema: startCheckoutBody, example: { product: "instalments", language: "es", return_paths: { success: "/checkout/aplazame/success" } } },
    answers: [
      {
        status: 200,
        description: "The checkout.",
        body: startedCheckout,
        example: { checkout_id: "3f2c9a41b7", mid: "aplord_3f9a1c_01KAMX7T", public_key: "public-key", sandbox: true, script_url: "https://cdn.aplazame.com/aplazame.js?public_key=public-key&sandbox=true" },
      },
      ...checkoutRefusals(),
    ],
  },
  {
    method: "GET",
    path: "/store/aplazame/carts/{id}/payment",
    tag: "Shop",
    who: "shopper",
    summary: "Where a cart's payment stands, and its order",
    description: "For the shopper who waits or comes back. Reads the store's own tables only, so a page may ask every second or two.",
    parts: { id: { description: "A cart." } },
    answers: [
      { status: 200, description: "Where it stands.", body: payment, example: { state: "paid", code: "payment_paid", message: en.payment_paid, order_id: "order_01KAMX80" } },
      ...storeRefusals({ 404: ["cart_not_found"] }),
    ],
  },
  {
    method: "GET",
    path: "/store/aplazame/orders/{id}/payment",
    tag: "Shop",
    who: "shopper",
    summary: "Where an order's payment stands",
    description: "For the page of an order, while an identity check runs and afterwards. `none` for an order that was paid otherwise. Whoever may ask about the order's cart may ask.",
    parts: { id: { description: "An order." } },
    answers: [
      { status: 200, description: "Where it stands.", body: payment, example: { state: "challenge", code: "payment_challenge", message: en.payment_challenge, order_id: "order_01KAMX80" } },
      ...storeRefusals({ 404: ["cart_not_found"] }),
    ],
  },
  {
    method: "GET",
    path: "/store/aplazame/payment-collections/{id}/payment",
    tag: "Shop",
    who: "shopper",
    summary: "Where the payment of an order by its link stands",
    description: "For the page of a payment link. Whoever has the link may ask. Nothing of a cart's collection is told.",
    parts: { id: { description: "A payment collection of an order without a cart." } },
    answers: [
      { status: 200, description: "Where it stands.", body: linkPayment, example: { state: "none", code: "payment_not_started", message: en.payment_not_started, order_id: null, number: 12, amount: 8995, currency_code: "eur" } },
      ...storeRefusals({ 404: ["cart_not_found"] }),
    ],
  },
  {
    method: "GET",
    path: "/store/aplazame/eligibility",
    tag: "Shop",
    who: "shopper",
    summary: "Whether Aplazame can pay for a cart or an amount, and why not",
    description: "Either `cart_id` alone, or `amount` and `currency_code` with what else is known.",
    query: eligibilityQuery,
    queryNotes: { cart_id: "The cart, in place of everything else.", amount: "Hundredths.", product_id: "What is looked at; may be repeated." },
    answers: [
      {
        status: 200,
        description: "Whether it can.",
        body: eligibility,
        example: {
          eligible: false,
          reasons: [{ code: "amount_out_of_limits", message: en.amount_out_of_limits, details: { min_amount: 5000 } }],
          products: {},
        },
      },
      ...storeRefusals({ 404: ["cart_not_found"] }),
    ],
  },
  {
    method: "GET",
    path: "/store/aplazame/config",
    tag: "Shop",
    who: "shopper",
    summary: "The address of aplazame.js, the public key, limits",
    description: "All of it is public. A browser may keep the answer for five minutes.",
    answers: [
      {
        status: 200,
        description: "What a page needs before there is a checkout.",
        body: config,
        example: {
          script_url: "https://cdn.aplazame.com/aplazame.js?public_key=public-key&sandbox=true",
          public_key: "public-key",
          sandbox: true,
          product: null,
          countries: ["es"],
          currencies: ["eur"],
          min_amount: null,
          max_amount: 100_000,
        },
      },
      ...storeRefusals({}),
    ],
  },
  {
    method: "POST",
    path: "/store/carts/{id}/complete",
    tag: "Shop",
    who: "shopper",
    summary: "Medusa's own completion of a cart, with one refusal in front of it",
    description: "A cart whose payment with Aplazame was cancelled is not completed with it. Every other answer is Medusa's.",
    parts: { id: { description: "A cart." } },
    ofMedusa: true,
    answers: [onlyRefusal(409, ["payment_cancelled"], "This payment was cancelled; choose again.")],
  },
]
