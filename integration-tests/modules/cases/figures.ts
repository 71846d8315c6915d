import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { cents } from "../../../src/aplazame"
import { assemble } from "../../../src/workflows/figures/assemble"
import { beginningsOf, daysOf } from "../../../src/workflows/figures/days"
import type { AplazameOrderRow } from "../../../src/modules/aplazame/rows"
import { anOperation, anOrder, type ModuleBench } from "../../support/aplazame-module"

/** Three days of Madrid in which the clocks are put forward: each moment below is UTC, and its day was worked out by hand. */
const DAYS = daysOf("2026-03-28", "2026-03-30")
const BOUNDS = beginningsOf(DAYS, "Europe/Madrid")
const EVE = "2026-03-28T22:59:59.999Z"
const SUNDAY = "2026-03-28T23:00:00.000Z"
const LATE_ON_SUNDAY = "2026-03-29T21:59:59.999Z"
const MONDAY = "2026-03-29T22:00:00.000Z"
const TUESDAY = "2026-03-30T22:00:00.000Z"

export function figures(bench: ModuleBench): void {
  const { service } = bench
  const pg = (): Knex => (service.figures as unknown as { pg: Knex }).pg

  const checkout = async (at: string, state: AplazameOrderRow["state"], given: Partial<AplazameOrderRow> = {}): Promise<AplazameOrderRow> => {
    const row = await anOrder(bench, state)
    await pg()("aplazame_order").where({ id: row.id }).update({ created_at: at, ...given })
    return row
  }
  const refund = async (order: AplazameOrderRow, at: string, amount: number, state = "done"): Promise<void> => {
    const { id } = await anOperation(bench, order, { amount: cents(amount) })
    await pg()("aplazame_operation").where({ id }).update({ state, created_at: at })
  }
  const after = (at: string, seconds: number): Date => new Date(Date.parse(at) + seconds * 1000)

  /** What the page would show, without Medusa's own orders. */
  const read = async () => {
    const [checkouts, decisions, refunds] = await Promise.all([service.figures.checkouts(BOUNDS), service.figures.decisions(BOUNDS), service.figures.refunds(BOUNDS)])
    return assemble({ checkouts, decisions, refunds, sales: [] }, DAYS.slice(0, -1))
  }

  it("are those of a period that was counted by hand", async () => {
    // Saturday: two approved (one of them cancelled since), one refused.
    const sold = await checkout("2026-03-27T23:00:00.000Z", "confirmed", { total_amount: cents(10_000), confirmed_at: after("2026-03-27T23:00:00.000Z", 60), product: "instalments" })
    await checkout(EVE, "cancelled", { total_amount: cents(5_000), confirmed_at: after(EVE, 100), product: "pay_later" })
    await checkout(EVE, "refused", { status_reason: "ko_generic", refused_at: after(EVE, 20) })
    // Sunday, which has 23 hours: one in review, one that the store has to answer, two left, one that did not get to Aplazame.
    await checkout(SUNDAY, "challenge")
    await checkout(LATE_ON_SUNDAY, "approved")
    await checkout(SUNDAY, "refused", { status_reason: "expired", refused_at: after(SUNDAY, 9_000) })
    await checkout(LATE_ON_SUNDAY, "open", { expires_at: new Date("2026-03-30T00:00:00Z") })
    await checkout(LATE_ON_SUNDAY, "failed")
    // Monday: one that the store did not accept; one from before it was kept when a credit was refused, without a reason; one whose shopper is still paying; one in another currency.
    await checkout(MONDAY, "cancelled", { status_reason: "confirmation_rejected_by_merchant", confirmed_at: null })
    await checkout(MONDAY, "refused", { status_reason: "", refused_at: null })
    await checkout(MONDAY, "open", { expires_at: new Date(Date.now() + 60_000) })
    await checkout(MONDAY, "confirmed", { total_amount: cents(777), currency_code: "usd", confirmed_at: after(MONDAY, 5) })
    // Not of the period, of the other side, deleted.
    await checkout(TUESDAY, "confirmed")
    await checkout("2026-03-27T22:59:59.999Z", "confirmed")
    await checkout(SUNDAY, "confirmed", { sandbox: false })
    await pg()("aplazame_order").where({ id: (await checkout(SUNDAY, "confirmed")).id }).update({ deleted_at: new Date() })
    // Refunds: on the days on which they were made, and only those that were.
    await refund(sold, SUNDAY, 1_500)
    await refund(sold, MONDAY, 500)
    await refund(sold, MONDAY, 400, "refused")
    await refund(sold, TUESDAY, 300)

    const [eur, usd, ...more] = await read()
    expect(more).toEqual([])
    const days = eur!.days.map(({ day, started, approved, refused, abandoned, in_review, in_progress, approved_amount, refunded_amount }) => [day, started, approved, refused, abandoned, in_review, in_progress, approved_amount, refunded_amount])
    expect(days).toEqual([
      ["2026-03-28", 3, 2, 1, 0, 0, 0, 15_000, 0],
      ["2026-03-29", 5, 0, 1, 2, 2, 0, 0, 1_500],
      ["2026-03-30", 3, 0, 2, 0, 0, 1, 0, 500],
    ])
    // The median of 60, 100 and 20 seconds; nobody decided about one that ran out.
    expect(eur!.total).toEqual({ started: 11, approved: 2, refused: 4, abandoned: 2, in_review: 2, in_progress: 1, approved_amount: 15_000, refunded_amount: 2_000, average_order: 7_500, decision_seconds: 60 })
    expect(eur!.products.map(({ product, started, approved, average_order, decision_seconds, refunded_amount }) => [product, started, approved, average_order, decision_seconds, refunded_amount])).toEqual([
      [null, 9, 0, null, 20, 0],
      ["instalments", 1, 1, 10_000, 60, 2_000],
      ["pay_later", 1, 1, 5_000, 100, 0],
    ])
    expect(eur!.reasons.sort((a, b) => a.reason.localeCompare(b.reason))).toEqual([{ reason: "confirmation_rejected_by_merchant", count: 1 }, { reason: "failed", count: 1 }, { reason: "ko_generic", count: 1 }, { reason: "unknown", count: 1 }])
    expect(usd).toMatchObject({ currency_code: "usd", total: { started: 1, approved: 1, approved_amount: 777, average_order: 777, refunded_amount: 0, decision_seconds: 5 } })
  })

  it("know when a credit was refused, and of no other", async () => {
    const [refused, confirmed] = [await anOrder(bench, "refused"), await anOrder(bench, "confirmed")]
    expect(refused.refused_at).toBeInstanceOf(Date)
    expect(confirmed.refused_at).toBeNull()
  })
}
