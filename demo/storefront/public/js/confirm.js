import { forgetCart } from "./cart.js"
import { completeCart } from "./store-api.js"

const TRIES = 40
const PAUSE_MS = 1_000

/**
 * Asks the store to complete a cart that is paid without Aplazame.
 * @returns {Promise<string | undefined>} id of the order
 */
export async function orderOf(cartId, tries = TRIES) {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    // "not authorised yet" is an error answer too: the next try may find it done
    const order = await completeCart(cartId).catch(() => undefined)
    if (order) {
      forgetCart()
      return order.id
    }
  }
  return undefined
}
