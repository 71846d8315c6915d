import { cents, sumCents, ZERO, type Cents, type ProductType } from "../../aplazame"
import { toCents } from "../../mapping"
import { type CheckoutCount, type DecisionTime, type Outcome, OUTCOMES, type RefundSum, type Sales } from "../../modules/aplazame/stores"

/** What became of the checkouts that were begun: each is one of the five after `started`. Refunds count where they were made. */
type Counts = Record<"started" | Outcome, number> & { approved_amount: Cents; refunded_amount: Cents }
type DayCounts = Counts & { day: string }
/** `average_order`: of the approved. `decision_seconds`: half of the decisions took no longer. */
type Figures = Counts & { average_order: Cents | null; decision_seconds: number | null }
type ProductFigures = Figures & { product: ProductType | null }
type CsvRow = DayCounts & { currency_code: string; product: ProductType | null }

export type CurrencyFigures = {
  currency_code: string
  total: Figures
  days: DayCounts[]
  products: ProductFigures[]
  reasons: { reason: string; count: number }[]
  shop: { orders: number; amount: Cents; aplazame_orders: number; aplazame_amount: Cents }
}

/** What the database says of a period. */
export type Facts = { checkouts: readonly CheckoutCount[]; refunds: readonly RefundSum[]; decisions: readonly DecisionTime[]; sales: readonly Sales[] }
type Moved = Pick<Facts, "checkouts" | "refunds">
type Key = "day" | "currency_code" | "product"

function countsOf({ checkouts, refunds }: Moved): Counts {
  const number = (rows: readonly CheckoutCount[]): number => rows.reduce((sum, { count }) => sum + count, 0)
  const of = (outcome: Outcome): CheckoutCount[] => checkouts.filter((row) => row.outcome === outcome)
  return {
    started: number(checkouts),
    ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, number(of(outcome))])) as Record<Outcome, number>),
    approved_amount: sumCents(of("approved").map(({ amount }) => amount)),
    refunded_amount: sumCents(refunds.map(({ amount }) => amount)),
  }
}

function figuresOf(moved: Moved, decision: DecisionTime | undefined): Figures {
  const counts = countsOf(moved)
  return {
    ...counts,
    average_order: counts.approved > 0 ? cents(Math.round(counts.approved_amount / counts.approved)) : null,
    decision_seconds: decision ? Math.max(0, Math.round(decision.seconds)) : null,
  }
}

const NOTHING: Moved = { checkouts: [], refunds: [] }

/** The rows by what they have in a column, in one pass: a year has tens of thousands. */
function by<K extends Key>({ checkouts, refunds }: Moved, key: K): Map<RefundSum[K], { checkouts: CheckoutCount[]; refunds: RefundSum[] }> {
  const groups: ReturnType<typeof by<K>> = new Map()
  const groupOf = (row: RefundSum) => {
    const group = groups.get(row[key]) ?? { checkouts: [], refunds: [] }
    groups.set(row[key], group)
    return group
  }
  for (const row of checkouts) groupOf(row).checkouts.push(row)
  for (const row of refunds) groupOf(row).refunds.push(row)
  return groups
}

/** The figures of a period by currency, the one with the most checkouts first: amounts of two currencies are never added. */
export function assemble(facts: Facts, days: readonly string[]): CurrencyFigures[] {
  const currencies = [...by(facts, "currency_code")].map(([currency, moved]) => ofCurrency(currency, moved, facts, days))
  return currencies.sort((a, b) => b.total.started - a.total.started)
}

function ofCurrency(currency_code: string, moved: Moved, facts: Facts, days: readonly string[]): CurrencyFigures {
  const byDay = by(moved, "day")
  const decisions = facts.decisions.filter((one) => one.currency_code === currency_code)
  const shop = facts.sales.find((one) => one.currency_code === currency_code)
  const reasons = new Map<string, number>()
  for (const { reason, count } of moved.checkouts) if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  return {
    currency_code,
    total: figuresOf(moved, decisions.find(({ whole }) => whole)),
    days: days.map((day, index) => ({ day, ...countsOf(byDay.get(index) ?? NOTHING) })),
    products: [...by(moved, "product")]
      .map(([product, ofProduct]) => ({ product, ...figuresOf(ofProduct, decisions.find((one) => !one.whole && one.product === product)) }))
      .sort((a, b) => b.started - a.started),
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    shop: {
      orders: shop?.orders ?? 0,
      amount: shop ? toCents(shop.total, currency_code) : ZERO,
      aplazame_orders: shop?.paid_orders ?? 0,
      aplazame_amount: shop ? toCents(shop.paid_total, currency_code) : ZERO,
    },
  }
}

/** A line for each day, currency and product with anything in it, oldest first: a spreadsheet can add them up any way. */
export function csvRows(moved: Moved, days: readonly string[]): CsvRow[] {
  const byDay = by(moved, "day")
  return days.flatMap((day, index) =>
    [...by(byDay.get(index) ?? NOTHING, "currency_code")].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([currency_code, ofCurrency]) =>
      [...by(ofCurrency, "product")].map(([product, ofProduct]) => ({ day, currency_code, product, ...countsOf(ofProduct) }))
    )
  )
}

const COLUMNS = ["day", "currency_code", "product", "started", ...OUTCOMES, "approved_amount", "refunded_amount"] as const

/** The same as text. Nothing in it has to be quoted: days, codes of ours and numbers. Amounts in units with a point. */
export function toCsv(rows: readonly CsvRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((name) => (name.endsWith("_amount") ? (Number(row[name]) / 100).toFixed(2) : (row[name] ?? "unknown"))).join(","))
  return [COLUMNS.join(","), ...lines, ""].join("\r\n")
}
