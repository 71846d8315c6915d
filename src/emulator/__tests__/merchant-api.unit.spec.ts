import { article, Bench, FakeStore, payload, withEmulator } from "./support"

let bench: Bench
let store: FakeStore

withEmulator((running) => ({ bench, store } = running), { fresh: true })

const fields = (reply: { body: Record<string, unknown> }): unknown => (reply.body.error as { fields?: unknown }).fields

describe("authentication", () => {
  it("answers 401 without a key, with a wrong one and with the public one", async () => {
    for (const key of [null, "wrong", bench.emulator.publicKey]) {
      const reply = await bench.call("GET", "/orders", { key })
      expect(reply.status).toBe(401)
      expect(reply.body.error).toMatchObject({ type: "UnauthorizedException" })
      expect(reply.body.error).not.toHaveProperty("fields")
    }
  })

  it("answers 403 to the private key where the public one belongs", async () => {
    expect((await bench.call("GET", "/checkout/button?amount=100", { version: 1 })).status).toBe(403)
    expect((await bench.call("GET", "/checkout/button?amount=100", { version: 1, key: bench.emulator.publicKey })).body).toEqual({ allowed: true })
  })

  it("answers 404 to unknown orders and paths, naming what was searched", async () => {
    const reply = await bench.call("GET", "/orders/buh")
    expect(reply.status).toBe(404)
    expect(reply.body.error).toEqual({ type: "ObjectNotFoundException", message: "Object not found", fields: { order__id: "buh" } })
    expect((await bench.call("GET", "/nothing")).status).toBe(404)
    expect((await bench.call("POST", "/orders/404/cancel")).status).toBe(404)
  })

  it("answers 405 to DELETE and POST on the list, saying that they are not allowed", async () => {
    for (const method of ["DELETE", "POST"]) {
      const reply = await bench.call(method, "/orders")
      expect(reply.status).toBe(405)
      expect(reply.raw).toContain("not allowed")
    }
  })

  it.each([
    ["text/html", 406], ["application/vnd.aplazame.v9+json", 406], ["application/vnd.aplazame.v1+xml", 406],
    ["*/*", 200], ["application/json", 200], ["text/html, application/vnd.aplazame.v1+json;q=0.5", 200],
  ])("takes Accept %s with %i", async (accept, status) => {
    expect((await bench.call("GET", "/orders", { accept })).status).toBe(status)
  })

  it("creates checkouts with v3 and v4 only", async () => {
    expect((await bench.call("POST", "/checkout", { version: 1, body: payload("v1") })).status).toBe(406)
    expect((await bench.call("POST", "/checkout", { version: 3, body: payload("v3") })).status).toBe(201)
  })

  it("names the version in X-Aplazame-Media-Type and understands /v1/ in the path", async () => {
    expect((await bench.call("GET", "/orders")).headers.get("x-aplazame-media-type")).toBe("aplazame.v1")
    const reply = await bench.call("GET", "/v3/orders", { accept: "application/json" })
    expect([reply.status, reply.headers.get("x-aplazame-media-type")]).toEqual([200, "aplazame.v3"])
  })

  it("answers 415 to other bodies, 400 to broken JSON, and reads the form of the documented samples", async () => {
    const id = await bench.confirmed("form", "instalments", { notification_url: store.url })
    expect((await bench.call("POST", `/orders/${id}/refund`, { raw: "amount=1", type: "text/plain" })).status).toBe(415)
    expect((await bench.call("POST", `/orders/${id}/refund`, { raw: "{" })).status).toBe(400)
    const reply = await bench.call("POST", `/orders/${id}/refund`, { raw: "amount=1000", type: "application/x-www-form-urlencoded" })
    expect([reply.status, reply.body]).toEqual([200, { remaining_amount: 9000 }])
  })

  it("answers 413 to a body above two megabytes", async () => {
    expect((await bench.call("POST", "/checkout", { raw: JSON.stringify({ x: "y".repeat(2_100_000) }) })).status).toBe(413)
  })
})

describe("a checkout", () => {
  it("is created with 201, an id and a Location, and is found by both ids on its own side only", async () => {
    const reply = await bench.call("POST", "/checkout", { body: payload("mid/1") })
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(reply.headers.get("location")).toContain(`order=${String(reply.body.id)}`)
    for (const ref of [String(reply.body.id), "mid%2F1", "mid%252F1"]) {
      const detail = await bench.call("GET", `/orders/${ref}`)
      expect(detail.body).toMatchObject({
        id: reply.body.id, mid: "mid/1", status: "pending", status_reason: "in_process", sandbox: true, total_amount: 10000,
        currency: { name: "Euro", code: "EUR", numeric: "978", symbol: "€" }, confirmed: null, cancelled: null, rejected: false,
      })
      expect(detail.body).not.toHaveProperty("product")
      expect((await bench.call("GET", `/orders/${ref}`, { side: "live" })).status).toBe(404)
    }
  })

  it("refuses with the names of the wrong fields", async () => {
    const wrong = payload("bad")
    wrong.order = { currency: "XXX", total_amount: 10.5, id: "bad" }
    wrong.merchant = { success_url: "javascript:alert(1)" }
    const reply = await bench.call("POST", "/checkout", { body: wrong })
    expect(reply.status).toBe(400)
    expect(reply.body.error).toMatchObject({ type: "ApiValidationException" })
    expect(fields(reply)).toMatchObject({
      articles: ["This field is required."], total_amount: ["A valid integer is required."], currency: ["Currency not supported."],
      "merchant.notification_url": [expect.any(String)], "merchant.success_url": ["Enter a valid URL."],
    })
  })

  it("refuses the id of a confirmed order with 409, or 400 when so set, but not on the other side", async () => {
    await bench.confirmed("same", "instalments", { notification_url: store.url })
    expect((await bench.call("POST", "/checkout", { body: payload("same") })).status).toBe(409)
    await bench.control.patchSettings({ duplicate_mid_status: 400 })
    const reply = await bench.call("POST", "/checkout", { body: payload("same") })
    expect([reply.status, fields(reply)]).toEqual([400, { id: ["An order with this id already exists."] }])
    expect((await bench.call("POST", "/checkout", { body: payload("same"), side: "live" })).status).toBe(201)
  })

  it("checks the sum of the lines in strict mode only", async () => {
    const off = payload("sum")
    off.order = { id: "sum", currency: "EUR", total_amount: 9000, articles: [article(10000)] }
    await bench.control.patchSettings({ strict_totals: true, tolerance_cents: 2 })
    expect(fields(await bench.call("POST", "/checkout", { body: off }))).toEqual({ total_amount: [expect.stringContaining("10000")] })
    await bench.control.patchSettings({ strict_totals: false })
    expect((await bench.call("POST", "/checkout", { body: off })).status).toBe(201)
  })

  it("shows its payload to the public key and its status to the private one", async () => {
    const id = await bench.checkout("show")
    const shown = await bench.call("GET", `/checkout/${id}`, { version: 3, key: bench.emulator.publicKey })
    expect(shown.body).toMatchObject({ id, transaction: { order: { id: "show" }, merchant: { success_url: "/ok" } } })
    expect((await bench.call("GET", `/checkout/${id}/status`, { version: 3 })).body).toEqual({
      id, mid: "show", total_amount: 10000, currency: { name: "Euro", code: "EUR", numeric: "978" }, status: "pending", status_reason: "in_process", sandbox: true,
    })
  })
})

describe("money", () => {
  it("of instalments is refunded in parts, and the last part cancels the order", async () => {
    const id = await bench.confirmed("i", "instalments", { notification_url: store.url })
    expect((await bench.call("GET", `/orders/${id}/refund`)).body).toEqual({ remaining_amount: 10000 })
    expect((await bench.call("POST", `/orders/${id}/refund`, { body: { amount: 4000 } })).body).toEqual({ remaining_amount: 6000 })
    const over = await bench.call("POST", "/orders/i/refund", { body: { amount: 6001 } })
    expect([over.status, fields(over)]).toEqual([400, { amount: [expect.stringContaining("6000")] }])
    expect((await bench.call("GET", `/orders/${id}`)).body.cancelled).toBeNull()
    expect((await bench.call("POST", `/orders/${id}/refund`, { body: { amount: 6000 } })).body).toEqual({ remaining_amount: 0 })
    expect((await bench.call("GET", `/orders/${id}`)).body.cancelled).toMatch(/^\d{4}-.*\.\d{6}Z$/)
    expect((await bench.call("POST", `/orders/${id}/refund`, { body: { amount: 1 } })).status).toBe(403)
  })

  it("of instalments has nothing to capture: GET says 0, POST is 403", async () => {
    const id = await bench.confirmed("nc", "pay_in_4", { notification_url: store.url })
    expect((await bench.call("GET", `/orders/${id}/captures`)).body).toEqual({ remaining_capture_amount: 0, results: [] })
    expect((await bench.call("POST", `/orders/${id}/captures`, { body: { amount: 100 } })).status).toBe(403)
  })

  it("of pay later is captured, refunded by capture and voided for the rest", async () => {
    const id = await bench.confirmed("pl", "pay_later", { notification_url: store.url })
    expect((await bench.call("GET", `/orders/${id}/captures`)).body).toEqual({ remaining_capture_amount: 10000, results: [] })
    const captured = await bench.call("POST", `/orders/${id}/captures`, { body: { amount: 7000 } })
    expect(captured.body).toMatchObject({ amount: 7000, refunds: [], refunded_amount: 0, remaining_amount: 7000, remaining_capture_amount: 3000 })
    expect(captured.body.created).toMatch(/\.\d{6}\+00:00$/)
    const capture = String(captured.body.id)
    expect((await bench.call("POST", `/orders/${id}/captures`, { body: { amount: 3001 } })).status).toBe(400)
    expect((await bench.call("POST", `/orders/${id}/refund`, { body: { amount: 1 } })).status).toBe(403)
    expect((await bench.call("GET", `/orders/${id}/void`)).body).toEqual({ remaining_amount: 3000, results: [] })
    expect((await bench.call("POST", `/orders/${id}/void`, { body: { amount: 3001 } })).status).toBe(400)
    expect((await bench.call("POST", `/orders/${id}/void`, { body: { amount: 3000 } })).body).toEqual({
      remaining_amount: 0, results: [{ id: expect.any(String), amount: 3000, created: expect.any(String) }],
    })
    const part = await bench.call("POST", `/orders/${id}/captures/${capture}/refunds`, { body: { amount: 2000 } })
    expect(part.body).toMatchObject({ id: capture, refunded_amount: 2000, remaining_amount: 5000, refunds: [{ amount: 2000, pending_amount: 5000, completed: true }] })
    expect((await bench.call("POST", `/orders/${id}/captures/${capture}/refunds`, { body: { amount: 5001 } })).status).toBe(400)
    expect((await bench.call("GET", `/orders/${id}/captures/${"0".repeat(32)}/refunds`)).status).toBe(404)
    expect((await bench.call("GET", `/orders/${id}`)).body.cancelled).toBeNull()
    expect((await bench.call("POST", `/orders/${id}/captures/${capture}/refunds`, { body: { amount: 5000 } })).status).toBe(200)
    expect((await bench.call("GET", `/orders/${id}`)).body.cancelled).not.toBeNull()
  })

  it("refund-extended gives back captures, newest first, then voids the uncaptured rest", async () => {
    const id = await bench.confirmed("re", "pay_later", { notification_url: store.url })
    for (const amount of [3000, 4000]) await bench.call("POST", `/orders/${id}/captures`, { body: { amount } })
    expect((await bench.call("POST", `/orders/${id}/refund-extended`, { body: { amount: 5000 } })).body).toEqual({ remaining_amount: 5000 })
    const view = await bench.control.order(id)
    expect(view.captures.map((one) => one.refunds.map((refund) => refund.amount))).toEqual([[1000], [4000]])
    expect((await bench.call("POST", `/orders/${id}/refund-extended`, { body: { amount: 5000 } })).body).toEqual({ remaining_amount: 0 })
    expect(await bench.control.order(id)).toMatchObject({ voided: 3000, refunded: 7000, captured: 7000, cancelled: expect.any(String) })
  })

  it("of other products is voided unless the setting forbids it, and a void takes from what can be refunded", async () => {
    const id = await bench.confirmed("vo", "instalments", { notification_url: store.url })
    expect((await bench.call("POST", `/orders/${id}/void`, { body: { amount: 2500 } })).body.remaining_amount).toBe(7500)
    expect((await bench.call("GET", `/orders/${id}/refund`)).body).toEqual({ remaining_amount: 7500 })
    await bench.control.patchSettings({ void_other_products: "forbid" })
    expect((await bench.call("POST", `/orders/${id}/void`, { body: { amount: 1 } })).status).toBe(403)
  })

  it("does not move before confirmation, nor after a cancel", async () => {
    const id = await bench.checkout("early", { product: "pay_later", notification_url: store.url })
    const moves = ["captures", "void", "refund-extended", "cancel"]
    for (const move of moves) expect((await bench.call("POST", `/orders/${id}/${move}`, { body: { amount: 1 } })).status).toBe(403)
    await bench.control.approve(id)
    expect((await bench.call("POST", `/orders/${id}/cancel`)).status).toBe(204)
    for (const move of moves) expect((await bench.call("POST", `/orders/${id}/${move}`, { body: { amount: 1 } })).status).toBe(403)
    expect((await bench.call("GET", `/orders/${id}/captures`)).body.remaining_capture_amount).toBe(0)
  })

  it.each([[{}, "required"], [{ amount: 0 }, "greater"], [{ amount: -5 }, "greater"], [{ amount: 1.5 }, "integer"], [{ amount: "100" }, "integer"]])(
    "refuses the body %j", async (body, word) => {
      const id = await bench.confirmed("amount", "instalments", { notification_url: store.url })
      const reply = await bench.call("POST", `/orders/${id}/refund`, { body })
      expect(reply.status).toBe(400)
      expect(JSON.stringify(fields(reply))).toContain(word)
    })

  it("cannot be overspent by refunds at the same moment", async () => {
    const id = await bench.confirmed("race", "instalments", { notification_url: store.url })
    const replies = await Promise.all(Array.from({ length: 20 }, () => bench.call("POST", `/orders/${id}/refund`, { body: { amount: 3000 } })))
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(3)
    expect(await bench.control.order(id)).toMatchObject({ refunded: 9000, remaining_refund: 1000 })
  })
})

describe("an edit", () => {
  const edit = (total: number): unknown => ({ order: { articles: [article(total)], currency: "EUR", total_amount: total, shipping: { name: "Correo", price: 0 } } })

  it("lowers a confirmed total and never goes below what was used; raising it can be forbidden", async () => {
    await bench.control.patchSettings({ raise_confirmed: "forbid" })
    const id = await bench.confirmed("put", "pay_later", { notification_url: store.url })
    expect((await bench.call("PUT", `/orders/${id}`, { body: edit(10001) })).status).toBe(403)
    const reply = await bench.call("PUT", `/orders/${id}`, { body: edit(8000) })
    expect([reply.status, reply.raw]).toEqual([204, ""])
    await bench.call("POST", `/orders/${id}/captures`, { body: { amount: 6000 } })
    expect((await bench.call("PUT", `/orders/${id}`, { body: edit(5999) })).status).toBe(400)
    const view = await bench.control.order(id)
    expect(view).toMatchObject({ total: 8000, voided: 0, remaining_capture: 2000, payload: { order: { id: "put", total_amount: 8000 }, shipping: { name: "Correo" } } })
  })

  it("may raise the total before confirmation", async () => {
    const id = await bench.checkout("raise")
    expect((await bench.call("PATCH", `/orders/${id}`, { body: { order: { total_amount: 12000 } } })).status).toBe(204)
    expect((await bench.call("GET", `/orders/${id}`)).body.total_amount).toBe(12000)
  })

  it("reads an edited total with the voids taken off already when so set", async () => {
    const id = await bench.confirmed("net", "pay_later", { notification_url: store.url })
    await bench.call("POST", `/orders/${id}/void`, { body: { amount: 3000 } })
    await bench.control.patchSettings({ edited_total: "net" })
    expect((await bench.call("PUT", `/orders/${id}`, { body: edit(7000) })).status).toBe(204)
    expect(await bench.control.order(id)).toMatchObject({ total: 10000, voided: 3000, remaining_capture: 7000 })
  })

  it("merges with PATCH, wants the whole order with PUT, and is 403 once cancelled", async () => {
    const id = await bench.confirmed("patch", "instalments", { notification_url: store.url })
    expect((await bench.call("PATCH", `/orders/${id}`, { body: { order: { discount: 300 } } })).status).toBe(204)
    expect((await bench.control.order(id)).payload).toMatchObject({ order: { discount: 300, total_amount: 10000 } })
    expect(fields(await bench.call("PUT", `/orders/${id}`, { body: { order: { discount: 300 } } }))).toMatchObject({ articles: ["This field is required."] })
    expect(fields(await bench.call("PUT", `/orders/${id}`, { body: {} }))).toEqual({ order: ["This field is required."] })
    await bench.call("POST", `/orders/${id}/cancel`)
    for (const method of ["PUT", "PATCH"]) expect((await bench.call(method, `/orders/${id}`, { body: edit(10000) })).status).toBe(403)
  })
})

describe("history", () => {
  const entry = { id: "old-1", amount: 12080, due: "", status: "complete", type: "paypal", order_date: "2014-03-21T13:56:45+0000", currency: "EUR", billing: null }

  it("is stored before confirmation and refused after it, whatever the body", async () => {
    const id = await bench.checkout("h", { notification_url: store.url })
    expect((await bench.call("POST", `/orders/${id}/history`, { body: [entry] })).status).toBe(204)
    expect((await bench.control.order(id)).history).toEqual([entry])
    await bench.control.approve(id)
    expect((await bench.call("POST", `/orders/${id}/history`, { body: {} })).status).toBe(403)
  })

  it("wants its required fields", async () => {
    const id = await bench.checkout("h2")
    const reply = await bench.call("POST", `/orders/${id}/history`, { body: [{ ...entry, status: "done", amount: undefined, order_date: "soon" }] })
    expect(reply.status).toBe(400)
    expect(Object.keys(fields(reply) as object).sort()).toEqual(["0.amount", "0.order_date", "0.status"])
  })
})

describe("the rest of the merchant API", () => {
  it("yields the public key for the private one", async () => {
    expect((await bench.call("GET", "/merchants/api-keys")).body).toEqual({ public_api_key: bench.emulator.publicKey })
    expect((await bench.call("GET", "/me")).body).toMatchObject({ public_api_key: bench.emulator.publicKey })
  })

  it("says what is available by amount, product and country", async () => {
    await bench.control.patchSettings({ button_min: 5000, button_max: 9000, availability: { pay_later: false } })
    const ask = async (query: string): Promise<number> => (await bench.call("GET", `/checkout/button?${query}`, { version: 1, key: bench.emulator.publicKey })).status
    expect(await ask("amount=5000&currency=EUR")).toBe(200)
    expect(await ask("amount=4999&currency=EUR")).toBe(403)
    expect(await ask("amount=9001&currency=EUR")).toBe(403)
    expect(await ask("amount=6000&product[type]=pay_in_4")).toBe(200)
    expect(await ask("amount=6000&product[type]=pay_later")).toBe(403)
    expect(await ask("amount=6000&country=FR")).toBe(403)
    expect(await ask("currency=EUR")).toBe(400)
  })
})
