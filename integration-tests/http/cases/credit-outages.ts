import { randomUUID } from "node:crypto"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { resumeOperations } from "../../../src/workflows"
import { sweep } from "../../../src/workflows/sweep"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { clientOf, PRIVATE_KEY, withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects, type Product } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, editOrder, fulfil, hundredths, orderOf, paymentOf, problemsOf } from "../../support/operator"
import { openCheckout } from "../../support/shopper"

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Moments of Medusa's that our code compares with now. */
const OF_MEDUSA = {
  capture: ["created_at"],
  refund: ["created_at"],
  order_transaction: ["created_at"],
  order_change: ["created_at", "confirmed_at"],
  order: ["canceled_at"],
}

const pgOf = ({ container }: Bench): Knex => container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

/**
 * A store's clock: nothing waits, what was written becomes older instead, and the jobs run as often as they would
 * (the ledger at each step, the sweep once a minute). Each step runs the whole of them: fine steps are for what is measured.
 */
export class Clock {
  /** Simulated seconds since the clock was made. */
  now = 0
  private columns: Record<string, string[]> | undefined

  constructor(private readonly bench: Bench) {}

  async pass(seconds: number, step = 5 * MINUTE): Promise<void> {
    for (const end = this.now + seconds; this.now < end; ) await this.tick(Math.min(step, end - this.now))
  }

  /** Lets time pass until something is so; the simulated seconds that it took, Infinity when it did not come within that time. */
  async until(isSo: () => Promise<boolean>, within: number, step = MINUTE): Promise<number> {
    const begun = this.now
    while (!(await isSo())) {
      if (this.now - begun >= within) return Infinity
      await this.tick(step)
    }
    return this.now - begun
  }

  private async tick(seconds: number): Promise<void> {
    const pg = pgOf(this.bench)
    this.columns ??= { ...OF_MEDUSA, ...(await ourMoments(pg)) }
    for (const [table, columns] of Object.entries(this.columns)) {
      await pg.raw(`UPDATE "${table}" SET ${columns.map((column) => `${column} = ${column} - interval '${seconds} seconds'`).join(", ")}`)
    }
    const minute = Math.floor(this.now / MINUTE)
    this.now += seconds
    if (Math.floor(this.now / MINUTE) > minute) await sweep(this.bench.container)
    await resumeOperations(this.bench.container)
  }
}

/** Every moment in a table of ours. */
async function ourMoments(pg: Knex): Promise<Record<string, string[]>> {
  const { rows } = await pg.raw(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name LIKE 'aplazame\\_%' AND data_type LIKE 'timestamp%' AND column_name <> 'deleted_at'`
  )
  const found: Record<string, string[]> = {}
  for (const { table_name, column_name } of rows) (found[table_name] ??= []).push(column_name)
  return found
}

/** The client as it is, but that a GET which failed is tried again at once, and a look whether Aplazame answers again waits for nothing: hours of an outage are played here. */
export function withoutRealWaits({ aplazame }: Bench): void {
  Object.assign(aplazame, { client: clientOf(aplazame.settings, { retryBaseMs: 0, probeAfterMs: 0 }) })
}

/** The emulator forgets the orders of a test; what is still open of them here must not trouble the next one. */
export async function forgetEverything(bench: Bench): Promise<void> {
  const pg = pgOf(bench)
  for (const table of ["aplazame_operation", "aplazame_notification", "aplazame_problem", "aplazame_order"]) await pg(table).update({ deleted_at: new Date() })
  for (const [table, columns] of Object.entries(OF_MEDUSA)) {
    await pg.raw(`UPDATE "${table}" SET ${columns.map((column) => `${column} = ${column} - interval '30 days'`).join(", ")}`)
  }
}

/** All problems there ever were of one credit, closed ones too. */
export const everTold = async (bench: Bench, mid: string): Promise<{ kind: string; state: string; occurrences: number }[]> => {
  const row = (await bench.aplazame.orders.byMid(mid))!
  return pgOf(bench)("aplazame_problem").where({ aplazame_order_id: row.id }).select("kind", "state", "occurrences").orderBy("created_at")
}

type Sold = { ref: string; mid: string; orderId: string }

/** The three books of a purchase, in hundredths. */
export async function books(bench: Bench, { ref, mid, orderId }: Sold) {
  const theirs = await bench.emulator.order(ref)
  const row = (await bench.aplazame.orders.byMid(mid))!
  const payment = paymentOf(await orderOf(bench.seed, orderId))
  const { order } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,status,*summary`))
  const amounts = (rows: any[]): number[] => rows.map((one) => hundredths(one.amount))
  return {
    theirs: { captured: theirs.captured, voided: theirs.voided, refunded: theirs.refunded, cancelled: theirs.cancelled !== null },
    ours: { captured: row.captured_amount, voided: row.voided_amount, refunded: row.refunded_amount },
    medusa: { order: order.status, captures: amounts(payment.captures), refunds: amounts(payment.refunds), outstanding: hundredths(Number(order.summary.pending_difference)) || 0 },
  }
}

/** What was planned, sent or left without an answer and is not over yet. */
const openOperations = async (bench: Bench, mid: string): Promise<string[]> =>
  (await bench.aplazame.ledger.ofCredit((await bench.aplazame.orders.byMid(mid))!.id))
    .filter((op) => ["planned", "sent", "unknown", "not_done"].includes(op.state))
    .map((op) => `${op.business_key} ${op.state}`)

const NOBODY_ANSWERS = { status: 503, error_body: { error: { message: "maintenance" } } }

/** Aplazame is away, for a moment or for days, and comes back. */
export function creditOutages(bench: Bench): void {
  const { act, post } = aplazameAdmin(bench)
  const nothing = { captured: 0, voided: 0, refunded: 0 }
  const capturedAtAplazame = (ref: string, total: number) => async () => (await bench.emulator.order(ref)).captured === total
  const isCancelled = (ref: string) => async () => (await bench.emulator.order(ref)).cancelled !== null
  const faultsAreOver = async () => (await bench.emulator.faults()).every((rule) => rule.applied === rule.times)
  const cancelsOf = async (mid: string) => {
    const row = (await bench.aplazame.orders.byMid(mid))!
    const cancels = (await bench.aplazame.ledger.ofCredit(row.id)).filter((op) => op.kind === "cancel")
    return cancels.map((op) => [op.business_key.replace(row.id, "ROW"), op.state])
  }
  const oneCapture = (total: number) => ({
    theirs: { ...nothing, captured: total, cancelled: false },
    ours: { ...nothing, captured: total },
    medusa: { order: "pending", captures: [total], refunds: [], outstanding: 0 },
  })
  const ended = (total: number) => ({
    theirs: { ...nothing, cancelled: true },
    ours: { ...nothing, voided: total },
    medusa: { order: "canceled", captures: [], refunds: [] },
  })

  describe("that lasts a moment (case 6)", () => {
    /** The simulated seconds from the first failure until something is so. */
    const fromTheFirstFailure = async (clock: Clock, isSo: () => Promise<boolean>): Promise<number> => {
      expect(await clock.until(async () => (await bench.emulator.faults()).some((rule) => rule.applied > 0), 5 * MINUTE, 10)).toBeLessThan(Infinity)
      return clock.until(isSo, HOUR, 10)
    }
    const told = (ref: string) => async () => (await effects(bench, ref)).includes("PUT /")

    it("captures within two minutes of its return, after three 503 to the PUT, which is simply sent again, and two captures that were cut off", async () => {
      const sold = await buy(bench, "pay_later")
      await bench.emulator.setFaults({ route: "PUT /orders/:id", status: 503, times: 3 }, { route: "POST /orders/:id/captures", reset: "before", times: 2 })
      await fulfil(bench.seed, sold.order)
      const clock = new Clock(bench)
      const untilTold = await fromTheFirstFailure(clock, told(sold.ref))
      const untilReturn = await clock.until(faultsAreOver, HOUR, 10)
      const sinceReturn = await clock.until(capturedAtAplazame(sold.ref, sold.total), HOUR, 10)
      expect(untilTold).toBeLessThanOrEqual(1.5 * MINUTE)
      expect(sinceReturn).toBeLessThanOrEqual(2 * MINUTE)
      // A capture that was cut off is looked for a minute later, so two of them take two.
      expect(untilTold + untilReturn + sinceReturn).toBeLessThanOrEqual(4 * MINUTE)
      await clock.pass(10 * MINUTE)
      expect(await books(bench, sold)).toEqual(oneCapture(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["PUT /", "POST /captures"])
      expect(await everTold(bench, sold.mid)).toEqual([])
    })

    it("captures once the key is taken again: a key that is refused for an hour, while it is changed, ends nothing that was planned", async () => {
      const sold = await buy(bench, "pay_later")
      await bench.emulator.setFaults({ route: "^/orders", status: 401, error_body: { error: { message: "no" } } })
      await fulfil(bench.seed, sold.order)
      const clock = new Clock(bench)
      await clock.pass(HOUR)
      expect((await bench.emulator.order(sold.ref)).captured).toBe(0)
      expect(await everTold(bench, sold.mid)).toEqual([])
      await bench.emulator.clearFaults()
      expect(await clock.until(capturedAtAplazame(sold.ref, sold.total), HOUR, 10)).toBeLessThanOrEqual(2 * MINUTE)
      expect(await books(bench, sold)).toEqual(oneCapture(sold.total))
    })

    it("captures once and within two minutes, when the answers to two PUTs and to the capture were lost on their way back", async () => {
      const sold = await buy(bench, "pay_later")
      await bench.emulator.setFaults({ route: "PUT /orders/:id", reset: "after", times: 2 }, { route: "POST /orders/:id/captures", reset: "after", times: 1 })
      await fulfil(bench.seed, sold.order)
      const clock = new Clock(bench)
      const booked = async () => (await books(bench, sold)).medusa.captures.length > 0
      expect(await fromTheFirstFailure(clock, booked)).toBeLessThanOrEqual(2 * MINUTE)
      await clock.pass(10 * MINUTE)
      expect(await books(bench, sold)).toEqual(oneCapture(sold.total))
      expect((await effects(bench, sold.ref)).filter((call) => call === "POST /captures")).toHaveLength(1)
      expect(await everTold(bench, sold.mid)).toEqual([])
    })

    it("captures within two minutes of its return, after it answered nothing for twenty minutes", async () => {
      const sold = await buy(bench, "pay_later")
      await bench.emulator.setFaults(NOBODY_ANSWERS)
      await fulfil(bench.seed, sold.order)
      const clock = new Clock(bench)
      await clock.pass(20 * MINUTE, MINUTE)
      await bench.emulator.clearFaults()
      expect(await clock.until(capturedAtAplazame(sold.ref, sold.total), HOUR, 10)).toBeLessThanOrEqual(2 * MINUTE)
      expect(await books(bench, sold)).toEqual(oneCapture(sold.total))
      expect(await everTold(bench, sold.mid)).toEqual([])
    })

    it("cancels within two minutes of the first of two 503 and a cancel that was cut off, since it is simply sent again", async () => {
      const sold = await buy(bench)
      await bench.emulator.setFaults(
        { route: "POST /orders/:id/cancel", status: 503, times: 2 },
        { route: "POST /orders/:id/cancel", reset: "before", times: 1 }
      )
      expect((await cancelOrder(bench.seed, sold.orderId)).status).toBe(200)
      const clock = new Clock(bench)
      expect(await fromTheFirstFailure(clock, isCancelled(sold.ref))).toBeLessThanOrEqual(2 * MINUTE)
      await clock.pass(10 * MINUTE)
      expect(await books(bench, sold)).toMatchObject(ended(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["POST /cancel"])
      expect(await everTold(bench, sold.mid)).toEqual([])
    })
  })

  describe("that lasts for hours (case 7)", () => {
    /** Aplazame goes away in the middle of a capture: it was made, and nobody heard so. */
    const captureWithoutAnswer = async (clock: Clock, { ref, total, order }: Awaited<ReturnType<typeof buy>>): Promise<void> => {
      const isMade = capturedAtAplazame(ref, total)
      await bench.emulator.setFaults({ route: "POST /orders/:id/captures", ref, reset: "after", delay_ms: 2000, times: 1 })
      await fulfil(bench.seed, order)
      const passing = clock.until(isMade, 10 * MINUTE)
      await eventually(async () => expect(await isMade()).toBe(true), { within: 30_000, every: 20 })
      await bench.emulator.setFaults(NOBODY_ANSWERS)
      expect(await passing).toBeLessThan(Infinity)
    }

    it("sends everything that was planned in six hours without Aplazame by itself, once, and tells nobody", async () => {
      const lines = { CAMISETA: 2 }
      const [answerLost, later, instalments, cancelled, edited] = [
        await buy(bench, "pay_later"),
        await buy(bench, "pay_later"),
        await buy(bench, "instalments"),
        await buy(bench, "pay_in_4"),
        await buy(bench, "pay_later", { lines }),
      ] as const
      const clock = new Clock(bench)
      await captureWithoutAnswer(clock, answerLost)

      await bench.emulator.setFaults(NOBODY_ANSWERS)
      await fulfil(bench.seed, later.order)
      await fulfil(bench.seed, instalments.order)
      expect((await cancelOrder(bench.seed, cancelled.orderId)).status).toBe(200)
      await editOrder(bench.seed, edited.orderId, { itemId: edited.order.items[0].id, quantity: 1 })
      await clock.pass(10 * MINUTE)
      await clock.pass(6 * HOUR, 30 * MINUTE)
      await bench.emulator.clearFaults()

      const all = [answerLost, later, instalments, cancelled, edited]
      const nothingIsOpen = async () => (await Promise.all(all.map(({ mid }) => openOperations(bench, mid)))).flat().length === 0
      expect(await clock.until(nothingIsOpen, 30 * MINUTE)).toBeLessThan(Infinity)
      // What was settled by looking is booked by the sweep.
      await clock.pass(10 * MINUTE)
      expect(await books(bench, answerLost)).toEqual(oneCapture(answerLost.total))
      expect(await books(bench, later)).toEqual(oneCapture(later.total))
      expect(await effects(bench, later.ref)).toEqual(["PUT /", "POST /captures"])
      const { total } = instalments
      expect(await books(bench, instalments)).toEqual({ ...oneCapture(total), theirs: { ...nothing, cancelled: false } })
      expect(await effects(bench, instalments.ref)).toEqual(["PUT /"])
      expect(await books(bench, cancelled)).toMatchObject(ended(cancelled.total))
      expect(await effects(bench, cancelled.ref)).toEqual(["POST /cancel"])
      const worth = hundredths((await orderOf(bench.seed, edited.orderId)).total)
      expect(worth).toBeLessThan(edited.total)
      expect(await books(bench, edited)).toEqual({
        theirs: { ...nothing, voided: edited.total - worth, cancelled: false },
        ours: { ...nothing, voided: edited.total - worth },
        medusa: { order: "pending", captures: [], refunds: [], outstanding: worth },
      })
      expect(await effects(bench, edited.ref)).toEqual(["POST /void"])
      for (const { mid } of all) expect(await everTold(bench, mid)).toEqual([])
    }, 300_000)

    it("tries for three days, then tells a person once, and captures when that person says so", async () => {
      const sold = await buy(bench, "pay_later")
      await bench.emulator.setFaults(NOBODY_ANSWERS)
      await fulfil(bench.seed, sold.order)
      const clock = new Clock(bench)
      await clock.pass(10 * MINUTE)
      await clock.pass(71 * HOUR, 6 * HOUR)
      expect(await everTold(bench, sold.mid)).toEqual([])
      await clock.pass(4 * HOUR, 2 * HOUR)
      const told = [{ kind: "operation_exhausted", state: "open", occurrences: 1 }]
      expect(await everTold(bench, sold.mid)).toEqual(told)
      await bench.emulator.clearCalls()
      await clock.pass(24 * HOUR, 6 * HOUR)
      expect(await everTold(bench, sold.mid)).toEqual(told)
      expect(await bench.emulator.calls({ ref: sold.ref })).toEqual([])

      await bench.emulator.clearFaults()
      await clock.pass(HOUR, 30 * MINUTE)
      expect(await bench.emulator.order(sold.ref)).toMatchObject({ captured: 0 })
      const [problem] = await problemsOf(bench.seed, sold.orderId)
      expect((await post(`/operations/${problem.operation_id}/retry`, { token: randomUUID() })).status).toBe(200)
      expect(await books(bench, sold)).toEqual(oneCapture(sold.total))
      expect(await problemsOf(bench.seed, sold.orderId)).toEqual([])
    }, 300_000)

    it("tells once of a capture that had no answer when Aplazame went away for four days, and settles and books it when it is back", async () => {
      const sold = await buy(bench, "pay_later")
      const clock = new Clock(bench)
      await captureWithoutAnswer(clock, sold)
      await bench.emulator.setFaults(NOBODY_ANSWERS)
      await clock.pass(71 * HOUR, 6 * HOUR)
      expect(await everTold(bench, sold.mid)).toEqual([])
      await clock.pass(25 * HOUR, 5 * HOUR)
      expect(await everTold(bench, sold.mid)).toEqual([expect.objectContaining({ state: "open", occurrences: 1 })])
      await bench.emulator.clearFaults()
      await clock.pass(2 * HOUR, 20 * MINUTE)
      expect(await books(bench, sold)).toEqual(oneCapture(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["PUT /", "POST /captures"])
      expect(await problemsOf(bench.seed, sold.orderId)).toEqual([])
    }, 300_000)

    it("tells of a cancel that failed for three days once, in one problem", async () => {
      const sold = await buy(bench)
      await bench.emulator.setFaults(NOBODY_ANSWERS)
      expect((await cancelOrder(bench.seed, sold.orderId)).status).toBe(200)
      const clock = new Clock(bench)
      await clock.pass(10 * MINUTE)
      await clock.pass(71 * HOUR, 6 * HOUR)
      expect(await everTold(bench, sold.mid)).toEqual([])
      await clock.pass(24 * HOUR, 6 * HOUR)
      expect(await everTold(bench, sold.mid)).toEqual([expect.objectContaining({ state: "open", occurrences: 1 })])
    }, 300_000)
  })

  describe("and the identity check (case 8)", () => {
    /** An order that waits for the shopper's identity check. */
    const challenged = async (product: Product, lines: Record<string, number>) => {
      const checkout = await openCheckout(bench.seed, { lines })
      const { total } = await bench.emulator.challenge(checkout.checkout_id, { product })
      const row = (await bench.aplazame.orders.byMid(checkout.mid))!
      await bench.emulator.clearCalls()
      return { ref: checkout.checkout_id, mid: checkout.mid, orderId: row.order_id!, order: await orderOf(bench.seed, row.order_id!), total }
    }

    it.each([
      ["pay_later", [1, 1]],
      ["instalments", [2]],
    ] as const)("captures %s by itself when the check passes a day after the goods were sent, in parcels of %j", async (product, parcels) => {
      const sold = await challenged(product, { CAMISETA: 2 })
      const clock = new Clock(bench)
      // Waiting is no failure, however short the patience with failures is.
      await withOptions(bench, { giveUpAfterHours: 12 } as object, async () => {
        for (const quantity of parcels) {
          await fulfil(bench.seed, await orderOf(bench.seed, sold.orderId), { [sold.order.items[0].id]: quantity })
          await clock.pass(5 * MINUTE)
        }
        await clock.pass(24 * HOUR, 3 * HOUR)
        expect(await everTold(bench, sold.mid)).toEqual([])
        expect(await effects(bench, sold.ref)).toEqual([])
        await bench.emulator.passChallenge(sold.ref)
        const booked = async () => (await books(bench, sold)).medusa.captures.length > 0
        expect(await clock.until(booked, HOUR, 10)).toBeLessThanOrEqual(2 * MINUTE)
        await clock.pass(10 * MINUTE)
      })
      const theirs = { ...nothing, captured: product === "pay_later" ? sold.total : 0, cancelled: false }
      expect(await books(bench, sold)).toEqual({ ...oneCapture(sold.total), theirs })
      expect(await openOperations(bench, sold.mid)).toEqual([])
      expect(await everTold(bench, sold.mid)).toEqual([])
    })
  })

  describe("and a cancel that was not needed at first (case 4)", () => {
    /** Medusa cancels the payment first, then the order; here the database is away for the order. */
    const cancellationThatFailsLate = async (product: Product) => {
      const sold = await buy(bench, product)
      const failing = jest.spyOn(bench.container.resolve(Modules.ORDER) as any, "cancel").mockRejectedValueOnce(new Error("the database was away"))
      expect((await cancelOrder(bench.seed, sold.orderId)).status).toBe(500)
      failing.mockRestore()
      const clock = new Clock(bench)
      await clock.pass(10 * MINUTE)
      // The order lives, and so does its credit; a person knows.
      expect((await orderOf(bench.seed, sold.orderId)).status).toBe("pending")
      expect(await effects(bench, sold.ref)).toEqual([])
      expect((await problemsOf(bench.seed, sold.orderId)).map((one) => one.kind)).toEqual(["payment_cancelled_order_alive"])
      return { sold, clock }
    }

    it("ends the credit of an order whose first cancellation failed late, once the order is really cancelled", async () => {
      const { sold, clock } = await cancellationThatFailsLate("pay_later")
      expect((await cancelOrder(bench.seed, sold.orderId)).status).toBe(200)
      expect(await clock.until(isCancelled(sold.ref), HOUR)).toBeLessThanOrEqual(2 * MINUTE)
      await clock.pass(10 * MINUTE)
      expect(await books(bench, sold)).toMatchObject(ended(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["POST /cancel"])
      expect(await cancelsOf(sold.mid)).toEqual([["cancel:ROW", "skipped"], ["cancel:ROW#2", "done"]])
      expect(await problemsOf(bench.seed, sold.orderId)).toEqual([])
    })

    it("does not answer that it is cancelled, by our button, before the credit has ended", async () => {
      const { sold } = await cancellationThatFailsLate("instalments")
      expect((await act(sold.orderId, "cancel")).status).toBe(200)
      expect(await books(bench, sold)).toMatchObject(ended(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["POST /cancel"])
    })

    /** The store has agreed, Aplazame has confirmed, and still shows the approval: its answers are a moment behind. */
    const confirmedUnseen = async () => {
      await bench.emulator.patchSettings({ hold_notifications: true })
      const checkout = await openCheckout(bench.seed)
      const ref = checkout.checkout_id
      const { total } = await bench.emulator.approve(ref, { product: "pay_later", wait: false })
      const headers = { authorization: `Bearer ${PRIVATE_KEY}`, accept: "application/vnd.aplazame.sandbox.v4+json" }
      const approval: unknown = await (await fetch(`${bench.emulatorUrl}/orders/${ref}`, { headers })).json()
      await bench.emulator.flushNotifications()
      await bench.emulator.setFaults({ route: "GET /orders/:id", ref, status: 200, error_body: approval })
      const row = (await bench.aplazame.orders.byMid(checkout.mid))!
      expect(row).toMatchObject({ state: "approved", order_id: expect.any(String) })
      expect(await bench.emulator.order(ref)).toMatchObject({ status: "ok", cancelled: null })
      await bench.emulator.clearCalls()
      return { ref, mid: checkout.mid, orderId: row.order_id!, total }
    }

    it.each(["is told", "is found by the sweep, since the notification was lost"])("ends the credit of an order that was cancelled before it was confirmed, when the confirmation %s", async (how) => {
      const sold = await confirmedUnseen()
      expect((await cancelOrder(bench.seed, sold.orderId)).status).toBe(200)
      const clock = new Clock(bench)
      await clock.pass(3 * MINUTE)
      expect(await effects(bench, sold.ref)).toEqual([])
      await bench.emulator.clearFaults()
      if (how === "is told") await bench.emulator.flushNotifications()
      // Of a word that was lost the sweep asks after five minutes of silence.
      else await clock.pass(6 * MINUTE)
      expect(await clock.until(isCancelled(sold.ref), HOUR)).toBeLessThanOrEqual(2 * MINUTE)
      await clock.pass(10 * MINUTE)
      expect(await books(bench, sold)).toMatchObject(ended(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["POST /cancel"])
      expect((await problemsOf(bench.seed, sold.orderId)).map((one) => one.kind)).not.toContain("cancelled_order_credit_left")
    })

    it("does not answer that a credit has ended for which nothing was sent, and ends it when it is confirmed", async () => {
      const sold = await confirmedUnseen()
      expect((await cancelOrder(bench.seed, sold.orderId)).status).toBe(200)
      const clock = new Clock(bench)
      await clock.pass(3 * MINUTE)
      const row = (await bench.aplazame.orders.byMid(sold.mid))!
      // As a cancel that failed for too long leaves it.
      const problem = await bench.aplazame.problems.open({ kind: "cancelled_order_credit_left", about: row.id, aplazame_order_id: row.id, order_id: sold.orderId, figures: { total: sold.total } })
      const press = () => post(`/problems/${problem.id}/end-credit`, { token: randomUUID() })
      const early = await press()
      expect(await effects(bench, sold.ref)).toEqual([])
      expect({ ended: early.status === 200 }).toEqual({ ended: false })
      expect((await problemsOf(bench.seed, sold.orderId)).map((one) => one.kind)).toContain("cancelled_order_credit_left")
      await bench.emulator.clearFaults()
      expect((await press()).status).toBe(200)
      expect(await books(bench, sold)).toMatchObject(ended(sold.total))
      expect(await effects(bench, sold.ref)).toEqual(["POST /cancel"])
      expect((await problemsOf(bench.seed, sold.orderId)).map((one) => one.kind)).not.toContain("cancelled_order_credit_left")
    })
  })
}
