import type { ExecArgs } from "@medusajs/framework/types"
import { parseArgs } from "node:util"
import { flowContext } from "../workflows/flow-context"
import { reconcile } from "../workflows/reconcile"

const DAY_MS = 24 * 60 * 60_000

/**
 * Compares Aplazame with the store:
 *
 * `npx medusa exec <path of this file> -- --from 2026-11-01 --to 2026-11-20 --dry-run`
 *
 * Without dates: the last 30 days. `--dry-run` only tells. Prints progress and a table; exits 1 when
 * something is left for a person.
 */
export default async function reconcileScript({ container, args }: ExecArgs): Promise<void> {
  const { values } = parseArgs({
    args: args.filter((a) => a !== "--"),
    options: { from: { type: "string" }, to: { type: "string" }, "dry-run": { type: "boolean", default: false } },
  })
  const to = moment("--to", values.to) ?? new Date()
  const from = moment("--from", values.from) ?? new Date(to.getTime() - 30 * DAY_MS)
  const run = await reconcile(container, { from, to, dryRun: values["dry-run"], requestedBy: "command" }, ({ scanned, total, differences }) =>
    console.log(`  ${scanned} of ${total ?? "?"} orders, ${differences} differences`)
  )
  const { aplazame } = flowContext(container)
  const found = await aplazame.listAplazameDifferences({ run_id: run.id }, { take: 1000, order: { created_at: "ASC" } })
  console.table(found.map(({ kind, action, mid, order_id, figures }) => ({ kind, action, mid, order_id, ...figures })))
  console.log(`${run.scanned} orders, ${run.differences} differences, ${run.repaired} repaired${run.dry_run ? " (dry run: nothing was changed)" : ""}`)
  if (run.state !== "done" || run.differences > run.repaired) process.exitCode = 1
}

function moment(name: string, text: string | undefined): Date | null {
  if (text === undefined) return null
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new Error(`${name} is not a date: use 2026-11-20 or 2026-11-20T10:00:00Z`)
  return date
}
