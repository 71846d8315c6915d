import { parseArgs } from "node:util"
import { DAY_MS } from "../config/durations"

export type ReconcileArgs = { from: Date; to: Date; dryRun: boolean; json: boolean }

/** Reads the reconciliation's arguments; throws one sentence for what it does not understand. Default: the 30 days before `now`. */
export function readReconcileArgs(args: readonly string[], now: Date): ReconcileArgs {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: "string" }, to: { type: "string" },
      "dry-run": { type: "boolean", default: false }, json: { type: "boolean", default: false },
    },
  })
  const to = moment("--to", values.to) ?? now
  const from = moment("--from", values.from) ?? new Date(to.getTime() - 30 * DAY_MS)
  if (from >= to) throw new Error("--from must be before --to")
  return { from, to, dryRun: values["dry-run"], json: values.json }
}

function moment(name: string, text: string | undefined): Date | null {
  if (text === undefined) return null
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new Error(`${name} is not a date: use 2026-11-20 or 2026-11-20T10:00:00Z`)
  return date
}
