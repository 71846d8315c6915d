import { Bench, FakeStore, payload, withEmulator } from "./support"

let bench: Bench
let store: FakeStore

withEmulator((running) => ({ bench, store } = running), { fresh: true })

const REFUND = "POST /orders/:id/refund"
const refundOf = async (id: string): Promise<number> => (await bench.control.order(id)).refunded
const order = (mid: string): Promise<string> => bench.confirmed(mid, "instalments", { notification_url: store.url })
const refund = (id: string): ReturnType<Bench["call"]> => bench.call("POST", `/orders/${id}/refund`, { body: { amount: 1000 } })

it("a status before the effect leaves the money alone, for as many times as asked", async () => {
  const id = await order("f1")
  await bench.control.setFaults({ id: "down", route: REFUND, status: 503, times: 2, headers: { "Retry-After": "7" } })
  const first = await refund(id)
  expect([first.status, first.headers.get("retry-after")]).toEqual([503, "7"])
  expect((await refund(id)).status).toBe(503)
  expect(await refundOf(id)).toBe(0)
  expect((await refund(id)).status).toBe(200)
  expect(await bench.control.faults()).toMatchObject([{ id: "down", matched: 3, applied: 2 }])
  const calls = (await bench.control.calls({ ref: id })).filter((call) => call.route === REFUND)
  expect(calls.map(({ status, effect, fault }) => [status, effect, fault])).toEqual([[503, false, "down"], [503, false, "down"], [200, true, undefined]])
})

it("a status after the effect moves the money and hides it", async () => {
  const id = await order("f2")
  await bench.control.setFaults({ route: REFUND, status: 500, after_effect: true, error_body: { oops: 1 } })
  const reply = await refund(id)
  expect([reply.status, reply.body]).toEqual([500, { oops: 1 }])
  expect(await refundOf(id)).toBe(1000)
})

it.each([["before" as const, 0], ["after" as const, 1000]])("a connection cut %s the effect leaves %i refunded", async (reset, refunded) => {
  const id = await order(`f3-${reset}`)
  await bench.control.setFaults({ route: REFUND, reset })
  await expect(refund(id)).rejects.toThrow("fetch failed")
  expect(await refundOf(id)).toBe(refunded)
  expect((await bench.control.calls({ ref: id })).at(-1)).toMatchObject({ status: 0, effect: refunded > 0, fault: "fault-1" })
})

it("a delay keeps the caller waiting before the work, or after it", async () => {
  const id = await order("f4")
  await bench.control.setFaults({ route: REFUND, delay_ms: 150, times: 1 }, { route: REFUND, delay_ms: 150, after_effect: true })
  for (const early of [0, 2000]) {
    const running = refund(id)
    await new Promise((resolve) => setTimeout(resolve, 75))
    expect(await refundOf(id)).toBe(early)
    expect((await running).status).toBe(200)
  }
})

it.each(["json", "html", "empty", "wrong_type"] as const)("a %s answer is sent after the work was done", async (malformed) => {
  const id = await order(`f5-${malformed}`)
  await bench.control.setFaults({ route: REFUND, malformed })
  const reply = await refund(id)
  expect(reply.status).toBe(200)
  expect(reply.body.remaining_amount).toBeUndefined()
  expect(await refundOf(id)).toBe(1000)
})

it("a truncated answer ends before its announced length", async () => {
  const id = await order("f6")
  await bench.control.setFaults({ route: REFUND, malformed: "truncated" })
  await expect(refund(id)).rejects.toThrow()
  expect(await refundOf(id)).toBe(1000)
})

it("rules are picked by method, route template, regular expression and order", async () => {
  const [one, two] = [await order("f7"), await order("f8")]
  await bench.control.setFaults({ ref: "f7", status: 429 })
  expect((await refund(one)).status).toBe(429)
  expect((await refund(two)).status).toBe(200)
  await bench.control.setFaults({ route: "^/orders/[0-9a-f]{32}$", method: "get", status: 408 })
  expect((await bench.call("GET", `/orders/${one}`)).status).toBe(408)
  expect((await bench.call("GET", "/orders/f7")).status).toBe(200)
  await bench.control.setFaults({ route: "/orders", status: 500 })
  expect((await bench.call("GET", "/orders")).status).toBe(500)
  expect((await bench.call("GET", "/orders/f7")).status).toBe(200)
  await bench.control.setFaults({ route: "POST /checkout", ref: "f9", status: 500 })
  expect((await bench.call("POST", "/checkout", { body: payload("f9") })).status).toBe(500)
  expect((await bench.call("POST", "/checkout", { body: payload("f10") })).status).toBe(201)
})

it("skip lets the first ones by, and probability is reproducible by its seed", async () => {
  const id = await order("f11")
  await bench.control.setFaults({ route: "GET /orders/:id", skip: 2, times: 1, status: 500 })
  const statuses = async (count: number): Promise<number[]> => {
    const seen: number[] = []
    for (let i = 0; i < count; i++) seen.push((await bench.call("GET", `/orders/${id}`)).status)
    return seen
  }
  expect(await statuses(4)).toEqual([200, 200, 500, 200])
  const rule = { route: "GET /orders/:id", probability: 0.5, seed: 42, status: 500 }
  await bench.control.setFaults(rule)
  const first = await statuses(20)
  await bench.control.setFaults(rule)
  expect(await statuses(20)).toEqual(first)
  expect(new Set(first)).toEqual(new Set([200, 500]))
})

it("the call log never holds a key, and can be emptied", async () => {
  await bench.call("GET", "/orders?access_token=secret-token", { key: "Bearer-secret" })
  const text = JSON.stringify(await bench.control.calls())
  expect(text).not.toContain("secret-token")
  expect(text).not.toContain("Bearer-secret")
  await bench.control.clearCalls()
  expect(await bench.control.calls()).toEqual([])
})

it("the control API refuses bad rules, bad settings, unknown orders and other sites", async () => {
  await expect(bench.control.setFaults({ status: 7 })).rejects.toMatchObject({ status: 400 })
  await expect(bench.control.patchSettings({ page_size: 0 })).rejects.toMatchObject({ status: 400 })
  await expect(bench.control.order("nobody")).rejects.toMatchObject({ status: 404 })
  const reply = await fetch(`${bench.emulator.url}/_emulator/reset`, { method: "POST", headers: { origin: "http://evil.example" } })
  expect(reply.status).toBe(403)
  const bodiless = await fetch(`${bench.emulator.url}/_emulator/notifications/flush`, { method: "POST" })
  expect(bodiless.status).toBe(200)
})

it("one that is added leaves the others and their counts as they are, and is removed alone", async () => {
  const id = await order("f-beside")
  await bench.control.setFaults({ id: "mine", route: REFUND, status: 503, times: 1 })
  expect((await refund(id)).status).toBe(503)
  const added = await bench.control.addFault({ route: REFUND, status: 502 })
  expect((await refund(id)).status).toBe(502)
  await bench.control.removeFault(added.id)
  expect((await refund(id)).status).toBe(200)
  expect(await bench.control.faults()).toEqual([expect.objectContaining({ id: "mine", matched: 3, applied: 1 })])
})
