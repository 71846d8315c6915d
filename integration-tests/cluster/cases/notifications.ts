import { eventually } from "../../support/eventually"
import { complete, openCheckout } from "../../support/shopper"
import { agree, ordersOf, purchaseOf } from "../support/books"
import type { Cluster } from "../support/cluster"

const REPEATS = 300
const AT_ONCE = 25

/** What Aplazame may have said before the notification, and will say after it. */
const SIBLINGS = [
  { status: "pending", status_reason: "challenge_required" },
  { status: "ok", status_reason: "" },
] as const

/** Much at the same moment in both servers. */
export function notifications(cluster: Cluster): void {
  it("gives one order and one answer to hundreds of equal notifications and their siblings over both servers, beside the shopper's own completions", async () => {
    const { emulator } = cluster
    const checkout = await openCheckout(cluster.seed, { email: "repetida@example.com" })
    await emulator.patchSettings({ hold_notifications: true })
    await emulator.approve(checkout.checkout_id, { product: "pay_later", wait: false })
    const shopper: Promise<{ status: number }>[] = []
    const answers: { http_status: number | null; answer: unknown }[] = []
    for (let sent = 0; sent < REPEATS; sent += AT_ONCE) {
      if (sent % 100 === 0) shopper.push(...[0, 1].map((server) => complete(cluster.at(server), checkout.cartId)))
      const [repeats] = await Promise.all([
        emulator.sendNotification({ ref: checkout.checkout_id, status: "pending", status_reason: "confirmation_required", times: AT_ONCE, parallel: true }),
        emulator.sendNotification({ ref: checkout.checkout_id, ...SIBLINGS[(sent / AT_ONCE) % SIBLINGS.length]!, times: 2, parallel: true }),
      ])
      answers.push(...repeats)
      // Half way Aplazame hears the answer to the one that it keeps: the credit is confirmed.
      if (sent === REPEATS / 2) await emulator.flushNotifications()
    }
    await emulator.flushNotifications()
    await emulator.patchSettings({ hold_notifications: false })
    expect((await Promise.all(shopper)).filter(({ status }) => ![200, 409].includes(status))).toEqual([])
    // "Come again" is an answer for the moment, never another decision.
    expect(answers.filter((one) => one.http_status === 200 && JSON.stringify(one.answer) !== '{"status":"ok"}')).toEqual([])
    expect(answers.filter((one) => one.http_status === 200).length).toBeGreaterThan(0)

    const purchase = await purchaseOf(cluster, checkout)
    await agree(cluster, purchase)
    const { rows } = await cluster.db.query("SELECT id FROM payment WHERE payment_collection_id = $1 AND deleted_at IS NULL", [purchase.collectionId])
    expect(rows).toEqual([{ id: purchase.paymentId }])
    expect(await emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok", cancelled: null })
  })

  it("sells the last piece once when it is approved for two shoppers in two servers at the same moment", async () => {
    const checkouts = [
      await openCheckout(cluster.at(0), { lines: { ULTIMO: 1 }, email: "una@example.com" }),
      await openCheckout(cluster.at(1), { lines: { ULTIMO: 1 }, email: "otra@example.com" }),
    ]
    await Promise.all(checkouts.map(({ checkout_id }) => cluster.emulator.approve(checkout_id, { product: "instalments" })))
    const states = await eventually(
      async () => {
        const found = await Promise.all(checkouts.map(async ({ checkout_id }) => (await cluster.emulator.order(checkout_id)).status))
        expect([...found].sort()).toEqual(["ko", "ok"])
        return found
      },
      { within: 150_000 }
    )
    await agree(cluster, await purchaseOf(cluster, checkouts[states.indexOf("ok")]!))
    expect(await ordersOf(cluster, checkouts[states.indexOf("ko")]!.cartId)).toEqual([])
  })
}
