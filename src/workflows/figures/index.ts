import type { FlowContext } from "../flow-context"
import { assemble, csvRows, toCsv, type CurrencyFigures } from "./assemble"
import { beginningsOf, daysOf } from "./days"

export { daysBetween, isDay, isTimeZone } from "./days"

/** Days by the calendar of a zone, the first and the last among them. */
export type Period = { from: string; to: string; time_zone: string }

function daysAndBounds({ from, to, time_zone }: Period) {
  const days = daysOf(from, to)
  return { days: days.slice(0, -1), bounds: beginningsOf(days, time_zone) }
}

/** The figures of a period: one query each for checkouts, decisions, refunds and the shop's sales. */
export async function figuresOfPeriod({ aplazame: { figures } }: FlowContext, period: Period): Promise<CurrencyFigures[]> {
  const { days, bounds } = daysAndBounds(period)
  const [checkouts, decisions, refunds, sales] = await Promise.all([figures.checkouts(bounds), figures.decisions(bounds), figures.refunds(bounds), figures.sales(bounds)])
  return assemble({ checkouts, decisions, refunds, sales }, days)
}

/** The same by day, currency and product, for a spreadsheet. */
export async function csvOfPeriod({ aplazame: { figures } }: FlowContext, period: Period): Promise<string> {
  const { days, bounds } = daysAndBounds(period)
  const [checkouts, refunds] = await Promise.all([figures.checkouts(bounds), figures.refunds(bounds)])
  return toCsv(csvRows({ checkouts, refunds }, days))
}
