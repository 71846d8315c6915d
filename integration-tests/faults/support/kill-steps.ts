import type { FaultRuleInput } from "../../../src/emulator"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, fulfil, hundredths, orderOf, paymentOf, refund } from "../../support/operator"
import type { SeededStore } from "../../support/seed-store"
import { complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"
import { HOLD_MS, type KillBench } from "./kill-bench"

/** One place at which the store is killed: what holds it there, who brings it there, and what must come of it. */
export type KillStep = { name: string; rule: FaultRuleInput; act: () => Promise<unknown>; reached?: () => Promise<void>; converged: () => Promise<void> }

/** Held and never arrived; or arrived, and the answer held. */
export const BEFORE = { delay_ms: HOLD_MS, reset: "before", times: 1 } as const
export const AFTER = { delay_ms: HOLD_MS, after_effect: true, times: 1 } as const
export const PUT = { method: "PUT", route: "/orders/:id" } as const
export const POST = { method: "POST", route: "/orders/:id/captures" } as const

/** What a store on its way to a step has to do before. */
const PATIENCE_MS = 60_000

export type StepBench = Pick<KillBench, "emulator" | "seed"> & {
  /** One connection: rows are held by it from `BEGIN` to `ROLLBACK`. */
  db: Pick<KillBench["db"], "query">
  /** The store as the process that is killed answers for it. */
  at: SeededStore
}

type Bought = { ref: string; total: number; orderId: string; paymentId: string }

export const CONFIRMATION = ["the order is being read", "the payment is being authorised", "order placed, answer not given"] as const

/** The named steps, each with what must come of it. */
export function killSteps(bench: StepBench) {
  const buy = async (product: "instalments" | "pay_later") => {
    const checkout = await openCheckout(bench.seed, { lines: { CAMISETA: 2 } })
    const credit = await bench.emulator.approve(checkout.checkout_id, { product })
    const done = await complete(bench.seed, checkout.cartId)
    const order = await orderOf(bench.seed, done.body.order.id)
    return { ref: checkout.checkout_id, total: credit.total, orderId: order.id as string, paymentId: paymentOf(order).id as string }
  }
  const captured = async (product: "instalments" | "pay_later") => {
    const bought = await buy(product)
    await bench.seed.admin.ok(capture(bench.seed, bought.paymentId))
    return bought
  }

  /** Medusa's captures or refunds, each with its one transaction, in hundredths. */
  async function booked(bought: Bought, kind: "capture" | "refund"): Promise<number[]> {
    const order = await orderOf(bench.seed, bought.orderId)
    const rows: { id: string; amount: number }[] = paymentOf(order)[`${kind}s`]
    const transactions: { reference: string; reference_id: string; amount: number }[] = order.transactions.filter((t: { reference: string }) => t.reference === kind)
    expect(transactions.map((t) => t.reference_id).sort()).toEqual(rows.map((row) => row.id).sort())
    expect(transactions.reduce((sum, t) => sum + Math.abs(hundredths(t.amount)), 0)).toBe(rows.reduce((sum, row) => sum + hundredths(row.amount), 0))
    return rows.map((row) => hundredths(row.amount))
  }

  const noneOpen = async (ref: string): Promise<void> => {
    const { rows } = await bench.db.query(
      "SELECT o.kind, o.state FROM aplazame_operation o JOIN aplazame_order a ON a.id = o.aplazame_order_id WHERE a.aplazame_id = $1 AND o.state IN ('planned','sent','unknown') AND o.kind <> 'history'",
      [ref]
    )
    expect(rows).toEqual([])
  }

  async function checkoutStep(name: string, hold: typeof BEFORE | typeof AFTER, made: number): Promise<KillStep> {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    const mids = async (): Promise<string[]> => (await bench.db.query("SELECT mid FROM aplazame_order WHERE cart_id = $1", [cartId])).rows.map((row) => row.mid)
    return {
      name,
      rule: { ...hold, route: "POST /checkout" },
      act: () => pressPay(bench.at, session.id),
      reached: async () => {
        const there = (await bench.emulator.orders(1000)).orders.map((order) => order.mid)
        expect((await mids()).filter((mid) => there.includes(mid))).toHaveLength(made)
      },
      converged: async () => {
        const { status, body } = await pressPay(bench.seed, session.id)
        expect(status).toBe(200)
        expect(await mids()).toEqual([body.mid])
        await bench.emulator.approve(body.checkout_id, { product: "instalments" })
        expect((await complete(bench.seed, cartId)).body.type).toBe("order")
      },
    }
  }

  /** A confirmation that stands still: at Aplazame's answer, or, with that a moment late, at a row that we hold meanwhile. */
  async function confirmationStep(at: (typeof CONFIRMATION)[number]): Promise<KillStep> {
    const { cartId, checkout_id, mid, sessionId } = await openCheckout(bench.seed)
    const orders = async (): Promise<string[]> => (await bench.db.query("SELECT order_id FROM order_cart WHERE cart_id = $1 AND deleted_at IS NULL", [cartId])).rows.map((row) => row.order_id)
    const ours = async () => (await bench.db.query("SELECT order_id, authorized_at FROM aplazame_order WHERE mid = $1", [mid])).rows[0]
    const received = async () => (await bench.db.query("SELECT id FROM aplazame_notification WHERE mid = $1", [mid])).rows
    return {
      name: `confirmation: ${at}`,
      rule: { route: "GET /orders/:id", ref: checkout_id, times: 1, delay_ms: at === "the order is being read" ? HOLD_MS : 1_500 },
      act: () => bench.emulator.approve(checkout_id, { product: "instalments", wait: false }),
      reached: async () => {
        if (at === "the order is being read") return
        if (at === "the payment is being authorised") {
          // The provider says yes, then Medusa writes the session; whoever holds the session holds the payment.
          await bench.db.query("SELECT id FROM payment_session WHERE id = $1 FOR UPDATE", [sessionId])
          await eventually(async () => expect((await ours()).authorized_at).not.toBeNull(), { within: PATIENCE_MS })
          expect((await bench.db.query("SELECT id FROM payment WHERE payment_session_id = $1", [sessionId])).rows).toEqual([])
          return
        }
        // The answer is given after the inbox row is written; whoever holds the row holds the answer.
        await eventually(async () => expect(await received()).toHaveLength(1))
        await bench.db.query("SELECT id FROM aplazame_notification WHERE mid = $1 FOR UPDATE", [mid])
        await eventually(async () => expect(await orders()).toHaveLength(1), { within: PATIENCE_MS })
        await eventually(async () => expect((await ours()).order_id).not.toBeNull())
      },
      converged: async () => {
        expect(await bench.emulator.order(checkout_id)).toMatchObject({ status: "ok", cancelled: null })
        const done = await complete(bench.seed, cartId)
        expect(done.body.type).toBe("order")
        expect(await orders()).toEqual([done.body.order.id])
        expect(paymentOf(await orderOf(bench.seed, done.body.order.id)).canceled_at).toBeNull()
      },
    }
  }

  async function captureStep(name: string, product: "instalments" | "pay_later", rule: FaultRuleInput, by: "fulfilment" | "operator"): Promise<KillStep> {
    const bought = await buy(product)
    return {
      name: `${name} (${product}, by ${by})`,
      rule: { ...rule, ref: bought.ref },
      act: async () => (by === "fulfilment" ? fulfil(bench.at, await orderOf(bench.seed, bought.orderId)) : capture(bench.at, bought.paymentId)),
      converged: async () => {
        await noneOpen(bought.ref)
        expect(await booked(bought, "capture")).toEqual([bought.total])
        expect((await bench.emulator.order(bought.ref)).captured).toBe(product === "pay_later" ? bought.total : 0)
        expect((await bench.emulator.calls({ ref: bought.ref })).filter((call) => call.method === "PUT" && call.effect).length).toBeGreaterThan(0)
      },
    }
  }

  async function refundStep(name: string, product: "instalments" | "pay_later", hold: typeof BEFORE | typeof AFTER, happened: boolean): Promise<KillStep> {
    const bought = await captured(product)
    return {
      name: `${name} (${product})`,
      rule: { ...hold, method: "POST", route: "/(refund|refunds)$", ref: bought.ref },
      act: () => refund(bench.at, bought.paymentId, 10),
      converged: async () => {
        await noneOpen(bought.ref)
        expect(await booked(bought, "refund")).toEqual(happened ? [1000] : [])
        expect((await bench.emulator.order(bought.ref)).refunded).toBe(happened ? 1000 : 0)
      },
    }
  }

  async function cancelStep(name: string, hold: typeof BEFORE | typeof AFTER): Promise<KillStep> {
    const bought = await buy("instalments")
    return {
      name,
      rule: { ...hold, route: "POST /orders/:id/cancel", ref: bought.ref },
      act: () => cancelOrder(bench.at, bought.orderId),
      converged: async () => {
        await noneOpen(bought.ref)
        expect((await bench.emulator.order(bought.ref)).cancelled).not.toBeNull()
        expect((await bench.emulator.calls({ ref: bought.ref })).filter((call) => call.path.endsWith("/cancel") && call.effect)).toHaveLength(1)
        expect((await orderOf(bench.seed, bought.orderId)).status).toBe("canceled")
      },
    }
  }

  return { checkoutStep, confirmationStep, captureStep, refundStep, cancelStep }
}

/** Brings each of the steps to its place, one after the other: there they stand, and rows are held, until who holds them is killed. */
export async function standStill({ emulator, db }: StepBench, steps: readonly KillStep[], stands?: (step: KillStep) => void): Promise<void> {
  await emulator.setFaults(...steps.map((step, i) => ({ id: String(i), ...step.rule })))
  await db.query("BEGIN")
  for (const [i, step] of steps.entries()) {
    void step.act().catch(() => undefined)
    await eventually(async () => expect((await emulator.faults()).find((rule) => rule.id === String(i))?.applied).toBe(1), { within: PATIENCE_MS })
    await step.reached?.()
    stands?.(step)
  }
}

/** Waits until all of the steps have converged, and says of each that has not why. */
export async function notConverged(steps: readonly KillStep[], within: number): Promise<string[]> {
  const bad: string[] = []
  const end = Date.now() + within
  for (const step of steps) {
    try {
      await eventually(step.converged, { within: Math.max(1_000, end - Date.now()), every: 1_000 })
      process.stderr.write(`converged    ${step.name}\n`)
    } catch (error) {
      bad.push(`${step.name}: ${error instanceof Error ? error.message : String(error)}`)
      process.stderr.write(`DID NOT      ${step.name}\n`)
    }
  }
  return bad
}
