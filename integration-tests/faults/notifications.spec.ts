import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { withStore } from "../support/aplazame-store"
import { eventually } from "../support/eventually"
import { complete, openCheckout } from "../support/shopper"

const REPEATS = 1_000
const AT_ONCE = 25

/** The notification and its siblings: what Aplazame may have said before it, and will say after it. */
const SIBLINGS = [
  { status: "pending", status_reason: "challenge_required" },
  { status: "ok", status_reason: "" },
] as const

withStore("a thousand notifications", { historyForGuests: true, timeoutMs: 5_000, settleAfterMs: 5_000 }, (bench) => {
  it(
    "gives one order, one authorisation and one history push, shuffled and in parallel with the shopper's completion",
    async () => {
      const email = "repetida@example.com"
      const first = await openCheckout(bench.seed, { email })
      await bench.emulator.approve(first.checkout_id, { product: "instalments" })
      await complete(bench.seed, first.cartId)

      const { cartId, checkout_id, mid } = await openCheckout(bench.seed, { email })
      const history = async () => (await bench.emulator.calls({ ref: checkout_id })).filter((call) => call.path.endsWith("/history") && call.effect)
      await eventually(async () => expect(await history()).toHaveLength(1))
      await bench.emulator.patchSettings({ hold_notifications: true })
      await bench.emulator.approve(checkout_id, { product: "instalments", wait: false })

      const begun = performance.now()
      const asked = { ref: checkout_id, status: "pending", status_reason: "confirmation_required" } as const
      const answers = { ok: 0, ko: 0, again: 0 }
      const tellAnswer = (answer: { http_status: number | null; answer: unknown }) => {
        if (answer.http_status !== 200) answers.again++
        else if (JSON.stringify(answer.answer).includes('"ok"')) answers.ok++
        else answers.ko++
      }
      const shopper: Promise<unknown>[] = []
      for (let sent = 0; sent < REPEATS; sent += AT_ONCE) {
        const sibling = SIBLINGS[(sent / AT_ONCE) % SIBLINGS.length]
        const [repeats] = await Promise.all([
          bench.emulator.sendNotification({ ...asked, times: AT_ONCE, parallel: true }),
          sibling && bench.emulator.sendNotification({ ref: checkout_id, ...sibling, times: 2, parallel: true }),
          // The shopper comes back in the middle of it, and presses more than once.
          sent % 100 === 0 ? shopper.push(complete(bench.seed, cartId)) : undefined,
        ])
        repeats.forEach(tellAnswer)
        // Half way Aplazame hears the answer to the one that it keeps: the credit is confirmed.
        if (sent === REPEATS / 2) await bench.emulator.flushNotifications()
      }
      await bench.emulator.flushNotifications()
      await Promise.all(shopper)
      process.stderr.write(`notifications: ${REPEATS} repeats and ${(REPEATS / AT_ONCE) * 2} siblings in ${((performance.now() - begun) / 1000).toFixed(1)} s: ${answers.ok} ok, ${answers.ko} ko, ${answers.again} "come again"\n`)

      const query = bench.container.resolve(ContainerRegistrationKeys.QUERY)
      const { data: links } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })
      expect(links).toHaveLength(1)
      const row = await bench.aplazame.orders.byMid(mid)
      expect(row).toMatchObject({ state: "confirmed", order_id: links[0]?.order_id })
      const { data: payments } = await query.graph({ entity: "payment", fields: ["id", "canceled_at"], filters: { payment_collection_id: row?.payment_collection_id ?? "" } })
      expect(payments).toEqual([expect.objectContaining({ canceled_at: null })])
      const { data: orders } = await query.graph({ entity: "order", fields: ["id"], filters: { email } })
      expect(orders).toHaveLength(2)
      expect(await history()).toHaveLength(1)
      expect(answers.ko).toBe(0)
      expect(await bench.emulator.order(checkout_id)).toMatchObject({ status: "ok", cancelled: null })
      expect(await bench.aplazame.problems.openOfCredit(mid)).toEqual([])
    },
    300_000
  )
})
