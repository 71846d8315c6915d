// The shopper's cart: one id in the browser, the truth at the store.
import * as store from "./store-api.js"

const KEY = "cart_id"
let cart
const listeners = new Set()

export const onCart = (listener) => listeners.add(listener)

function keep(next) {
  cart = next
  if (next) localStorage.setItem(KEY, next.id)
  else localStorage.removeItem(KEY)
  for (const listener of listeners) listener(next)
  return next
}

export const currentCart = () => cart
export const countOf = (some) => (some?.items ?? []).reduce((sum, item) => sum + item.quantity, 0)
export const forgetCart = () => keep(undefined)

/** A new cart with what an order had, for a shopper whose order was cancelled. @returns the cart, if anything is left to sell */
export async function refill(orderId) {
  const order = await store.readOrder(orderId)
  forgetCart()
  for (const item of order.items) await add(item.variant_id, item.quantity).catch(() => undefined)
  return cart
}

/** The cart of the last visit, unless it has become an order or is gone. */
export async function loadCart() {
  const id = localStorage.getItem(KEY)
  if (!id) return keep(undefined)
  try {
    const found = await store.readCart(id)
    return keep(found.completed_at ? undefined : found)
  } catch (error) {
    if (error.status === 404) return keep(undefined)
    throw error
  }
}

export async function add(variantId, quantity = 1) {
  const id = cart?.id ?? (await store.createCart()).id
  return keep(await store.addItem(id, variantId, quantity))
}

export async function change(lineId, quantity) {
  if (quantity < 1) {
    await store.removeItem(cart.id, lineId)
    return keep(await store.readCart(cart.id))
  }
  return keep(await store.setQuantity(cart.id, lineId, quantity))
}

export const update = async (data) => keep(await store.updateCart(cart.id, data))
/** @returns whether the code takes something off */
export async function redeem(code) {
  const before = cart.discount_total
  return keep(await store.addVoucher(cart.id, code)).discount_total > before
}

export const ship = async (optionId) => keep(await store.setShipping(cart.id, optionId))
