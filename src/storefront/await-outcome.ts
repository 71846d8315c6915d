import type { PaymentState } from "./result"
import { isRefusal, type StoreApi } from "./store-api"

/** How the shopper came back, as far as the page knows: told yes, told no, by themselves; `unknown` after a closed tab. */
export type Hint = "decided" | "refused" | "left" | "unknown"

/** What the store knows: decided, or an identity check under way. */
export type Found =
  | { outcome: "paid"; orderId: string; code: string; message: string }
  | { outcome: "pending" | "refused"; orderId: string | null; code: string; message: string }

export type Polling = { forMs: number; pauseMs: number }
export const POLLING: Polling = { forMs: 45_000, pauseMs: 700 }

const longer = (pause: number): number => Math.min(pause * 1.4, 3_000)

/**
 * Asks the store what came of a payment, until it knows. The store's notification from Aplazame and this page
 * may come in any order: completing a cart that is an order already gives that order.
 *
 * @returns null while the checkout is open; "none" where there is none; "unconfirmed" when the time is over or the network stays away
 */
export async function awaitOutcome(api: StoreApi, cartId: string, hint: Hint, { forMs, pauseMs }: Polling = POLLING): Promise<Found | null | "none" | "unconfirmed"> {
  const end = Date.now() + forMs
  for (let pause = pauseMs; ; pause = longer(pause)) {
    try {
      const result = await askOnce(api, cartId, hint)
      if (result !== "wait") return result
    } catch {
      // no network, or the store is away: the question is worth asking again
    }
    if (Date.now() + pause > end) return "unconfirmed"
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function askOnce(api: StoreApi, cartId: string, hint: Hint): Promise<Found | null | "none" | "wait"> {
  const now = await api.payment(cartId)
  if (isRefusal(now)) return "none"
  switch (now.state) {
    case "paid":
    case "challenge":
    case "refused":
      return resultOf(now)
    case "none":
      return "none"
    case "open":
      // The shopper left: nothing happened. They were told yes or no: the store will hear of it in a moment. Only a
      // yes is asked to become the order; asked of a no, the store would take the payment session for spent.
      if (hint === "decided") return place(api, cartId)
      return hint === "refused" ? "wait" : null
    case "confirming":
      return place(api, cartId)
  }
}

/** Asks for the order; where the store can't place it yet, it is asked again. */
async function place(api: StoreApi, cartId: string): Promise<Found | "wait"> {
  if (!(await api.complete(cartId))) return "wait"
  const now = await api.payment(cartId)
  return isRefusal(now) ? "wait" : resultOf(now)
}

/** A state in which something was decided, or is to be waited for, in the page's words. */
function resultOf({ state, code, message, order_id }: PaymentState): Found | "wait" {
  if (state === "paid" && order_id !== null) return { outcome: "paid", orderId: order_id, code, message }
  if (state === "challenge") return { outcome: "pending", orderId: order_id, code, message }
  if (state === "refused") return { outcome: "refused", orderId: order_id, code, message }
  return "wait"
}
