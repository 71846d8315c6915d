import { PROFILES } from "../settings"
import { article, Bench, FakeStore, payload, until, withEmulator } from "./support"

/** What Aplazame's own SDKs, plugins and documents send, and what they expect back. */
let bench: Bench
let store: FakeStore

withEmulator((running) => ({ bench, store } = running), { fresh: true })

const message = (reply: { body: Record<string, unknown> }): unknown => (reply.body.error as { message?: unknown }).message
const withOrder = (mid: string, order: Record<string, unknown>): Record<string, unknown> => {
  const body = payload(mid, { notification_url: store.url })
  return { ...body, order: { ...(body.order as object), ...order } }
}
async function mids(query: string): Promise<string[]> {
  const { body } = await bench.call("GET", `/orders?${query}`)
  return (body.results as { mid: string }[]).map(({ mid }) => mid)
}

it("an approved order is verified and not confirmed, and discounts that it does not have are 0", async () => {
  store.answer = () => ({ status: 503, body: {} })
  const id = await bench.checkout("approved", { notification_url: store.url })
  await bench.checkout("open", { notification_url: store.url })
  expect((await bench.call("GET", `/orders/${id}`)).body).toMatchObject({ verified: null, discount: null })
  await bench.control.approve(id)
  expect(store.received[0]?.body).toMatchObject({ status_reason: "confirmation_required", verified: expect.stringMatching(/Z$/), confirmed: null, discount: 0, discount_rate: 0 })
  expect(await mids("verified-isnull=no&confirmed-isnull=yes")).toEqual(["approved"])
  expect(await mids("discount-isnull=no")).toEqual(["approved"])
  const { verified } = (await bench.call("GET", `/orders/${id}`)).body
  store.answer = () => ({ status: 200, body: { status: "ok" } })
  await bench.control.restartNotification(id)
  await until(async () => (await bench.control.order(id)).confirmed !== null)
  expect((await bench.call("GET", `/orders/${id}`)).body).toMatchObject({ verified })
})

it("orders without a date come first descending and last ascending", async () => {
  for (const mid of ["open", "ended", "paid"]) await bench.checkout(mid, { notification_url: store.url })
  for (const mid of ["ended", "paid"]) await bench.control.approve(mid)
  await bench.call("POST", "/orders/ended/cancel")
  expect(await mids("ordering=-cancelled,confirmed")).toEqual(["paid", "open", "ended"])
  expect(await mids("ordering=cancelled,-confirmed")).toEqual(["ended", "open", "paid"])
})

describe("a checkout with the id of an unfinished one", () => {
  it("is the same checkout by the same content", async () => {
    const id = await bench.checkout("again", { notification_url: store.url })
    const before = (await bench.call("GET", `/orders/${id}`)).body
    expect(await bench.checkout("again", { notification_url: store.url })).toBe(id)
    expect((await bench.call("GET", `/orders/${id}`)).body).toEqual(before)
  })

  it("takes other content, also after a challenge", async () => {
    const id = await bench.checkout("again", { notification_url: store.url })
    await bench.control.challenge(id)
    expect(await bench.checkout("again", { notification_url: store.url, total: 12000 })).toBe(id)
    expect((await bench.call("GET", `/orders/${id}`)).body).toMatchObject({ status: "pending", status_reason: "in_process", total_amount: 12000 })
    await bench.control.approve(id)
    expect((await bench.call("GET", `/orders/${id}`)).body).toMatchObject({ status: "ok", total_amount: 12000 })
  })

  it("is not confirmed by an answer about its former content", async () => {
    let answer: () => void = () => undefined
    const asked = new Promise<void>((resolve) => (answer = resolve))
    store.answer = async () => {
      await asked
      return { status: 200, body: { status: "ok" } }
    }
    const id = await bench.checkout("again", { notification_url: store.url })
    await bench.control.approve(id, { wait: false })
    await until(() => store.received.length === 1)
    await bench.checkout("again", { notification_url: store.url, total: 12000 })
    await bench.control.patchSettings({ hold_notifications: true })
    await bench.control.approve(id, { wait: false })
    answer()
    await until(async () => (await bench.control.order(id)).notifications[0]?.http_status === 200)
    expect(await bench.control.order(id)).toMatchObject({ status_reason: "confirmation_required", confirmed: null, total: 12000 })
  })

  it("conflicts when the order has ended, and whenever the setting says so", async () => {
    const id = await bench.checkout("ended", { notification_url: store.url })
    await bench.control.refuse(id)
    expect((await bench.call("POST", "/checkout", { body: payload("ended") })).status).toBe(409)
    await bench.control.patchSettings({ repeated_checkout: "refuse" })
    await bench.checkout("open")
    expect((await bench.call("POST", "/checkout", { body: payload("open") })).status).toBe(409)
  })
})

it("countries in small letters are countries, for the button and the simulator", async () => {
  const ask = async (path: string): Promise<number> => (await bench.call("GET", path, { version: 1, key: bench.emulator.publicKey })).status
  for (const path of ["/checkout/button", "/instalment-plan-simulator"]) {
    expect([await ask(`${path}?amount=6000&country=es`), await ask(`${path}?amount=6000&country=pt`), await ask(`${path}?amount=6000&country=en`)]).toEqual([200, 200, 403])
  }
})

it("takes what official plugins have sent for years", async () => {
  const odd = withOrder("odd", { articles: [{ ...article(12000), image_url: "" }, { ...article(9000), discount: -1000 }], total_amount: 22000 })
  const address = { first_name: "Alice", street: "Calle Mayor 1", city: "Madrid", state: false, postcode: "28013", country: "ES" }
  await bench.control.patchSettings({ strict_totals: true })
  expect((await bench.call("POST", "/checkout", { body: { ...odd, billing: address, shipping: { ...address, name: "Correo", price: 0 } } })).status).toBe(201)
  expect((await bench.call("POST", "/checkout", { body: { ...odd, billing: { ...address, state: true } } })).status).toBe(400)
})

it.each([[undefined], ["application/x-www-form-urlencoded"]])("reads JSON that comes as %s", async (type) => {
  const id = await bench.confirmed("typeless", "instalments", { notification_url: store.url })
  const send = (text: string) => fetch(`${bench.emulator.url}/orders/${id}/refund`, {
    method: "POST", body: Buffer.from(text),
    headers: { accept: "application/vnd.aplazame.sandbox.v1+json", authorization: `Bearer ${bench.emulator.privateKey}`, ...(type ? { "content-type": type } : {}) },
  })
  expect(await (await send('{\n  "amount": 1000\n}')).json()).toEqual({ remaining_amount: 9000 })
  expect((await send('{"amount": 1000')).status).toBe(400)
})

it("an edit raises a confirmed order, and all of it can be refunded", async () => {
  const id = await bench.confirmed("raised", "instalments", { notification_url: store.url, total: 20000 })
  expect((await bench.call("PUT", `/orders/${id}`, { body: { order: { articles: [article(29000)], discount: 300, currency: "EUR", total_amount: 31080 } } })).status).toBe(204)
  expect((await bench.call("GET", `/orders/${id}/refund`)).body).toEqual({ remaining_amount: 31080 })
  await bench.control.patchSettings({ raise_confirmed: "forbid" })
  expect((await bench.call("PATCH", `/orders/${id}`, { body: { order: { total_amount: 31081 } } })).status).toBe(403)
  expect((await bench.control.health()).violations).toEqual([])
})

it("an edit by PUT leaves no discount and no tax rate of the order's that it does not name; PATCH keeps them", async () => {
  const body = withOrder("replaced", { tax_rate: 2100, discount: 300, discount_rate: 0 })
  await bench.call("POST", "/checkout", { body })
  const { id } = await bench.control.approve("replaced")
  const order = { articles: [article(10000)], currency: "EUR", total_amount: 10000 }
  expect((await bench.call("PATCH", `/orders/${id}`, { body: { order } })).status).toBe(204)
  expect((await bench.call("GET", `/orders/${id}`)).body).toMatchObject({ discount: 300, tax_rate: 2100 })
  expect((await bench.call("PUT", `/orders/${id}`, { body: { order } })).status).toBe(204)
  expect((await bench.call("GET", `/orders/${id}`)).body).toMatchObject({ discount: 0, discount_rate: 0, tax_rate: null })
})

it("strict totals read what a PATCH leaves as it was: the order's tax rate, discount and shipping", async () => {
  await bench.control.patchSettings({ strict_totals: true, tolerance_cents: 0 })
  const line = { id: "a-1", name: "Agua de colonia", quantity: 1 }
  const body = withOrder("parts", { tax_rate: 2100, discount: 1000, articles: [{ ...line, price: 10000 }], total_amount: 11495 })
  expect((await bench.call("POST", "/checkout", { body: { ...body, shipping: { name: "Correos", price: 500 } } })).status).toBe(201)
  const { id } = await bench.control.approve("parts")
  const patch = async (order: Record<string, unknown>): Promise<number> => (await bench.call("PATCH", `/orders/${id}`, { body: { order } })).status
  // 50.00 + 5.00 - 10.00, all with 21 %.
  expect(await patch({ articles: [{ ...line, price: 5000 }], total_amount: 5445 })).toBe(204)
  expect(await patch({ articles: [{ ...line, price: 5000 }], total_amount: 5000 })).toBe(400)
  expect(await patch({ total_amount: 5000 })).toBe(400)
  expect(await patch({ shipping: { name: "Correos", price: 0 }, total_amount: 4840 })).toBe(204)
})

it("orders that are made in bulk are as approved ones: discounts that they do not have are 0", async () => {
  await bench.control.seed({ count: 10, mid_prefix: "bulk-" })
  const count = async (query: string): Promise<unknown> => ((await bench.call("GET", `/orders?${query}`)).body.paging as { count: number }).count
  expect([await count("verified-isnull=no&discount=0&discount_rate=0"), await count("verified-isnull=no"), await count("discount-isnull=yes")]).toEqual([7, 7, 3])
})

it.each([
  // 2 × 50.00 + 21 % less 10.00 + 21 %.
  ["one rate", [{ quantity: 2, price: 5000, tax_rate: 2100 }], 1000, 10890],
  // 121.00 + 55.00 on 150.00; the discount of 15.00 is taxed in that proportion: 17.60.
  ["two rates", [{ quantity: 1, price: 10000, tax_rate: 2100 }, { quantity: 1, price: 5000, tax_rate: 1000 }], 1500, 15840],
])("a discount of an order without a tax rate is taxed like its articles: %s", async (_name, lines, discount, total) => {
  await bench.control.patchSettings({ strict_totals: true, tolerance_cents: 0 })
  const body = withOrder("coupon", { articles: lines.map((line, n) => ({ ...article(0), id: `a-${n}`, ...line })), discount, total_amount: total })
  const reply = await bench.call("POST", "/checkout", { body })
  expect([reply.status, reply.body.error]).toEqual([201, undefined])
})

it("names an obsolete version, a format that it does not write and a wrong path as what they are", async () => {
  const v1 = await bench.call("POST", "/checkout", { version: 1, body: payload("v1") })
  expect([v1.status, message(v1)]).toEqual([406, expect.stringContaining("obsolete")])
  for (const accept of ["application/vnd.aplazame.v1+xml", "application/vnd.aplazame.sandbox.v1+yaml", "application/xml"]) {
    const other = await bench.call("GET", "/orders", { accept })
    expect([other.status, message(other)]).toEqual([406, expect.stringContaining("only JSON")])
  }
  for (const path of ["//orders", "/orders//captures", "/v1//orders"]) {
    const doubled = await bench.call("GET", path)
    expect([doubled.status, message(doubled)]).toEqual([405, expect.stringContaining("not allowed")])
  }
  const till = await bench.call("POST", "/checkout/offline", { version: 3, body: payload("till") })
  expect([till.status, message(till)]).toEqual([403, "Credit not available."])
  expect((await bench.call("GET", "/orders?mid=till")).body).toMatchObject({ paging: { count: 0 } })
})

it.each(["/customers", "/customers/1", "/merchants", "/me/operations", "/me/payments/summary", "/me/instalment-payments"])("%s is said to be of another time", async (path) => {
  const reply = await bench.call("GET", path)
  expect([reply.status, message(reply)]).toEqual([404, expect.stringContaining("2016")])
})

describe("what nobody without keys knows", () => {
  const create = async (mid: string, order: Record<string, unknown>, rest: Record<string, unknown> = {}): Promise<number> =>
    (await bench.call("POST", "/checkout", { body: { ...withOrder(mid, order), ...rest } })).status
  const odd = async (name: string): Promise<number[]> => [
    await create(`${name}-1`, {}, { billing: { street: "" } }), await create(`${name}-2`, { articles: [{ ...article(10000), description: "x".repeat(300) }] }),
    await create(`${name}-3`, { articles: [article(10000), { ...article(0), id: "gift" }] }), await create(`${name}-4`, { articles: [article(4000), article(6000)] }),
  ]

  it("is let through by the lenient profile and refused by the strict one, which takes what is proven", async () => {
    expect(await odd("lenient")).toEqual([201, 201, 201, 201])
    expect(await bench.control.patchSettings({ profile: "strict" })).toMatchObject(PROFILES.strict)
    expect(await odd("strict")).toEqual([400, 400, 400, 400])
    expect(await create("proven", { articles: [{ ...article(10000), image_url: "", url: `http://shop.example/${"a".repeat(300)}` }] })).toBe(201)
    expect(await bench.control.patchSettings({ profile: "lenient", free_articles: "refuse" })).toMatchObject({ ...PROFILES.lenient, free_articles: "refuse" })
  })

  it("has a switch for each: blank texts that must be there, odd phones, quantities of 0", async () => {
    const blanks = { name: "", url: "", id: "" }
    const ask = async (name: string): Promise<number[]> => [
      ...await Promise.all(Object.entries(blanks).map(([key, blank]) => create(`${name}-${key}`, { articles: [{ ...article(10000), [key]: blank }] }))),
      await create(`${name}-country`, {}, { billing: { street: "Calle Mayor 1", country: "" } }),
      await create(`${name}-customer`, {}, { customer: { email: "alice@example.com", id: "" } }),
      await create(`${name}-phone`, {}, { billing: { phone: "no tengo" } }),
      await create(`${name}-none`, { articles: [article(10000), { ...article(500), id: "a-2", quantity: 0 }] }),
    ]
    expect(await ask("let-through")).toEqual(Array(7).fill(201))
    await bench.control.patchSettings({ profile: "strict" })
    expect(await ask("refused")).toEqual(Array(7).fill(400))
    expect(await create("phones", {}, { billing: { phone: "+34616123456", alt_phone: "917909930" } })).toBe(201)
    const history = [{ id: "", amount: 100, status: "complete", type: "", order_date: "2014-03-21T13:56:45+0000", currency: "EUR" }]
    const push = async (): Promise<number> => (await bench.call("POST", "/orders/phones/history", { body: history })).status
    expect(await push()).toBe(400)
    await bench.control.patchSettings({ profile: "lenient" })
    expect([await push(), await create("", {})]).toEqual([204, 400])
  })

  it.each(["lenient", "strict"] as const)("refuses too high an amount and shows the total after a void as the %s profile says", async (profile) => {
    await bench.control.patchSettings({ profile })
    const id = await bench.confirmed("voided", "pay_later", { notification_url: store.url })
    expect((await bench.call("POST", `/orders/${id}/void`, { body: { amount: 10001 } })).status).toBe(PROFILES[profile].over_amount_status)
    expect((await bench.call("POST", `/orders/${id}/void`, { body: { amount: 0 } })).status).toBe(400)
    await bench.call("POST", `/orders/${id}/void`, { body: { amount: 2500 } })
    const shown = profile === "strict" ? 7500 : 10000
    expect((await bench.call("GET", `/orders/${id}`)).body.total_amount).toBe(shown)
    expect((await bench.call("GET", "/orders?mid=voided")).body).toMatchObject({ results: [{ total_amount: shown }] })
    expect((await bench.call("PUT", `/orders/${id}`, { body: { order: { articles: [article(shown)], currency: "EUR", total_amount: shown } } })).status).toBe(204)
    expect(await bench.control.order(id)).toMatchObject({ total: 10000, voided: 2500, remaining_capture: 7500 })
  })
})
