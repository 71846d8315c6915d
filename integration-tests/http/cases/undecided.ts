import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { cents } from "../../../src/aplazame"
import type { Answer } from "../../../src/credit"
import { applyDecision, OperationError } from "../../../src/modules/aplazame/operations"
import type { OperationRow } from "../../../src/modules/aplazame/rows"
import { reconcile, resumeOperations, sweep } from "../../../src/workflows"
import { sum } from "../../faults/support/ledgers"
import { tenMinutesPass } from "../../faults/support/time"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { fulfil, hundredths, orderOf, paymentOf, problemsOf } from "../../support/operator"

type Sale = Awaited<ReturnType<typeof buy>>

/** A call got no answer, and somebody moved another amount in Aplazame's panel meanwhile: no figure tells, and a person does. */
export function undecided(bench: Bench): void {
  const { get, post, overview, act } = aplazameAdmin(bench)
  const pgOf = () => bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rowOf = async ({ ref }: Sale) => (await bench.aplazame.orders.byAplazameId(ref))!
  const ledgerOf = async (sale: Sale): Promise<OperationRow[]> => bench.aplazame.ledger.ofCredit((await rowOf(sale)).id)
  const say = (id: string, answer: Answer, attempt = 1) => post(`/operations/${id}/decision`, { answer, attempt })
  const amounts = (rows: any[]): number[] => rows.map((row) => hundredths(row.amount)).sort((a, b) => a - b)
  const medusaOf = async ({ orderId }: Sale) => {
    const order = await orderOf(bench.seed, orderId)
    const payment = paymentOf(order)
    return { worth: hundredths(order.total), payment: hundredths(payment.amount), captures: amounts(payment.captures), refunds: amounts(payment.refunds) }
  }
  const inTheEnd = (check: () => Promise<void>) =>
    eventually(
      async () => {
        await resumeOperations(bench.container)
        await check()
      },
      { within: 15_000, every: 250 }
    )

  /** Presses; while the call is on its way the panel moves something, and then the connection breaks, after the effect or before it. */
  async function pressAndMove(sale: Sale, route: string, happens: boolean, press: () => Promise<unknown>, panel: () => Promise<unknown>): Promise<void> {
    await bench.emulator.clearCalls()
    await bench.emulator.setFaults({ method: "POST", route, times: 1, reset: happens ? "after" : "before", delay_ms: 1_000 })
    const pressed = press()
    await eventually(
      async () => {
        expect((await ledgerOf(sale)).map((op) => op.state)).toContain("sent")
        if (happens) expect(await effects(bench, sale.ref)).not.toEqual([])
      },
      { every: 20 }
    )
    await panel()
    await pressed
  }

  /** The same, where the figures fit neither outcome then. */
  async function lose(sale: Sale, route: string, happens: boolean, press: () => Promise<unknown>, panel: () => Promise<unknown>): Promise<OperationRow> {
    await pressAndMove(sale, route, happens, press, panel)
    return eventually(async () => {
      const op = (await ledgerOf(sale)).find((one) => one.state === "unknown")
      expect(op).toBeDefined()
      expect(await problemsOf(bench.seed, sale.orderId)).toMatchObject([{ kind: "operation_undecided", remedy: "decide", operation_id: op!.id }])
      return op!
    })
  }

  async function captured(): Promise<Sale> {
    const sale = await buy(bench, "pay_later")
    expect((await act(sale.orderId, "refresh")).status).toBe(200)
    expect((await act(sale.orderId, "capture")).status).toBe(200)
    return sale
  }
  const lostRefund = async (happens: boolean, inPanel = 1234) => {
    const sale = await captured()
    const op = await lose(sale, "refunds?$", happens, () => act(sale.orderId, "refund", { amount: 2000 }), () => bench.emulator.panelRefund(sale.ref, inPanel))
    expect(op).toMatchObject({ kind: "refund", amount: 2000, attempts: 1 })
    return { sale, op }
  }

  it("shows a refund beside what Aplazame shows now, and is booked with the panel's when a person says that it happened", async () => {
    const { sale, op } = await lostRefund(true)
    expect(await act(sale.orderId, "refund", { amount: 100 })).toMatchObject({ body: { code: "operation_open" } })
    const yes = { allowed: true, reason: null, figures: {} }
    const shown = await get(`/operations/${op.id}/decision`)
    expect(shown.body).toMatchObject({
      operation: { id: op.id, amount: 2000, remaining_before: sale.total, attempts: 1 },
      there: { remaining: sale.total - 3234, captured: sale.total, voided: 0, refunded: 3234 },
      answers: { happened: yes, not_happened: yes },
    })
    expect(await say(op.id, "happened")).toMatchObject({ status: 200, body: { operation: { state: "done" } } })
    expect(await problemsOf(bench.seed, sale.orderId)).toEqual([])
    expect((await medusaOf(sale)).refunds).toEqual([1234, 2000])
    expect(await rowOf(sale)).toMatchObject({ refunded_amount: 3234 })
    const { timeline } = await overview(sale.orderId)
    expect(timeline.find((entry: any) => entry.id === op.id)).toMatchObject({ state: "done", decided_by: { kind: "user" } })
    const { problems } = (await get(`/problems?state=resolved&order_id=${sale.orderId}`)).body
    expect(problems).toMatchObject([{ kind: "operation_undecided", resolved_by: { kind: "user" } }])
    // Pressed again, and by somebody who says otherwise.
    expect((await say(op.id, "happened")).status).toBe(200)
    expect(await say(op.id, "not_happened")).toMatchObject({ status: 409, body: { code: "not_undecided" } })
    expect((await medusaOf(sale)).refunds).toEqual([1234, 2000])
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ refunded: 3234 })
  })

  it("ends a refund that a person asked for and says did not happen: nothing of it is booked, and it may be asked for anew", async () => {
    const { sale, op } = await lostRefund(false)
    expect(await say(op.id, "not_happened")).toMatchObject({ status: 200, body: { operation: { state: "refused", handle: null } } })
    expect((await say(op.id, "not_happened")).status).toBe(200)
    expect(await say(op.id, "happened")).toMatchObject({ status: 409, body: { code: "not_undecided" } })
    expect(await problemsOf(bench.seed, sale.orderId)).toEqual([])
    expect((await medusaOf(sale)).refunds).toEqual([1234])
    await resumeOperations(bench.container)
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ refunded: 1234 })
    // Of what the panel moved, whoever asks next is told once.
    expect((await act(sale.orderId, "refund", { amount: 2000 })).body.code).toBe("moved_at_aplazame")
    expect((await act(sale.orderId, "refund", { amount: 2000 })).status).toBe(200)
    expect((await medusaOf(sale)).refunds).toEqual([1234, 2000])
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ refunded: 3234 })
  })

  const sendShirt = async (): Promise<{ sale: Sale; send: () => Promise<unknown> }> => {
    const sale = await buy(bench, "pay_later", { lines: { CAMISETA: 2, ZAPATILLAS: 1 } })
    const parcel = { [sale.order.items.find((item: any) => item.variant_sku === "CAMISETA").id]: 1 }
    return { sale, send: () => fulfil(bench.seed, sale.order, parcel) }
  }

  it.each(["happened", "not_happened"] as const)("a fulfilment's capture of which a person says %s is captured once, by itself where it has to be sent again", async (answer) => {
    await withOptions(bench, { captureOn: "fulfillment", captureAmount: "shipped", captureCalls: "captures" }, async () => {
      const { sale, send } = await sendShirt()
      const op = await lose(sale, "captures$", answer === "happened", send, () => bench.aplazame.client.createCapture(sale.ref, cents(1000)))
      expect(op).toMatchObject({ kind: "capture" })
      expect((await say(op.id, answer)).status).toBe(200)
      // Sent again, it is what the parcel is worth above what was captured by hand.
      const captured = op.amount! + (answer === "happened" ? 1000 : 0)
      // Medusa writes its row before the call: for a moment the sum is there, and at Aplazame it is not.
      await inTheEnd(async () => {
        expect(sum((await medusaOf(sale)).captures)).toBe(captured)
        expect(await bench.emulator.order(sale.ref)).toMatchObject({ captured })
      })
      expect((await medusaOf(sale)).captures).toEqual([1000, captured - 1000])
      expect((await effects(bench, sale.ref)).filter((call) => call === "POST /captures")).toHaveLength(2)
      expect(await problemsOf(bench.seed, sale.orderId)).toEqual([])
    })
  })

  // Captures and voids are listed each by itself: what was voided is not taken for what was captured, and nobody is asked.
  it("a fulfilment's capture without an answer, beside a void of the panel, is settled by itself", async () => {
    // The emulator has forgotten the sales of the tests before this one: a wider window would open a problem for each.
    const from = new Date()
    await withOptions(bench, { captureOn: "fulfillment", captureAmount: "shipped", captureCalls: "captures" }, async () => {
      const { sale, send } = await sendShirt()
      await pressAndMove(sale, "captures$", true, send, () => bench.emulator.panelVoid(sale.ref, 1000))
      await inTheEnd(async () => expect((await ledgerOf(sale)).filter((op) => op.kind === "capture").map((op) => op.state)).toEqual(["done"]))
      await inTheEnd(async () => expect((await medusaOf(sale)).captures).toHaveLength(1))
      const [captured] = (await medusaOf(sale)).captures
      await reconcile(bench.container, { from, to: new Date(Date.now() + 3_600_000), dryRun: false })
      await inTheEnd(async () => expect(await medusaOf(sale)).toMatchObject({ worth: sale.total - 1000, payment: sale.total - 1000 }))
      expect(await bench.emulator.order(sale.ref)).toMatchObject({ captured, voided: 1000 })
      expect((await effects(bench, sale.ref)).filter((call) => call === "POST /captures")).toHaveLength(1)
    })
  })

  it("writes the order down by a void that a person says happened, and by what the panel took off beside it", async () => {
    const sale = await buy(bench, "pay_later")
    const op = await lose(sale, "void$", true, () => act(sale.orderId, "void", { amount: 700 }), () => bench.emulator.panelVoid(sale.ref, 500))
    expect((await say(op.id, "happened")).status).toBe(200)
    expect(await bench.emulator.order(sale.ref)).toMatchObject({ voided: 1200 })
    expect(await medusaOf(sale)).toMatchObject({ worth: sale.total - 1200, payment: sale.total - 1200 })
    expect(await problemsOf(bench.seed, sale.orderId)).toEqual([])
  })

  it("refuses an answer that Aplazame's figures contradict, with both of them, and decides nothing", async () => {
    const { sale, op } = await lostRefund(false, 500)
    const figures = { amount: 2000, expected: 2000, there: 500 }
    expect((await get(`/operations/${op.id}/decision`)).body.answers).toMatchObject({ happened: { allowed: false, reason: "answer_contradicted", figures }, not_happened: { allowed: true } })
    expect(await say(op.id, "happened")).toMatchObject({ status: 422, body: { code: "answer_contradicted", figures } })
    expect(await bench.aplazame.ledger.byId(op.id)).toMatchObject({ state: "unknown", decided_by: null })
    expect(await problemsOf(bench.seed, sale.orderId)).toMatchObject([{ kind: "operation_undecided" }])
    expect((await medusaOf(sale)).refunds).toEqual([])
    expect((await say(op.id, "not_happened")).status).toBe(200)
    expect((await medusaOf(sale)).refunds).toEqual([500])
  })

  it("decides nothing of an operation that is not undecided, of another attempt, for a key of the API, or while Aplazame is away", async () => {
    const { op } = await lostRefund(true)
    expect(await say("aplop_none", "happened")).toMatchObject({ status: 404, body: { code: "not_found" } })
    expect((await get("/operations/aplop_none/decision")).status).toBe(404)
    expect(await say(op.id, "happened", 2)).toMatchObject({ status: 409, body: { code: "not_undecided" } })
    expect((await post(`/operations/${op.id}/decision`, { answer: "perhaps", attempt: 1 })).status).toBe(400)
    expect((await post(`/operations/${op.id}/decision`, { answer: "happened" })).status).toBe(400)
    const done = (await bench.aplazame.ledger.ofCredit(op.aplazame_order_id)).find((one) => one.kind === "capture")!
    expect(await say(done.id, "not_happened")).toMatchObject({ status: 409, body: { code: "not_undecided" } })
    const { api_key: key } = await bench.seed.admin.ok<any>(bench.seed.admin.post("/admin/api-keys", { title: "A program", type: "secret" }))
    const program = bench.seed.store.with({ authorization: `Basic ${Buffer.from(`${key.token}:`).toString("base64")}` })
    expect(await program.post(`/admin/aplazame/operations/${op.id}/decision`, { answer: "happened", attempt: 1 })).toMatchObject({ status: 403, body: { code: "person_needed" } })
    await withOptions(bench, { settleAfterMs: 600_000 }, async () => {
      expect(await say(op.id, "not_happened")).toMatchObject({ status: 422, body: { code: "operation_unsettled" } })
    })
    await bench.emulator.setFaults({ method: "GET", status: 503 })
    expect(await say(op.id, "happened")).toMatchObject({ status: 502, body: { code: "aplazame_unavailable" } })
    await bench.emulator.clearFaults()
    expect(await bench.aplazame.ledger.byId(op.id)).toMatchObject({ state: "unknown", decided_by: null })
    // As a process leaves it that is in the call.
    await pgOf()("aplazame_operation").where({ id: op.id }).update({ state: "sent", lease_until: new Date(Date.now() + 60_000) })
    expect(await say(op.id, "happened")).toMatchObject({ status: 409, body: { code: "operation_busy" } })
    await pgOf()("aplazame_operation").where({ id: op.id }).update({ state: "unknown", lease_until: null })
    expect((await say(op.id, "happened")).status).toBe(200)
  })

  it("is decided once when two processes without a common lock say the opposite at the same moment", async () => {
    const { sale, op } = await lostRefund(true)
    const row = await rowOf(sale)
    const answer = (said: Answer) => applyDecision(bench.aplazame, row, { operation_id: op.id, attempt: 1, answer: said, decided_by: `user_${said}`, by: "person" })
    const ends = await Promise.allSettled([answer("happened"), answer("not_happened"), answer("happened"), answer("not_happened")])
    const won = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value.decided_by] : []))
    const now = await bench.aplazame.ledger.byId(op.id)
    expect(won.length).toBeGreaterThan(0)
    expect(new Set(won)).toEqual(new Set([now?.decided_by]))
    expect(now?.state).toBe(now?.decided_by === "user_happened" ? "done" : "refused")
    for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(OperationError)
    expect((await rowOf(sale)).refunded_amount).toBe(now?.state === "done" ? 2000 : 0)
  })

  it("is in Medusa's books in the end when the process dies right after the decision", async () => {
    const { sale, op } = await lostRefund(true)
    await applyDecision(bench.aplazame, await rowOf(sale), { operation_id: op.id, attempt: 1, answer: "happened", decided_by: "user_1", by: "person" })
    expect((await medusaOf(sale)).refunds).toEqual([])
    expect(await problemsOf(bench.seed, sale.orderId)).toEqual([])
    await tenMinutesPass(pgOf(), { orderId: sale.orderId, credits: [sale] })
    for (let twice = 0; twice < 2; twice++) await sweep(bench.container)
    expect((await medusaOf(sale)).refunds).toEqual([2000])
  })
}
