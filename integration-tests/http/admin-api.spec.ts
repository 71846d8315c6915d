import { randomUUID } from "node:crypto"
import type { INotificationModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { aplazameAdmin } from "../support/aplazame-admin"
import type { ResolvedOptions } from "../../src/config"
import { withOptions, withStore } from "../support/aplazame-store"
import { offerInRegions } from "../../src/workflows/doctor"
import { adminTroubles } from "./cases/admin-troubles"
import { answersAsDescribed } from "./cases/answers-as-described"
import { campaigns } from "./cases/campaigns"
import { figures } from "./cases/figures"
import { privacy } from "./cases/privacy"
import { undecided } from "./cases/undecided"
import { eventually } from "../support/eventually"
import { fulfil, hundredths, orderOf, paymentOf } from "../support/operator"
import { phoneOrder } from "../support/payment-link"
import { ADDRESS, complete, openCheckout } from "../support/shopper"

const token = () => randomUUID()

withStore("admin api", { captureOn: "manual" }, (bench) => {
  const buy = async (product: "instalments" | "pay_in_4" | "pay_later" = "instalments", lines?: Record<string, number>) => {
    const checkout = await openCheckout(bench.seed, { lines })
    const credit = await bench.emulator.approve(checkout.checkout_id, { product })
    const done = await complete(bench.seed, checkout.cartId)
    if (done.body.type !== "order") throw new Error(`no order: ${JSON.stringify(done.body)}`)
    return { checkout, credit, orderId: done.body.order.id as string }
  }
  const { get, post, overview, act } = aplazameAdmin(bench)
  /** The widget's, Medusa's and Aplazame's numbers. */
  const agree = async (orderId: string, checkoutId: string, expected: { captured: number; refunded: number; voided: number }) => {
    const { credit } = await overview(orderId)
    expect(credit.amounts).toMatchObject(expected)
    const there = await bench.emulator.order(checkoutId)
    // A void that the product refuses is given back as a refund there.
    expect(there.refunded + there.voided).toBe(expected.refunded + expected.voided)
    const payment = paymentOf(await orderOf(bench.seed, orderId))
    const sum = (rows: any[]) => rows.reduce((total, row) => total + hundredths(row.amount), 0)
    expect(sum(payment.captures)).toBe(expected.captured)
    expect(sum(payment.refunds)).toBe(expected.refunded)
  }

  // First: they count everything that there is.
  describe("the figures of a period", () => figures(bench))
  describe("after a failure", () => adminTroubles(bench))
  describe("an operation that Aplazame's figures can't settle", () => undecided(bench))
  describe("campaigns", () => campaigns(bench))

  it("asks for a signed-in operator", async () => {
    for (const path of ["/orders", "/orders/order_1", "/operations", "/notifications", "/problems", "/settings", "/reconcile", "/customers/cus_1"]) {
      expect((await bench.seed.store.get(`/admin/aplazame${path}`)).status).toBe(401)
    }
  })

  it("shows an order's credit with its amounts, what may be done and its story, newest first, and no key", async () => {
    const { orderId, credit, checkout } = await buy()
    const { status, body } = await get(`/orders/${orderId}`)
    expect(status).toBe(200)
    expect(body.credit).toMatchObject({ mid: checkout.mid, state: "confirmed", sandbox: true, currency_code: "eur" })
    expect(body.credit.amounts).toEqual({ total: credit.total, captured: 0, voided: 0, refunded: 0, remaining: credit.total, uncaptured: credit.total, refundable: 0 })
    expect(body.actions.capture).toEqual({ allowed: true, reason: null, max: credit.total, whole: true })
    expect(body.actions.refund).toMatchObject({ allowed: false, reason: "capture_first" })
    expect(body.actions.history).toMatchObject({ allowed: false, reason: "history_too_late" })
    const times = body.timeline.map((entry: any) => Date.parse(entry.at))
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(body.timeline.map((entry: any) => entry.type)).toContain("notification")
    const text = JSON.stringify(body)
    for (const secret of ["test-private-key", "lucia@example.com", "Gran V", "600000000"]) expect(text).not.toContain(secret)
  })

  it("says nothing about an order that was not paid with Aplazame", async () => {
    const { status, body } = await get("/orders/order_of_somebody_else")
    expect(status).toBe(200)
    expect(body).toMatchObject({ credit: null, actions: null, problems: [], timeline: [], refreshing: false })
  })

  it("captures, refunds twice and is refused a third: pay_later, all numbers agree after each", async () => {
    const { orderId, checkout, credit } = await buy("pay_later")
    const total = credit.total
    expect((await act(orderId, "capture")).status).toBe(200)
    await agree(orderId, checkout.checkout_id, { captured: total, refunded: 0, voided: 0 })
    expect((await act(orderId, "refund", { amount: 1000, note: "Talla equivocada" })).status).toBe(200)
    await agree(orderId, checkout.checkout_id, { captured: total, refunded: 1000, voided: 0 })
    const second = await act(orderId, "refund", { amount: total - 1000 })
    expect(second.status).toBe(200)
    await agree(orderId, checkout.checkout_id, { captured: total, refunded: total, voided: 0 })
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("refunded")
    const third = await act(orderId, "refund", { amount: 1 })
    expect(third.status).toBe(422)
    expect(third.body.code).toMatch(/^(nothing_to_refund|credit_cancelled)$/)
    await agree(orderId, checkout.checkout_id, { captured: total, refunded: total, voided: 0 })
  })

  it("refuses more than is left, and says how much that is", async () => {
    const { orderId, credit } = await buy()
    await act(orderId, "capture")
    const { status, body } = await act(orderId, "refund", { amount: credit.total + 1 })
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: "amount_above_remaining", figures: { amount: credit.total + 1, remaining: credit.total } })
  })

  it("says what Aplazame's panel gave back behind our back, sends nothing, and has it in the books at once", async () => {
    const { orderId, credit, checkout } = await buy()
    await act(orderId, "capture")
    await bench.emulator.panelRefund(checkout.checkout_id, 3000)
    const { status, body } = await act(orderId, "refund", { amount: credit.total })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: "moved_at_aplazame", figures: { amount: 3000 } })
    const refreshed = await post(`/orders/${orderId}/refresh`)
    expect(refreshed.body.live).toMatchObject({ total: credit.total, refunded: 3000 })
    expect(refreshed.body.credit).toMatchObject({ amounts: { refunded: 3000, remaining: credit.total - 3000 }, medusa: { refunded: 3000 } })
  })

  it("moves money once for a token, however often and however fast it is sent", async () => {
    const { orderId, checkout } = await buy()
    await act(orderId, "capture")
    const { version } = await overview(orderId)
    const body = { token: token(), version, amount: 700 }
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(`/orders/${orderId}/refund`, body)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect((await bench.emulator.order(checkout.checkout_id)).refunded).toBe(700)
    expect((await post(`/orders/${orderId}/refund`, body)).status).toBe(200)
    expect((await bench.emulator.order(checkout.checkout_id)).refunded).toBe(700)
    expect(await post(`/orders/${orderId}/refund`, { ...body, amount: 800 })).toMatchObject({ status: 409, body: { code: "token_reused" } })
  })

  it("moves money once when two operators press at the same moment; the second is told to look again", async () => {
    const { orderId, checkout } = await buy()
    await act(orderId, "capture")
    const { version } = await overview(orderId)
    const press = () => post(`/orders/${orderId}/refund`, { token: token(), version, amount: 500 })
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    for (const { body } of answers.filter((answer) => answer.status !== 200)) expect(["action_running", "changed_meanwhile"]).toContain(body.code)
    expect((await bench.emulator.order(checkout.checkout_id)).refunded).toBe(500)
    expect((await press()).body.code).toBe("changed_meanwhile")
    expect((await bench.emulator.order(checkout.checkout_id)).refunded).toBe(500)
  })

  it("gives the same token the same refusal", async () => {
    const { orderId } = await buy()
    const { version } = await overview(orderId)
    const body = { token: token(), version, amount: 500 }
    const first = await post(`/orders/${orderId}/refund`, body)
    expect(first).toMatchObject({ status: 422, body: { code: "capture_first" } })
    expect(await post(`/orders/${orderId}/refund`, body)).toMatchObject({ status: 422, body: { code: "capture_first" } })
  })

  it("voids a part before capture: the order, the payment and the credit are worth the rest", async () => {
    const { orderId, checkout, credit } = await buy("pay_later")
    expect((await act(orderId, "void", { amount: 1000 })).status).toBe(200)
    await agree(orderId, checkout.checkout_id, { captured: 0, refunded: 0, voided: 1000 })
    const order = await orderOf(bench.seed, orderId)
    expect(hundredths(order.total)).toBe(credit.total - 1000)
    expect(hundredths(paymentOf(order).amount)).toBe(credit.total - 1000)
    expect(order.payment_status).toBe("authorized")
    expect((await act(orderId, "capture")).status).toBe(200)
    await agree(orderId, checkout.checkout_id, { captured: credit.total - 1000, refunded: 0, voided: 1000 })
    expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured")
  })

  it("cancels an order and its credit; a fulfilled one it refuses with the reason", async () => {
    const { orderId, checkout, credit } = await buy()
    const { status, body } = await act(orderId, "cancel")
    expect(status).toBe(200)
    expect(body.actions.cancel).toMatchObject({ allowed: false, reason: "order_cancelled" })
    expect(body.credit).toMatchObject({ state: "cancelled", amounts: { remaining: 0, uncaptured: 0 } })
    expect((await bench.emulator.order(checkout.checkout_id)).cancelled).not.toBeNull()
    expect((await orderOf(bench.seed, orderId)).status).toBe("canceled")
    expect(body.credit.amounts.voided).toBe(credit.total)
    const other = await buy()
    await fulfil(bench.seed, await orderOf(bench.seed, other.orderId))
    expect(await act(other.orderId, "cancel")).toMatchObject({ status: 422, body: { code: "order_fulfilled" } })
  })

  it("says who asked: a fulfillment by its number on the page, also of what carried out its plan, and never an id", async () => {
    const { orderId } = await buy()
    const settings = bench.aplazame.settings as ResolvedOptions
    settings.captureOn = "fulfillment"
    try {
      await fulfil(bench.seed, await orderOf(bench.seed, orderId))
      await eventually(async () => expect((await overview(orderId)).credit.amounts).toMatchObject({ uncaptured: 0 }))
    } finally {
      settings.captureOn = "manual"
    }
    const { timeline, credit } = await overview(orderId)
    expect(credit.amounts).toMatchObject({ refundable: credit.amounts.captured, remaining: credit.amounts.captured })
    const moved = timeline.filter((entry: any) => ["capture", "update"].includes(entry.kind))
    expect(new Set(moved.map((entry: any) => entry.kind))).toEqual(new Set(["capture", "update"]))
    for (const entry of moved) expect(entry.asked_by).toEqual({ kind: "store", word: "fulfilment", number: 1 })
    const { operations } = (await get("/operations?limit=100")).body
    expect(operations.length).toBeGreaterThan(2)
    for (const op of operations) expect(op.asked_by.word ?? "").not.toMatch(/_[0-9A-Z]{20}/)
  })

  it("lists the credits of a customer's orders, the newest first and one for each", async () => {
    const [first, second] = [await buy(), await buy("pay_later")]
    const { customer_id } = await orderOf(bench.seed, first.orderId)
    expect((await orderOf(bench.seed, second.orderId)).customer_id).toBe(customer_id)
    const { status, body } = await get(`/customers/${customer_id}`)
    expect(status).toBe(200)
    const mine = body.credits.filter((one: any) => [first.orderId, second.orderId].includes(one.order_id))
    expect(mine).toMatchObject([
      { order_id: second.orderId, state: "confirmed", total_amount: second.credit.total, currency_code: "eur", display_id: expect.any(Number) },
      { order_id: first.orderId, state: "confirmed", total_amount: first.credit.total },
    ])
    expect(await get("/customers/cus_nobody")).toMatchObject({ status: 200, body: { credits: [] } })
  })

  it("lists Aplazame's orders by its own filters beside ours, and says what to do where there is no order", async () => {
    const { orderId, checkout, credit } = await buy()
    const abandoned = await openCheckout(bench.seed)
    await bench.emulator.seed({ count: 30, mid_prefix: "other-" })
    const all = await get("/orders?ordering=-created")
    expect(all.status).toBe(200)
    expect(all.body.count).toBeGreaterThanOrEqual(32)
    const mine = await get(`/orders?mid=${checkout.mid}`)
    expect(mine.body.orders).toHaveLength(1)
    expect(mine.body.orders[0]).toMatchObject({ mid: checkout.mid, name: `${ADDRESS.first_name} ${ADDRESS.last_name}`, ours: { order_id: orderId, display_id: expect.any(Number) }, advice: null })
    const open = await get(`/orders?mid=${abandoned.mid}`)
    expect(open.body.orders[0]).toMatchObject({ advice: "not_finished", ours: { order_id: null } })
    const foreign = await get("/orders?mid-startswith=other-&page=2")
    expect(foreign.body).toMatchObject({ page: 2, previous_page: 1 })
    expect(foreign.body.orders[0]).toMatchObject({ ours: null, advice: "other_store" })
    // Aplazame has no filter for its own status: our rows say which are meant, and its other filters hold beside.
    const refused = await openCheckout(bench.seed)
    await bench.emulator.refuse(refused.checkout_id)
    const mids = async (query: string) => (await get(`/orders?${query}`)).body.orders.map((one: any) => one.mid)
    expect(await mids(`status=refused&mid-in=${[refused.mid, abandoned.mid, checkout.mid].join(",")}`)).toEqual([refused.mid])
    expect(await mids(`status=pending&mid-in=${[refused.mid, abandoned.mid, checkout.mid].join(",")}`)).toEqual([abandoned.mid])
    expect(await get(`/orders?status=refused&mid-in=${abandoned.mid}`)).toMatchObject({ status: 200, body: { orders: [], count: 0, page: 1, next_page: null } })
    expect((await get("/orders?status=refused")).body).toMatchObject({ count_capped: false })
    // Who was refused is known by the cart, which came to no order.
    expect((await get(`/orders?mid=${refused.mid}`)).body.orders[0]).toMatchObject({ status: "ko", name: `${ADDRESS.first_name} ${ADDRESS.last_name}`, advice: "refused" })
    expect((await get("/orders?status=paid")).status).toBe(400)
    // What went back is refunded as soon as Aplazame lists it as ended, whatever our row has read of it.
    await act(orderId, "capture")
    await act(orderId, "refund", { amount: credit.total })
    expect((await get(`/orders?mid=${checkout.mid}`)).body.orders[0]).toMatchObject({ cancelled: expect.any(String), ours: { fully_refunded: true } })
    const wrong = await get("/orders?mid-sounds_like=x")
    expect(wrong.status).toBe(400)
    expect(wrong.body.message).toContain("mid")
  })

  it("answers 502 with a code when Aplazame is away, and still shows what our tables know", async () => {
    const { orderId } = await buy()
    await bench.emulator.setFaults({ route: "GET /orders", status: 503 })
    expect(await get("/orders")).toMatchObject({ status: 502, body: { code: "aplazame_unavailable" } })
    expect((await get(`/orders/${orderId}`)).body.credit.state).toBe("confirmed")
    await bench.emulator.clearFaults()
  })

  it("pages ledger and inbox, filters them, replays a notification and changes nothing by it", async () => {
    const { orderId, checkout } = await buy()
    await act(orderId, "capture")
    const done = await get("/operations?state=done&kind=capture&limit=5")
    expect(done.body).toMatchObject({ limit: 5, offset: 0, count_capped: false })
    const { display_id } = await orderOf(bench.seed, orderId)
    expect(done.body.operations[0]).toMatchObject({ kind: "capture", state: "done", order_id: orderId, display_id, asked_by: { kind: "user" }, handle: null })
    // A page knows whether another follows, however far in it is; far beyond it nobody counts.
    const pg = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const skipped = async (offset: number) => (await get(`/operations?state=skipped&kind=history&limit=10&offset=${offset}`)).body
    const { count: earlier } = await skipped(0)
    const copy = "jsonb_populate_record(op, jsonb_build_object('id', 'aplop_many_' || n, 'business_key', 'many_' || n, 'kind', 'history', 'state', 'skipped'))"
    await pg.raw(`INSERT INTO aplazame_operation SELECT (${copy}).* FROM aplazame_operation op, generate_series(1, 130) n WHERE op.id = ?`, [done.body.operations[0].id])
    expect(await skipped(0)).toMatchObject({ count: 110, count_capped: true })
    expect(await skipped(110)).toMatchObject({ count: earlier + 130, count_capped: false })
    // What was given up on has a code, and stays where the needless is left out.
    await pg.raw("UPDATE aplazame_operation SET error_code = 'aplazame_unavailable' WHERE id = 'aplop_many_7'")
    const { operations: needed } = (await get("/operations?needless=hide&kind=history&limit=100")).body
    expect(needed.filter(({ state }: any) => state === "skipped").map(({ id }: any) => id)).toEqual(["aplop_many_7"])
    await pg.raw("DELETE FROM aplazame_operation WHERE id LIKE 'aplop_many_%'")
    expect((await get("/operations?state=paid")).status).toBe(400)
    expect((await get("/operations?needless=maybe")).status).toBe(400)
    expect((await get("/operations?limit=1000")).status).toBe(400)
    const inbox = await get("/notifications?state=applied")
    const mine = inbox.body.notifications.find((row: any) => row.mid === checkout.mid)
    expect(mine.display_id).toBe(display_id)
    expect((await get("/notifications?state=closed")).body).toMatchObject({ notifications: [], count: 0 })
    const before = await overview(orderId)
    const replayed = await post(`/notifications/${mine.id}/replay`)
    expect(replayed).toMatchObject({ status: 200, body: { decision: { status: "ok" } } })
    expect((await overview(orderId)).credit.amounts).toEqual(before.credit.amounts)
    expect(await post("/notifications/aplntf_none/replay")).toMatchObject({ status: 404, body: { code: "not_found" } })
  })

  it("settles now what was left without an answer", async () => {
    const { orderId, checkout } = await buy()
    await act(orderId, "capture")
    await bench.emulator.setFaults({ route: "POST /orders/:id/refund", reset: "after", times: 1 })
    const { status } = await act(orderId, "refund", { amount: 900 })
    await bench.emulator.clearFaults()
    const after = await overview(orderId)
    const op = after.timeline.find((entry: any) => entry.kind === "refund")
    if (status !== 200) expect((await post(`/operations/${op.id}/settle`)).status).toBe(200)
    await eventually(async () => expect((await overview(orderId)).credit.amounts.refunded).toBe(900))
    expect((await bench.emulator.order(checkout.checkout_id)).refunded).toBe(900)
  })

  it("lists open problems and closes one with a note and a name", async () => {
    const { orderId } = await buy()
    const row = (await bench.aplazame.orders.ofOrder(orderId))[0]!
    const made = await bench.aplazame.problems.open({ kind: "amounts_differ", about: row.id, aplazame_order_id: row.id, order_id: orderId, figures: { here: 1, there: 2 } })
    expect((await overview(orderId)).problems).toMatchObject([{ id: made.id, kind: "amounts_differ", remedy: null }])
    expect((await get("/problems")).body).toMatchObject({ count: 1, problems: [{ id: made.id, order_id: orderId, display_id: expect.any(Number), figures: { here: 1, there: 2 } }] })
    expect((await post(`/problems/${made.id}/resolve`, {})).status).toBe(400)
    const resolved = await post(`/problems/${made.id}/resolve`, { note: "Comprobado con Aplazame" })
    expect(resolved.body.problem).toMatchObject({ state: "resolved", note: "Comprobado con Aplazame", resolved_by: { kind: "user", name: "admin@example.com" } })
    expect((await get("/problems")).body.count).toBe(0)
    expect((await post(`/problems/${made.id}/resolve`, { note: "otra vez" })).status).toBe(404)
  })

  it("reconciles a window dry first, and shows what it found", async () => {
    const { orderId, checkout } = await buy()
    await act(orderId, "capture")
    await bench.emulator.panelRefund(checkout.checkout_id, 1500)
    const window = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() }
    const run = async (dry_run: boolean) => {
      const begun = await post("/reconcile", { ...window, dry_run })
      expect(begun.status).toBe(202)
      return eventually(async () => {
        const now = await get(`/reconcile/${begun.body.run.id}?limit=100`)
        expect(now.body.run.state).toBe("done")
        return now.body
      })
    }
    const before = (await get("/reconcile")).body.runs.length
    const dry = await run(true)
    expect(dry.differences).toMatchObject([{ kind: "refunded_there", mid: checkout.mid, order_id: orderId, display_id: expect.any(Number) }])
    expect((await overview(orderId)).credit.amounts.refunded).toBe(0)
    await run(false)
    expect((await overview(orderId)).credit.amounts.refunded).toBe(1500)
    expect((await get("/reconcile")).body.runs.length).toBe(before + 2)
    expect((await post("/reconcile", { from: window.to, to: window.from, dry_run: true })).status).toBe(400)
  })

  it("adds Aplazame to the regions that can offer it when the doctor is to fix what it finds", async () => {
    const { admin } = bench.seed
    const { region } = await admin.ok(admin.post("/admin/regions", { name: "France", currency_code: "eur", countries: ["fr"], payment_providers: ["pp_system_default"] }))
    const { settings } = bench.aplazame
    const { countries } = settings
    settings.countries = ["es", "fr"]
    try {
      expect(await offerInRegions(bench.container)).toEqual({ regions: ["France"], provider: "pp_aplazame_aplazame" })
      const { region: after } = await admin.ok(admin.get(`/admin/regions/${region.id}?fields=id,*payment_providers`))
      expect(after.payment_providers.map(({ id }: { id: string }) => id).sort()).toEqual(["pp_aplazame_aplazame", "pp_system_default"])
      expect((await offerInRegions(bench.container)).regions).toEqual([])
    } finally {
      settings.countries = countries
    }
  })

  it("shows the settings with masked keys, tests the connection and runs the doctor", async () => {
    const { body, status } = await get("/settings")
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain("test-private-key")
    expect(body).toMatchObject({ sandbox: true, notification_url: `${bench.storeUrl}/hooks/aplazame/notifications` })
    const tested = await post("/settings/connection")
    expect(tested.body).toMatchObject({ ok: true })
    const doctor = await get("/settings/doctor")
    expect(doctor.status).toBe(200)
    expect(doctor.body.findings.filter((finding: any) => finding.level === "error")).toEqual([])
  })

  it("tells a monitor how the store stands: 503 while operations that are due are taken by nobody, or the database does not answer", async () => {
    const levels = (body: any): Record<string, string> => Object.fromEntries(body.checks.map((one: any) => [one.name, one.level]))
    const quiet = await get("/health")
    expect({ status: quiet.status, database: levels(quiet.body).database, operations: levels(quiet.body).operations }).toEqual({ status: 200, database: "ok", operations: "ok" })
    expect(quiet.body.checks.find((one: any) => one.name === "notifications").figures.last).toEqual(expect.any(String))
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const [{ id: aplazame_order_id }] = await pg("aplazame_order").limit(1)
    const op = await bench.aplazame.ledger.plan({ aplazame_order_id, kind: "history", business_key: "history:nobody-takes-it" })
    await pg("aplazame_operation").where({ id: op.id }).update({ next_attempt_at: new Date(Date.now() - 3_600_000) })
    const stalled = await get("/health")
    expect(stalled).toMatchObject({ status: 503, body: { status: "failing" } })
    expect(levels(stalled.body)).toMatchObject({ database: "ok", operations: "failing" })
    await pg("aplazame_operation").where({ id: op.id }).delete()
    const down = jest.spyOn(bench.aplazame.ledger, "waiting").mockRejectedValue(new Error("connection refused"))
    try {
      expect(await get("/health")).toMatchObject({ status: 503, body: { status: "failing", checks: [{ name: "database", level: "failing", figures: {} }] } })
    } finally {
      down.mockRestore()
    }
    expect((await get("/health")).status).toBe(200)
  })

  it("sends an order's payment link by e-mail only where the store has a template for it", async () => {
    const { orderId } = await buy()
    expect((await overview(orderId)).link_email).toBe(false)
    const off = await post(`/orders/${orderId}/link-email`, { token: token() })
    expect(off).toMatchObject({ status: 422, body: { code: "email_off" } })
    expect((await overview(orderId)).timeline.filter((entry: any) => entry.type === "link_email")).toMatchObject([{ state: "failed", error_code: "email_off", asked_by: { kind: "user" } }])
    const order = await phoneOrder(bench.seed)
    const provider = jest.spyOn(bench.container.resolve<INotificationModuleService>(Modules.NOTIFICATION), "createNotifications").mockResolvedValue([] as never)
    try {
      await withOptions(bench, { linkEmailTemplate: "aplazame-link" }, async () => {
        const sent = await post(`/orders/${order.id}/link-email`, { token: token() })
        expect(sent).toMatchObject({ status: 200, body: { credit: null, link_email: true, timeline: [{ type: "link_email", state: "done" }] } })
      })
    } finally {
      provider.mockRestore()
    }
  })

  it("settles nothing that is not there", async () => {
    expect(await post("/operations/aplop_none/settle")).toMatchObject({ status: 404, body: { code: "not_found" } })
  })

  describe("after all of this", () => privacy(bench))
  describe("the answers of all of this", () => answersAsDescribed(["/admin/aplazame"], ["/admin/aplazame/operations/{id}/settle"]))
}, { keepData: true })
