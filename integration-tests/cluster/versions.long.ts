import { eventually } from "../support/eventually"
import { fulfil, orderOf, refund } from "../support/operator"
import { openCheckout } from "../support/shopper"
import { agree, agreeAll, purchaseOf, type Purchase } from "./support/books"
import { openCluster, type Cluster } from "./support/cluster"
import { checkoutBeforeTheLastMigration } from "./support/older-checkout"

const PATIENCE_MS = 3_600_000
const PRODUCTS = ["instalments", "pay_in_4", "pay_later"] as const

jest.setTimeout(PATIENCE_MS)

describe("from the version before the last migration to this one, one process after the other", () => {
  const older = checkoutBeforeTheLastMigration()
  const cluster = {} as Cluster
  beforeAll(async () => {
    Object.assign(cluster, await openCluster(older.root))
  })
  afterAll(async () => {
    await cluster.close?.()
    older.remove()
  })

  /** Each shopper a new one: Medusa refuses one of two carts that make the same customer at the same moment. */
  let shoppers = 0
  const opened = () => openCheckout(cluster.seed, { lines: { CAMISETA: 1 }, email: `version${shoppers++}@example.com` })
  const sold = async (product: (typeof PRODUCTS)[number]): Promise<Purchase> => {
    const checkout = await opened()
    await cluster.emulator.approve(checkout.checkout_id, { product, wait: false })
    return purchaseOf(cluster, checkout)
  }
  const sent = async (purchase: Purchase): Promise<void> => {
    await fulfil(cluster.seed, await orderOf(cluster.seed, purchase.orderId))
    purchase.asked.fulfilled = true
    await agree(cluster, purchase)
    await cluster.seed.admin.ok(refund(cluster.seed, purchase.paymentId, 10))
    purchase.asked.asks.push({ kind: "refund", amount: 1_000, succeeded: true, again: 0 })
    await agree(cluster, purchase)
  }
  const columns = async (): Promise<string[]> => (await cluster.db.query("SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_name LIKE 'aplazame%'")).rows.map((row) => row.name)

  it("sells, captures and refunds all the while, also with purchases that an older process began and a newer one ends", async () => {
    const begun = await Promise.all(PRODUCTS.map(sold))
    const before = await columns()

    // The tables change under the older code, which is in the middle of selling.
    const [, during] = await Promise.all([cluster.migrate(), Promise.all(PRODUCTS.map(sold))])
    expect((await columns()).length).toBeGreaterThan(before.length)
    const after = await Promise.all(PRODUCTS.map(sold))
    await sent(begun[0]!)

    const kept = [...begun.slice(1), ...during, ...after]
    for (const [mode, which] of [["workers", 0], ["servers", 0], ["workers", 1], ["servers", 1]] as const) {
      const checkout = await opened()
      await cluster.replace(mode, which)
      process.stderr.write(`replaced: ${mode} ${which}\n`)
      // Begun by whoever was there, sold and sent by the mixture that is there now.
      await cluster.emulator.approve(checkout.checkout_id, { product: "pay_later", wait: false })
      await sent(await purchaseOf(cluster, checkout))
      await sent(kept.shift()!)
      await sent(await sold("instalments"))
    }
    for (const purchase of kept) await sent(purchase)
    await eventually(() => agreeAll(cluster))
  })
})
