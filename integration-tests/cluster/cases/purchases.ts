import { randomInt } from "node:crypto"
import { eventually } from "../../support/eventually"
import { fulfil, orderOf, refund } from "../../support/operator"
import { complete, openCheckout } from "../../support/shopper"
import { agree, purchaseOf } from "../support/books"
import type { Cluster } from "../support/cluster"

/** The whole life of a purchase, each step of it in another process. */
export function purchases(cluster: Cluster): void {
  it.each(["instalments", "pay_in_4", "pay_later"] as const)(
    "sells in one server what was approved in the other, captures in a worker what a server fulfils, and refunds (%s)",
    async (product) => {
      const here = randomInt(2)
      const checkout = await openCheckout(cluster.at(here), { email: `${product}@example.com` })
      cluster.balancer.route((path) => (path.startsWith("/hooks/") ? 1 - here : undefined))
      await cluster.emulator.approve(checkout.checkout_id, { product })
      await eventually(async () => expect(await cluster.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok" }), { within: 150_000 })
      expect((await complete(cluster.at(here), checkout.cartId)).body.type).toBe("order")
      const purchase = await purchaseOf(cluster, checkout)
      await fulfil(cluster.at(here), await orderOf(cluster.at(1 - here), purchase.orderId))
      purchase.asked.fulfilled = true
      await agree(cluster, purchase)
      const handled = cluster.witnessed().filter((line) => line.event === "order.fulfillment_created" && line.id === purchase.orderId)
      expect(handled).toEqual([expect.objectContaining({ role: expect.stringMatching(/^worker/) })])

      await cluster.seed.admin.ok(refund(cluster.seed, purchase.paymentId, 10))
      purchase.asked.asks.push({ kind: "refund", amount: 1_000, succeeded: true, again: 0 })
      await agree(cluster, purchase)
      expect(await cluster.emulator.order(checkout.checkout_id)).toMatchObject({ refunded: 1_000, captured: product === "pay_later" ? purchase.total : 0 })
    }
  )
}
