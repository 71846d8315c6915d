import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { DAY_MS } from "../../../config/durations"
import { cents, type Cents, type ProductType } from "../../../aplazame"

/** What became of a checkout: one of these. */
export const OUTCOMES = ["approved", "refused", "abandoned", "in_review", "in_progress"] as const
export type Outcome = (typeof OUTCOMES)[number]

type Group = { currency_code: string; product: ProductType | null }
/** Checkouts of a day (its place in the period). `reason`: of the refused. */
export type CheckoutCount = Group & { day: number; outcome: Outcome; reason: string | null; count: number; amount: Cents }
/** What was given back on a day. */
export type RefundSum = Group & { day: number; amount: Cents }
/** A median. `whole`: of all products. */
export type DecisionTime = Group & { whole: boolean; seconds: number }
/** Medusa's orders, in the currency's own unit; `paid_*`: those that Aplazame pays for. */
export type Sales = { currency_code: string; orders: number; paid_orders: number; total: string; paid_total: string }

/** Aplazame's own words for a shopper who ran out of time: nobody decided. */
const RAN_OUT = "COALESCE(status_reason, '') LIKE 'expired%'"
/** Aplazame cancels what the store did not accept: that was never confirmed. */
const REFUSED = "(state = 'refused' OR state = 'cancelled' AND confirmed_at IS NULL)"
const OUTCOME = `CASE
  WHEN ${REFUSED} AND ${RAN_OUT} THEN 'abandoned'
  WHEN ${REFUSED} OR state = 'failed' THEN 'refused'
  WHEN state IN ('confirmed', 'cancelled') THEN 'approved'
  WHEN state IN ('challenge', 'approved') THEN 'in_review'
  WHEN COALESCE(expires_at, created_at + interval '1 day') < now() THEN 'abandoned'
  ELSE 'in_progress' END`
/** Of a credit that never came to be there is no reason of Aplazame's. */
const REASON = `CASE WHEN state = 'failed' THEN 'failed' WHEN ${REFUSED} AND NOT (${RAN_OUT}) THEN COALESCE(NULLIF(status_reason, ''), 'unknown') END`
const DECIDED = `(state IN ('confirmed', 'cancelled') OR (state = 'refused' AND NOT (${RAN_OUT})))`

// What a row of the period needs of another table is looked up for that row (LIMIT 1 holds the planner to it): a join may read the whole of the other table.
const CHECKOUTS = `
SELECT width_bucket(created_at, CAST(:bounds AS timestamptz[]))::int - 1 AS day, currency_code, product, ${OUTCOME} AS outcome, ${REASON} AS reason,
  count(*)::int AS count, sum(total_amount) AS amount
FROM aplazame_order
WHERE deleted_at IS NULL AND created_at >= :from AND created_at < :to AND sandbox = :sandbox
GROUP BY 1, 2, 3, 4, 5`

const DECISIONS = `
SELECT currency_code, product, GROUPING(product) = 1 AS whole, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
FROM (
  SELECT currency_code, product, extract(epoch FROM COALESCE(confirmed_at, refused_at) - created_at)::float8 AS seconds
  FROM aplazame_order
  WHERE deleted_at IS NULL AND created_at >= :from AND created_at < :to AND sandbox = :sandbox AND ${DECIDED} AND COALESCE(confirmed_at, refused_at) IS NOT NULL
) decided
GROUP BY GROUPING SETS ((currency_code), (currency_code, product))`

const REFUNDS = `
SELECT width_bucket(o.created_at, CAST(:bounds AS timestamptz[]))::int - 1 AS day, a.currency_code, a.product, sum(o.amount) AS amount
FROM aplazame_operation o CROSS JOIN LATERAL (SELECT currency_code, product, sandbox FROM aplazame_order WHERE id = o.aplazame_order_id LIMIT 1) a
WHERE o.deleted_at IS NULL AND o.kind = 'refund' AND o.state = 'done' AND o.created_at >= :from AND o.created_at < :to AND a.sandbox = :sandbox
GROUP BY 1, 2, 3`

const SALES = `
SELECT currency_code, count(*)::int AS orders, (count(*) FILTER (WHERE paid))::int AS paid_orders, sum(total)::text AS total, COALESCE(sum(total) FILTER (WHERE paid), 0)::text AS paid_total
FROM (
  SELECT o.currency_code, round((s.totals ->> 'current_order_total')::numeric, 2) AS total, a.paid
  FROM "order" o
    CROSS JOIN LATERAL (SELECT totals FROM order_summary WHERE order_id = o.id AND deleted_at IS NULL ORDER BY version DESC LIMIT 1) s
    LEFT JOIN LATERAL (SELECT true AS paid FROM aplazame_order WHERE order_id = o.id AND deleted_at IS NULL AND state = 'confirmed' LIMIT 1) a ON true
  WHERE (o.id < :first_id OR o.id >= :id_from) AND o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status <> 'canceled' AND o.created_at >= :from AND o.created_at < :to
) placed
GROUP BY 1`

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Medusa has no index on the date of its orders, so they are read by their ids, which begin with their time. One that a store gave itself is in no order of time.
/** The smallest id that Medusa gives an order at a moment. */
export function firstOrderIdAt(at: Date): string {
  let [time, text] = [at.getTime(), ""]
  for (let place = 0; place < 10; place++) [time, text] = [Math.floor(time / 32), LETTERS.charAt(time % 32) + text]
  return `order_${text}`
}

/** Sums for the page of figures: one statement for each question, which reads the rows of the period alone, of this side (live or sandbox). */
export class FiguresStore {
  constructor(
    private readonly pg: Knex,
    private readonly sandbox: boolean
  ) {}

  /** @param bounds the beginnings of the days, and the end of the last */
  async checkouts(bounds: readonly Date[]): Promise<CheckoutCount[]> {
    return this.withAmount(await this.ask<CheckoutCount>(CHECKOUTS, bounds))
  }

  async decisions(bounds: readonly Date[]): Promise<DecisionTime[]> {
    return this.ask(DECISIONS, bounds)
  }

  async refunds(bounds: readonly Date[]): Promise<RefundSum[]> {
    return this.withAmount(await this.ask<RefundSum>(REFUNDS, bounds))
  }

  async sales(bounds: readonly Date[]): Promise<Sales[]> {
    // Clocks of two servers may differ.
    const since = new Date((bounds[0]?.getTime() ?? 0) - DAY_MS)
    return this.ask(SALES, bounds, { first_id: firstOrderIdAt(new Date(0)), id_from: firstOrderIdAt(since) })
  }

  private async ask<Row>(statement: string, bounds: readonly Date[], more: Record<string, string> = {}): Promise<Row[]> {
    const moments = bounds.map((at) => at.toISOString())
    const given = { bounds: `{${moments.join(",")}}`, from: moments[0] ?? null, to: moments.at(-1) ?? null, sandbox: this.sandbox, ...more }
    const { rows } = await this.pg.raw<{ rows: Row[] }>(statement, given)
    return rows
  }

  /** The driver gives a sum as text. */
  private withAmount = <Row extends { amount: Cents }>(rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, amount: cents(Number(row.amount)) }))
}
