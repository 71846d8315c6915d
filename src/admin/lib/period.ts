import { dateOf, dayOf } from "./day"

export const PERIODS = ["7", "30", "90", "year", "own"] as const
type PeriodName = (typeof PERIODS)[number]
export type Period = { from: string; to: string }

const LONGEST_DAYS = 366
/** More days than this are shown as weeks: a bar has to be seen. */
const MOST_BARS = 92
const WEEK = 7

/** A day so many days before another, by the calendar: clocks that are changed between them change nothing. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00`)
  date.setDate(date.getDate() - days)
  return dayOf(date)
}

/** The days that an operator asks for: the last ones end today. */
export function periodOf(params: URLSearchParams, today: string): Period & { name: PeriodName } {
  const name = PERIODS.find((one) => one === params.get("period")) ?? "30"
  if (name === "year") return { name, from: `${today.slice(0, 4)}-01-01`, to: today }
  const day = (key: string): string | null => (dateOf(params.get(key) ?? "") ? params.get(key) : null)
  if (name === "own") return { name, from: day("from") ?? daysBefore(today, 29), to: day("to") ?? today }
  return { name, from: daysBefore(today, Number(name) - 1), to: today }
}

/** Whether the store answers for so many days. */
export const isAnswered = ({ from, to }: Period): boolean => from <= to && daysBefore(to, LONGEST_DAYS - 1) <= from

/** The days as they are shown: each one, or in a long period the weeks from its first day, by the day on which they begin. */
export function barsOf<T extends { day: string }>(days: readonly T[]): { weekly: boolean; bars: T[] } {
  const weekly = days.length > MOST_BARS
  return { weekly, bars: weekly ? days.flatMap((day, index) => (index % WEEK === 0 ? [sum(day, days.slice(index + 1, index + WEEK))] : [])) : [...days] }
}

const sum = <T extends object>(first: T, others: readonly T[]): T =>
  Object.fromEntries(Object.entries(first).map(([name, value]: [string, unknown]) => [name, typeof value === "number" ? others.reduce((total, other) => total + Number(other[name as keyof T]), value) : value])) as T
