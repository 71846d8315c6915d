import { eventually } from "../../support/eventually"
import { fulfil, orderOf } from "../../support/operator"
import { complete, openCheckout } from "../../support/shopper"
import { agree, purchaseOf } from "../support/books"
import type { Cluster } from "../support/cluster"

/** So many shoppers prepare their carts at a time. */
const SHOPPERS = 8
const FULFILLED = 8
const PRODUCTS = ["instalments", "pay_in_4", "pay_later"] as const

/** Many shoppers, and the reconciliation beside them. */
export function crowd(cluster: Cluster, carts = 20): void {
  const inTurns = async <T, R>(of: readonly T[], work: (one: T, i: number) => Promise<R>): Promise<R[]> => {
    const done: R[] = []
    for (let i = 0; i < of.length; i += SHOPPERS) done.push(...(await Promise.all(of.slice(i, i + SHOPPERS).map((one, n) => work(one, i + n)))))
    return done
  }
  /** The comparison that the hourly job makes, asked for by hand in one of the servers: its run. */
  const reconciled = async (server: number): Promise<string> => {
    const { admin } = cluster.at(server)
    const [from, to] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)]
    const { run } = await admin.ok<any>(admin.post("/admin/aplazame/reconcile", { from, to, dry_run: false }))
    return run.id
  }
  const runOf = async (id: string) => (await cluster.db.query("SELECT state, differences FROM aplazame_reconcile_run WHERE id = $1", [id])).rows[0]

  it(`sells ${carts} carts that are approved and completed at the same moment, while both servers reconcile, and the hourly job`, async () => {
    const checkouts = await inTurns(Array.from({ length: carts }), (_, i) => openCheckout(cluster.seed, { lines: { CAMISETA: 1 }, email: `gente${i}@example.com` }))
    const runs: string[] = []
    const [answers] = await Promise.all([
      Promise.all(checkouts.map(({ cartId }) => complete(cluster.seed, cartId))),
      ...checkouts.map(({ checkout_id }, i) => cluster.emulator.approve(checkout_id, { product: PRODUCTS[i % PRODUCTS.length]!, wait: false })),
      reconciled(0).then((id) => runs.push(id)),
      reconciled(1).then((id) => runs.push(id)),
    ])
    // A shopper who is early, or meets the notification, is told so; nobody is told of a fault.
    expect(answers.filter(({ status }) => status >= 500).map(({ body }) => body)).toEqual([])
    const purchases = await inTurns(checkouts, (checkout) => purchaseOf(cluster, checkout))
    await inTurns(purchases.slice(0, FULFILLED), async (purchase) => {
      await fulfil(cluster.seed, await orderOf(cluster.seed, purchase.orderId))
      purchase.asked.fulfilled = true
    })
    runs.push(await reconciled(0), await reconciled(1))
    await agree(cluster, ...purchases)
    for (const id of runs) await eventually(async () => expect(await runOf(id)).toMatchObject({ state: "done" }), { within: 150_000 })

    // And the hourly job, which compares each by itself.
    const hourly = cluster.witnessed().filter(({ job }) => job === "aplazame-reconcile")
    expect(hourly.length).toBeGreaterThan(0)
    const mids = purchases.map(({ mid }) => mid)
    const uncompared = async () => (await cluster.db.query("SELECT mid FROM aplazame_order WHERE mid = ANY($1) AND reconciled_at IS NULL", [mids])).rows
    await eventually(async () => expect(await uncompared()).toEqual([]), { within: 150_000 })

    // Nothing is under way any more: it has nothing left to say.
    const last = await reconciled(1)
    await eventually(async () => expect(await runOf(last)).toEqual({ state: "done", differences: 0 }), { within: 150_000 })
    await agree(cluster, ...purchases)
  })
}
