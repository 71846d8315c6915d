import type { Http } from "./http"
import { PROVIDER, type SeededStore } from "./seed-store"

export const ADDRESS = {
  first_name: "Lucía",
  last_name: "García",
  address_1: "Gran Vía 1",
  city: "Madrid",
  province: "Madrid",
  postal_code: "28013",
  country_code: "es",
  phone: "+34600000000",
}

/** What an order that no cart became says of its shopper and its shop. */
export const orderHead = ({ regionId, channelId }: SeededStore) => ({
  currency_code: "eur",
  email: "lucia@example.com",
  region_id: regionId,
  sales_channel_id: channelId,
  shipping_address: ADDRESS,
  billing_address: ADDRESS,
})

export type CartWish = {
  lines?: Record<string, number>
  email?: string
  /** Laid over the usual address; null leaves the cart without one. */
  address?: Partial<typeof ADDRESS> | null
  regionId?: string
  promoCodes?: string[]
  /** The shipping option; null leaves the cart without one (digital goods, or a cart that is not ready). */
  shippingOptionId?: string | null
  /** A signed-in shopper's HTTP. */
  as?: Http
}

/** A cart that may be bought: lines, e-mail, addresses, shipping. */
export async function readyCart(seed: SeededStore, wish: CartWish = {}): Promise<string> {
  const http = wish.as ?? seed.store
  const address = wish.address === null ? undefined : { ...ADDRESS, ...wish.address }
  const { cart } = await http.ok<{ cart: { id: string } }>(
    http.post("/store/carts?fields=id", {
      region_id: wish.regionId ?? seed.regionId,
      email: wish.email ?? "lucia@example.com",
      items: Object.entries(wish.lines ?? { CAMISETA: 2 }).map(([sku, quantity]) => ({ variant_id: seed.variants[sku], quantity })),
      ...(wish.promoCodes ? { promo_codes: wish.promoCodes } : {}),
      ...(address ? { shipping_address: address, billing_address: address } : {}),
    })
  )
  const option = wish.shippingOptionId === undefined ? seed.shippingOptionId : wish.shippingOptionId
  if (option) await http.ok(http.post(`/store/carts/${cart.id}/shipping-methods?fields=id`, { option_id: option }))
  return cart.id
}

/** A payment session for a cart; replaces whatever session it had. */
export async function paymentSession(seed: SeededStore, cartId: string, provider = PROVIDER, data: Record<string, unknown> = {}, as?: Http) {
  const http = as ?? seed.store
  const { payment_collection } = await http.ok<{ payment_collection: { id: string } }>(http.post("/store/payment-collections", { cart_id: cartId }))
  const made = await http.ok<{ payment_collection: { payment_sessions: { id: string; amount: number; data: Record<string, unknown> }[] } }>(
    http.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, { provider_id: provider, data })
  )
  return made.payment_collection.payment_sessions[0]!
}

export type Started = { checkout_id: string; mid: string; public_key: string; sandbox: boolean; script_url: string }

/** Presses "pay": the answer of our route, whatever it is. */
export const pressPay = (seed: SeededStore, sessionId: string, body: unknown = {}, as?: Http) =>
  (as ?? seed.store).post<Started & { code: string; message: string; details: Record<string, unknown> }>(
    `/store/aplazame/payment-sessions/${sessionId}/checkout`,
    body
  )

/** From nothing to an open checkout at Aplazame. */
export async function openCheckout(seed: SeededStore, wish: CartWish & { product?: string } = {}) {
  const cartId = await readyCart(seed, wish)
  const session = await paymentSession(seed, cartId, PROVIDER, {}, wish.as)
  const { status, body } = await pressPay(seed, session.id, wish.product ? { product: wish.product } : {}, wish.as)
  if (status !== 200) throw new Error(`checkout not started: ${status} ${JSON.stringify(body)}`)
  return { cartId, sessionId: session.id, amount: session.amount, ...body }
}

/** What a storefront does when Aplazame sends the shopper back; of the order no more than its id is asked. */
export const complete = (seed: SeededStore, cartId: string, as?: Http) => (as ?? seed.store).post(`/store/carts/${cartId}/complete?fields=id`)
