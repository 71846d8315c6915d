import type { Bench } from "./aplazame-store"
import { complete, paymentSession, readyCart, type CartWish } from "./shopper"

/** An order that the shopper paid by other means before; its id. */
export async function addPastOrder(bench: Bench, wish: CartWish): Promise<string> {
  const cartId = await readyCart(bench.seed, wish)
  await paymentSession(bench.seed, cartId, "pp_system_default", {}, wish.as)
  const { body } = await complete(bench.seed, cartId, wish.as)
  return body.order.id as string
}
