// What a shop's page does, call by call, through the public store API.
import { ADDRESS } from "./settings.mjs"

/**
 * A cart that is ready to be paid.
 * @param {ReturnType<import("./api.mjs").createApi>} store with the publishable key, and the customer's token if any
 * @param {{ regionId: string, email: string, items: { variantId: string, quantity: number }[], shippingOptionId: string, address?: object }} wanted
 */
export async function fillCart(store, { regionId, email, items, shippingOptionId, address = ADDRESS }) {
  const { cart } = await store.post("/store/carts", {
    region_id: regionId, email, shipping_address: address, billing_address: address,
    items: items.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })),
  })
  const filled = await store.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: shippingOptionId })
  return filled.cart
}

/** Chooses how to pay. @returns the payment session */
export async function choosePayment(store, cartId, providerId) {
  const { payment_collection: collection } = await store.post("/store/payment-collections", { cart_id: cartId })
  const answer = await store.post(`/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: providerId })
  return answer.payment_collection.payment_sessions.find((session) => session.provider_id === providerId)
}

/** @returns the order, or undefined while the cart cannot be completed */
export async function completeCart(store, cartId) {
  const answer = await store.call("POST", `/store/carts/${cartId}/complete`, {})
  return answer.ok && answer.body.type === "order" ? answer.body.order : undefined
}
