import { appendFileSync } from "node:fs"
import type { Spread } from "./measure"

/** A measured row of the table. `value` is what the target is about: a ratio, a number of calls, or megabytes. */
export type Row = {
  /** What was measured, with its floor named. */
  what: string
  /** Which question it belongs to; rows of one question stand together. */
  group: string
  value: number
  unit: "ratio" | "calls" | "MB"
  target: { at: "most" | "least"; value: number }
  /** The two sides, where there are two, in milliseconds. */
  ours?: Spread
  floor?: Spread
}

/** Hands a row to the command that makes the table; alone it is printed. */
export function record(row: Row): void {
  const file = process.env.BENCH_RESULTS
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`)
  process.stderr.write(`${row.what}: ${row.value.toFixed(2)} (${row.target.at} ${row.target.value})${row.ours && row.floor ? `  ${row.ours.median.toFixed(1)} ms ÷ ${row.floor.median.toFixed(1)} ms` : ""}\n`)
}

export const ratio = (ours: Spread, floor: Spread): number => ours.median / floor.median
