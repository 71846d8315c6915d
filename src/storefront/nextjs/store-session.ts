import { askStore, type ForwardTo } from "./forward-call"
import { APLAZAME_PROVIDER } from "./provider-id"

type Collection = { id: string; payment_sessions?: { id: string; provider_id: string }[] | null }

/**
 * Chooses Aplazame for a cart, for a server action of a shop that has no function of its own for it: makes the cart's payment
 * collection where it has none, and a payment session in it. Returns the session's id.
 * @throws when the store does not make one
 */
export async function newAplazameSession(cartId: string, to: ForwardTo): Promise<string> {
  const ask = async <T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> => {
    const answer = await askStore(to, { method, path, body })
    if (answer.status !== 200) throw new Error(`The store answered ${answer.status} when it was asked for a payment session`)
    return answer.body as T
  }
  const { cart } = await ask<{ cart: { payment_collection?: Collection | null } }>("GET", `/store/carts/${encodeURIComponent(cartId)}?fields=id,*payment_collection`)
  const { id } = cart.payment_collection ?? (await ask<{ payment_collection: Collection }>("POST", "/store/payment-collections", { cart_id: cartId })).payment_collection
  const { payment_collection } = await ask<{ payment_collection: Collection }>("POST", `/store/payment-collections/${id}/payment-sessions`, { provider_id: APLAZAME_PROVIDER })
  const session = payment_collection.payment_sessions?.find((one) => one.provider_id === APLAZAME_PROVIDER)
  if (!session) throw new Error("No payment session was made")
  return session.id
}
