import type { Bench } from "./aplazame-store"
import { orderOf, paymentOf } from "./operator"
import { openCheckout, type CartWish } from "./shopper"

export type Product = "instalments" | "pay_in_4" | "pay_later"

/** A purchase that went well: checkout, approval, the order placed by the notification. */
export async function buy(bench: Bench, product: Product = "instalments", wish: CartWish = {}) {
  const checkout = await openCheckout(bench.seed, wish)
  const credit = await bench.emulator.approve(checkout.checkout_id, { product })
  const row = await bench.aplazame.orders.byMid(checkout.mid)
  if (!row?.order_id) throw new Error(`not sold: ${JSON.stringify(credit.notifications)}`)
  const order = await orderOf(bench.seed, row.order_id)
  await bench.emulator.clearCalls()
  return { ref: checkout.checkout_id, mid: checkout.mid, cartId: checkout.cartId, total: credit.total, orderId: row.order_id, order, paymentId: paymentOf(order).id as string }
}

/** The calls about an order, as "METHOD /what", in their order. */
export async function callsOf(bench: Bench, ref: string, only: (call: { effect: boolean }) => boolean = () => true): Promise<string[]> {
  const calls = await bench.emulator.calls({ ref })
  return calls.filter(only).map((c) => `${c.method} ${c.path.replace(/^.*\/orders\/[^/]+/, "") || "/"}`.replace(/captures\/[^/]+/, "captures/:id"))
}

/** Those of {@link callsOf} that changed something at Aplazame. */
export const effects = (bench: Bench, ref: string): Promise<string[]> => callsOf(bench, ref, (call) => call.effect)
