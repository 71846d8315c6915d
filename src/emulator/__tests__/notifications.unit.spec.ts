import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Bench, FakeStore, payload, until, withEmulator } from "./support"

let bench: Bench
let store: FakeStore

withEmulator((running) => ({ bench, store } = running), { fresh: true })

it("an approved order is confirmed when the store answers ok, and the store hears of it", async () => {
  const id = await bench.checkout("n1", { notification_url: store.url })
  const view = await bench.control.approve(id, { product: "pay_in_4" })
  expect(view).toMatchObject({ status: "ok", status_reason: "", product: "pay_in_4", confirmed: expect.any(String), verified: expect.any(String) })
  expect(store.statuses()).toEqual(["pending/confirmation_required", "ok/"])
  const [first] = store.received
  expect(first?.headers.authorization).toBe(`Bearer ${bench.emulator.privateKey}`)
  expect(first?.url).toBe(`/hook?shop=1&access_token=${bench.emulator.privateKey}`)
  expect(first?.body).toMatchObject({ id, mid: "n1", sandbox: true, total_amount: 10000, currency: { code: "EUR", numeric: "978" }, confirmed: null, rejected: false })
  expect(first?.body).not.toHaveProperty("product")
})

it("a store that answers ko is told ko", async () => {
  const id = await bench.checkout("n2", { notification_url: store.url })
  store.answer = ({ body }) => ({ status: 200, body: { status: body.status === "pending" ? "ko" : "ok", reason: "no stock" } })
  expect(await bench.control.approve(id)).toMatchObject({ status: "ko", status_reason: "confirmation_rejected_by_merchant", confirmed: null })
  expect(store.statuses()).toEqual(["pending/confirmation_required", "ko/confirmation_rejected_by_merchant"])
})

it("an answered order_id replaces the mid, and the old one no longer resolves", async () => {
  const id = await bench.checkout("n3", { notification_url: store.url })
  store.answer = () => ({ status: 200, body: { status: "ok", order_id: "REF-9" } })
  await bench.control.approve(id)
  expect((await bench.call("GET", "/orders/REF-9")).body.id).toBe(id)
  expect((await bench.call("GET", "/orders/n3")).status).toBe(404)
  expect((await bench.control.order("n3")).mid).toBe("REF-9")
})

it("a replaced mid resolves where the setting says so, and conflicts in a checkout", async () => {
  const id = await bench.checkout("n3-kept", { notification_url: store.url })
  store.answer = () => ({ status: 200, body: { status: "ok", order_id: "REF-10" } })
  await bench.control.approve(id)
  await bench.control.patchSettings({ replaced_mid: "resolves" })
  expect((await bench.call("POST", "/orders/n3-kept/refund", { body: { amount: 1000 } })).status).toBe(200)
  expect((await bench.call("GET", "/orders/n3-kept")).body).toMatchObject({ id, mid: "REF-10" })
  expect((await bench.call("POST", "/checkout", { body: payload("n3-kept") })).status).toBe(409)
  await bench.control.patchSettings({ replaced_mid: "gone" })
  expect((await bench.call("POST", "/checkout", { body: payload("n3-kept") })).status).toBe(201)
})

it("each way of authentication can be switched off", async () => {
  await bench.control.patchSettings({ notification_header: false })
  await bench.control.refuse(await bench.checkout("n4", { notification_url: store.url }))
  await bench.control.patchSettings({ notification_header: true, notification_access_token: false })
  await bench.control.refuse(await bench.checkout("n5", { notification_url: store.url }))
  expect(store.received.map(({ headers, url }) => [headers.authorization !== undefined, url.includes("access_token")])).toEqual([[false, true], [true, false]])
  expect(store.statuses()).toEqual(["ko/ko_generic", "ko/ko_generic"])
})

it.each([[500, { status: "ok" }], [201, { status: "ok" }], [200, { state: "ok" }], [200, "ok"], [302, {}]])("an answer of %i %j is no answer: it is asked again", async (status, body) => {
  await bench.control.patchSettings({ retry_delays_ms: [20, 20] })
  const id = await bench.checkout(`again-${status}-${JSON.stringify(body)}`, { notification_url: store.url })
  store.answer = (_one, count) => (count <= 2 ? { status, body } : { status: 200, body: { status: "ok" } })
  const first = await bench.control.approve(id)
  expect(first.notifications[0]).toMatchObject({ delivered: false, http_status: status })
  await until(async () => (await bench.control.order(id)).status === "ok")
  expect((await bench.control.order(id)).notifications[0]).toMatchObject({ attempts: 3, delivered: true, http_status: 200 })
})

it("a store that never answers properly loses the order at its expiry, and nothing is asked after that", async () => {
  await bench.control.patchSettings({ retry_delays_ms: [20, 40], retry_every_ms: 40, minute_ms: 1_000 })
  const id = await bench.checkout("n6", { notification_url: store.url, merchant: { timeout_checkout: 1, timeout_extra: 0 } })
  store.answer = ({ body }) => ({ status: body.status === "pending" ? 503 : 200, body: { status: "ok" } })
  await bench.control.approve(id)
  await until(async () => (await bench.control.order(id)).status === "ko")
  await until(async () => (await bench.control.order(id)).notifications.every((one) => one.state !== "queued"))
  const view = await bench.control.order(id)
  expect(view).toMatchObject({ status_reason: "merchant_failed_to_confirm", expired: expect.any(String), confirmed: null })
  expect(view.notifications.map((one) => one.state)).toEqual(["abandoned", "delivered"])
  expect(view.notifications[0]?.attempts).toBeGreaterThan(1)
})

it("time ends an unfinished checkout, and a challenge only after its extra time", async () => {
  await bench.control.patchSettings({ minute_ms: 800 })
  const merchant = { timeout_checkout: 1, timeout_extra: 3 }
  const idle = await bench.checkout("n7", { notification_url: store.url, merchant })
  const challenged = await bench.checkout("n8", { notification_url: store.url, merchant })
  await bench.control.challenge(challenged)
  await until(async () => (await bench.control.order(idle)).status === "ko")
  expect((await bench.control.order(idle)).status_reason).toBe("expired")
  expect((await bench.control.order(challenged)).status_reason).toBe("challenge_required")
  await until(async () => (await bench.control.order(challenged)).status === "ko")
  expect((await bench.control.order(challenged)).status_reason).toBe("expired_challenge")
  await until(() => store.received.length === 3)
  expect(store.statuses()).toEqual(["pending/challenge_required", "ko/expired", "ko/expired_challenge"])
})

it("a challenge is passed or failed, and only when there is one", async () => {
  const pass = await bench.checkout("n9", { notification_url: store.url })
  await expect(bench.control.passChallenge(pass)).rejects.toMatchObject({ status: 409 })
  await bench.control.challenge(pass)
  expect((await bench.control.passChallenge(pass)).status).toBe("ok")
  const fail = await bench.checkout("n10", { notification_url: store.url })
  await bench.control.challenge(fail)
  expect(await bench.control.failChallenge(fail)).toMatchObject({ status: "ko", status_reason: "failed_challenge", rejected: true })
  await expect(bench.control.approve(fail)).rejects.toMatchObject({ status: 409 })
})

it("held notifications wait for the flush and come in the order asked for", async () => {
  await bench.control.patchSettings({ hold_notifications: true })
  const id = await bench.checkout("n11", { notification_url: store.url })
  await bench.control.challenge(id)
  const view = await bench.control.refuse(id)
  expect(store.received).toHaveLength(0)
  expect(view.notifications.map((one) => one.state)).toEqual(["held", "held"])
  await bench.control.patchSettings({ hold_notifications: false })
  await bench.control.flushNotifications(view.notifications.map((one) => one.id).reverse())
  expect(store.statuses()[0]).toBe("ko/ko_generic")
})

it("duplicates and stale repeats are sent when switched on, and change nothing", async () => {
  await bench.control.patchSettings({ duplicate_notifications: 2, shuffle_notifications: true })
  const id = await bench.checkout("n12", { notification_url: store.url })
  expect((await bench.control.approve(id)).status).toBe("ok")
  await until(() => store.received.length === 7)
  expect(store.statuses().filter((one) => one === "ok/")).toHaveLength(3)
  expect(store.statuses().at(-1)).toBe("pending/confirmation_required")
})

it("crafted notifications carry what the test says", async () => {
  const id = await bench.checkout("n13", { notification_url: store.url })
  store.answer = ({ headers }) => ({ status: headers.authorization === "Bearer forged" ? 403 : 200, body: { status: "ok" } })
  const answers = await bench.control.sendNotification({
    ref: id, status: "ok", overrides: { total_amount: 1 }, headers: { authorization: "Bearer forged", "x-test": "1" }, times: 2,
  })
  expect(answers.map((one) => one.http_status)).toEqual([403, 403])
  expect(store.received[0]).toMatchObject({ headers: { "x-test": "1" }, body: { status: "ok", total_amount: 1 } })
  expect((await bench.control.order(id)).status).toBe("pending")
})

it("restart-notification tells the present state again", async () => {
  const id = await bench.confirmed("n14", "instalments", { notification_url: store.url })
  await bench.control.restartNotification(id)
  expect(store.statuses()).toEqual(["pending/confirmation_required", "ok/", "ok/"])
})

it("a wait-less approve answers at once, and a failed delivery is named without the key", async () => {
  const id = await bench.checkout("n15")
  expect((await bench.control.approve(id, { wait: false })).notifications[0]?.delivered).toBe(false)
  await until(async () => (await bench.control.order(id)).notifications[0]?.error !== null)
  const view = await bench.control.order(id)
  expect(view.notifications[0]).toMatchObject({ http_status: null, error: expect.stringMatching(/\w+/) })
  const text = JSON.stringify(view)
  expect(text).not.toContain(bench.emulator.privateKey)
})

it("state survives a restart on the same file, and what was pending goes on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "apz-"))
  const dataFile = join(folder, "deep", "state.sqlite")
  const first = await Bench.start({ dataFile })
  await first.control.patchSettings({ retry_delays_ms: [60_000], page_size: 7 })
  const id = await first.checkout("n16", { notification_url: store.url })
  store.answer = () => ({ status: 503, body: {} })
  await first.control.approve(id)
  await first.control.patchSettings({ retry_delays_ms: [10, 10, 10, 10] })
  await first.close()
  const again = await Bench.start({ dataFile })
  try {
    expect((await again.control.settings()).page_size).toBe(7)
    const view = await again.control.order("n16")
    expect(view).toMatchObject({ id, status_reason: "confirmation_required", notifications: [{ attempts: 1, state: "queued" }] })
    store.answer = () => ({ status: 200, body: { status: "ok" } })
    expect((await again.control.restartNotification(id)).status).toBe("ok")
  } finally {
    await again.close()
    await rm(folder, { recursive: true, force: true })
  }
})
