import { setTimeout as sleep } from "node:timers/promises"
import { eventually } from "../../support/eventually"
import { fulfil, orderOf } from "../../support/operator"
import { complete, openCheckout } from "../../support/shopper"
import { tenMinutesPass } from "../../support/ten-minutes-pass"
import { agree, purchaseOf, type Purchase } from "../support/books"
import type { Cluster } from "../support/cluster"
import { crashPostgres } from "../support/crash-postgres"

const PRODUCTS = ["instalments", "pay_in_4", "pay_later"] as const
const GIVEN_UP_MS = 60_000

/** What all processes share goes away, and comes back. */
export function outages(cluster: Cluster, awayMs: number): void {
  const open = () => Promise.all(PRODUCTS.map(() => openCheckout(cluster.seed)))
  const approve = (checkouts: { checkout_id: string }[]) => Promise.all(checkouts.map(({ checkout_id }, i) => cluster.emulator.approve(checkout_id, { product: PRODUCTS[i]!, wait: false })))
  const bought = async (): Promise<Purchase[]> => {
    const checkouts = await open()
    await approve(checkouts)
    return Promise.all(checkouts.map((checkout) => purchaseOf(cluster, checkout)))
  }
  /** As whoever packs the parcels does it: again, where no fulfilment came of the first time. */
  const send = async (purchase: Purchase): Promise<void> => {
    const order = await orderOf(cluster.seed, purchase.orderId)
    if (order.fulfillments.length === 0) await fulfil(cluster.seed, order)
    purchase.asked.fulfilled = true
  }

  /** Sends what was bought before, and sells, while something is away; then nobody restarts a store, and all is as if it had not been. */
  const through = async (outage: () => Promise<void>): Promise<void> => {
    await cluster.emulator.patchSettings({ retry_delays_ms: [1_000, 2_000], retry_every_ms: 2_000 })
    const [before, during] = [await bought(), await open()]
    const ready = await Promise.all(before.map((purchase) => orderOf(cluster.seed, purchase.orderId)))
    const unfinished = [
      ...ready.map((order) => fulfil(cluster.seed, order).catch(() => undefined)),
      ...during.map(({ cartId }) => complete(cluster.seed, cartId).catch(() => undefined)),
    ]
    const approved = approve(during)
    await outage()
    await approved
    // What never got an answer is not waited for: the shopper looks again, and so does whoever packs.
    await Promise.race([Promise.all(unfinished), sleep(GIVEN_UP_MS, undefined, { ref: false })])
    const sold = await Promise.all(during.map((checkout) => purchaseOf(cluster, checkout)))
    for (const purchase of [...before, ...sold]) await send(purchase)
    await eventually(() => tenMinutesPass(cluster.db, [...before, ...sold].map(({ mid }) => mid)))
    await agree(cluster, ...before, ...sold, ...(await bought()))
  }

  it(`loses nothing when Redis is killed while shoppers pay and parcels leave, and comes back after ${awayMs / 1000} s`, () =>
    through(async () => {
      await cluster.redis.kill()
      await sleep(awayMs)
      await cluster.redis.start()
    }))

  it("loses nothing when Postgres crashes and comes back", () => through(() => crashPostgres(cluster.db)))
}
