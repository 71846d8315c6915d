import { PRIVATE_KEY, withOptions, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { notificationOf, notify } from "../../support/notify"
import { orderOf } from "../../support/operator"
import { complete, openCheckout } from "../../support/shopper"

const CORE = "/hooks/payment/aplazame_aplazame"

/** What Postgres can't keep, in a notification that would otherwise be right. */
const UNSTORABLE = [{ mid: "a\0b" }, { status_reason: "x\0" }, { status: "x".repeat(3_000) }, { total_amount: 2 ** 31 }]

/** Who may come in, with what, and what they are answered. */
export function notificationAccess(bench: Bench): void {
  const approvedAside = async () => {
    await bench.emulator.patchSettings({ hold_notifications: true })
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    return { checkout, body: await notificationOf(bench, checkout.checkout_id, "pending", "confirmation_required") }
  }
  const orderCount = async (cartId: string) =>
    (await bench.container.resolve("query").graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })).data.length

  describe.each([
    ["our route", "/hooks/aplazame/notifications"],
    ["core's route", CORE],
  ])("%s", (_name, path) => {
    it("403 for a missing or wrong key, whatever the body, and nothing is placed or recorded; any right one comes in", async () => {
      const { checkout, body } = await approvedAside()
      for (const wish of [{ bearer: null }, { bearer: "wrong" }, { bearer: "" }, { bearer: null, token: "wrong" }, { bearer: null, token: "" }, { bearer: `${PRIVATE_KEY}x` }]) {
        expect(await notify(bench, body, { ...wish, path })).toMatchObject({ status: 403, body: { status: 403, type: "FORBIDDEN" } })
      }
      expect((await notify(bench, {}, { bearer: null, raw: "{", path })).status).toBe(403)
      expect(await orderCount(checkout.cartId)).toBe(0)
      expect(await bench.aplazame.inbox.ofCredit(checkout.mid)).toHaveLength(0)
      for (const wish of [{ bearer: null, token: PRIVATE_KEY }, {}, { bearer: "wrong", token: PRIVATE_KEY }]) {
        expect(await notify(bench, body, { ...wish, path })).toEqual({ status: 200, body: { status: "ok" } })
        expect(await orderCount(checkout.cartId)).toBe(1)
      }
    })

    it("400 for what is not a notification, 404 for a mid that is not ours", async () => {
      const body = await notificationOf(bench, (await openCheckout(bench.seed)).checkout_id, "pending", "confirmation_required")
      for (const raw of ["", "{", "null", "[]", "7", JSON.stringify({ ...body, mid: undefined }), JSON.stringify({ ...body, total_amount: "lots" }), JSON.stringify({ ...body, sandbox: undefined }), ...UNSTORABLE.map((over) => JSON.stringify({ ...body, ...over }))]) {
        expect(await notify(bench, {}, { raw, path })).toMatchObject({ status: 400, body: { status: 400, type: "CLIENT_ERROR", detail: expect.any(String) } })
      }
      expect(await notify(bench, { ...body, mid: "aplord_unknown" }, { path })).toMatchObject({ status: 404, body: { type: "NOT_FOUND" } })
    })

    it("413 for too much, by its announced length and by what comes in chunks", async () => {
      const big = JSON.stringify({ filler: "x".repeat(70_000) })
      expect(await notify(bench, {}, { raw: big, path })).toMatchObject({ status: 413, body: { status: 413 } })
      let sent = 0
      const endless = new ReadableStream({
        pull(controller) {
          sent += 1
          controller.enqueue(new TextEncoder().encode("y".repeat(1_000)))
        },
      })
      // The answer may come before or after the sender sees its line cut; it must not go on for ever.
      const answer = await notify(bench, {}, { raw: endless, path }).catch((error: Error) => ({ status: "cut", body: error.message }))
      expect([413, "cut"]).toContain(answer.status)
      expect(sent).toBeLessThan(20_000)
    })
  })

  it("applies a notification that bears a replaced key while that is configured, and no other", async () => {
    const previous = "the-key-before-this-one-0123456789"
    const { checkout, body } = await approvedAside()
    expect((await notify(bench, body, { bearer: previous })).status).toBe(403)
    await withOptions(bench, { previousPrivateKeys: [previous, "an-even-older-one"] }, async () => {
      expect((await notify(bench, body, { bearer: "the-key-after-this-one-0123456789" })).status).toBe(403)
      expect(await orderCount(checkout.cartId)).toBe(0)
      expect(await notify(bench, body, { bearer: previous })).toEqual({ status: 200, body: { status: "ok" } })
      expect(await notify(bench, body, { bearer: null, token: previous })).toEqual({ status: 200, body: { status: "ok" } })
    })
    expect(await orderCount(checkout.cartId)).toBe(1)
    expect((await notify(bench, body, { bearer: previous })).status).toBe(403)
  })

  it("429 with Retry-After for an address that keeps coming without the key; the right key comes in from there all the same", async () => {
    const { checkout, body } = await approvedAside()
    const from = (address: string, authorization: string) =>
      fetch(`${bench.storeUrl}/hooks/aplazame/notifications`, { method: "POST", headers: { "x-forwarded-for": address, authorization }, body: JSON.stringify(body) })
    await withOptions(bench, { rateLimit: { notificationsPerMinute: 3, storePerMinute: 1, availabilityPerMinute: 600, checkoutsPerCartAndHour: 20 } }, async () => {
      for (let n = 0; n < 3; n++) expect((await from("203.0.113.9", "Bearer wrong")).status).toBe(403)
      const limited = await from("203.0.113.9", "Bearer wrong")
      expect([limited.status, await limited.json()]).toEqual([429, { status: 429, type: "TOO_MANY_REQUESTS", detail: expect.any(String) }])
      expect(Number(limited.headers.get("retry-after"))).toBeGreaterThanOrEqual(1)
      expect((await from("203.0.113.10", "Bearer wrong")).status).toBe(403)
      for (let n = 0; n < 10; n++) expect((await from("203.0.113.9", `Bearer ${PRIVATE_KEY}`)).status).toBe(200)
    })
    expect(await orderCount(checkout.cartId)).toBe(1)
  })

  it("places nothing for a forged body with the right key: the API is the truth", async () => {
    const checkout = await openCheckout(bench.seed)
    const send = (status: "pending" | "ok" | "ko", status_reason?: "confirmation_required" | "ko_generic") =>
      bench.emulator.sendNotification({ ref: checkout.checkout_id, status, status_reason })
    expect((await send("pending", "confirmation_required"))[0]).toMatchObject({ http_status: 503 })
    expect((await send("ok"))[0]).toMatchObject({ http_status: 200, answer: { status: "ok" } })
    expect((await send("ko", "ko_generic"))[0]).toMatchObject({ http_status: 200 })
    expect(await orderCount(checkout.cartId)).toBe(0)
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ state: "open", order_id: null })
    expect((await complete(bench.seed, checkout.cartId)).body.type).toBe("cart")
    await bench.emulator.approve(checkout.checkout_id)
    expect(await orderCount(checkout.cartId)).toBe(1)
  })

  it("answers 5xx for a failure of its own, says nothing of it, and succeeds when Aplazame comes back", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.setFaults({ route: "GET /orders/:id", status: 500, error_body: { error: { message: "trace 0xbeef" } } })
    await bench.emulator.patchSettings({ retry_delays_ms: [700], retry_every_ms: 700 })
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    await eventually(async () => {
      const [first] = (await bench.emulator.order(checkout.checkout_id)).notifications
      expect(first).toMatchObject({ http_status: 503, answer: { status: 503, type: "SERVER_ERROR", detail: "Not applied, send it again" } })
    })
    expect(await bench.aplazame.inbox.ofCredit(checkout.mid)).toEqual([expect.objectContaining({ state: "failed" })])
    await bench.emulator.clearFaults()
    await eventually(async () => expect(await bench.emulator.order(checkout.checkout_id)).toMatchObject({ status: "ok" }), { within: 15_000 })
    const { body } = await complete(bench.seed, checkout.cartId)
    expect((await orderOf(bench.seed, body.order.id)).payment_status).toBe("authorized")
    await eventually(async () => expect((await bench.aplazame.inbox.ofCredit(checkout.mid)).map((n) => n.state)).toEqual(["applied", "applied"]))
  })

  it("guides a storefront that completes before the notification, places no unpaid order, and sells afterwards", async () => {
    const checkout = await openCheckout(bench.seed)
    const early = await complete(bench.seed, checkout.cartId)
    expect(early).toMatchObject({ status: 200, body: { type: "cart", error: { type: "payment_requires_more_error", message: expect.stringContaining("Aplazame") } } })
    await bench.emulator.patchSettings({ hold_notifications: true })
    await bench.emulator.approve(checkout.checkout_id, { wait: false })
    expect((await complete(bench.seed, checkout.cartId)).body).toMatchObject({ type: "cart", error: { type: "payment_requires_more_error" } })
    expect(await orderCount(checkout.cartId)).toBe(0)
    await bench.emulator.flushNotifications()
    expect((await complete(bench.seed, checkout.cartId)).body.type).toBe("order")
  })
}
