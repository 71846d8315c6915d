import type { ExecArgs } from "@medusajs/framework/types"
import { flowContext } from "../workflows/flow-context"
import { reconcile } from "../workflows/reconcile"
import { readReconcileArgs } from "./reconcile-args"
import { report } from "./report"
import { scriptArgs } from "./script-args"

/** Differences told one by one; their number is told in any case. */
const MOST_TOLD = 1000

/**
 * Compares Aplazame with the store, by `npx medusa-payment-aplazame reconcile` in a store and
 * `npx medusa exec ./src/scripts/reconcile.ts -- --from 2026-11-01 --dry-run` here.
 *
 * Without dates: the last 30 days. `--dry-run` only tells. Exits 1 when something is left for a person.
 */
export default async function reconcileScript({ container, args }: ExecArgs): Promise<void> {
  const { from, to, dryRun, json } = readReconcileArgs(scriptArgs(args), new Date())
  const run = await reconcile(container, { from, to, dryRun, requestedBy: "command" }, ({ scanned, total, differences }) =>
    console.error(`  ${scanned} of ${total ?? "?"} orders, ${differences} differences`)
  )
  const { aplazame } = flowContext(container)
  const rows = await aplazame.listAplazameDifferences({ run_id: run.id }, { take: MOST_TOLD, order: { created_at: "ASC" } })
  const found = rows.map(({ kind, action, mid, order_id, figures }) => ({ kind, action, mid, order_id, figures }))
  const { state, scanned, differences, repaired, dry_run } = run
  report(
    json
      ? JSON.stringify({ state, orders: scanned, differences, repaired, dry_run, from: from.toISOString(), to: to.toISOString(), found })
      : [
          ...found.map(({ kind, action, mid, order_id, figures }) => `${kind} (${action}) ${mid} ${order_id ?? "no order"} ${JSON.stringify(figures)}`),
          ...(differences > found.length ? [`… and ${differences - found.length} more`] : []),
          `${scanned} orders, ${differences} differences, ${repaired} repaired${dry_run ? " (dry run: nothing was changed)" : ""}`,
          ...(state === "done" ? [] : [`it ended as "${state}": run it again`]),
        ].join("\n")
  )
  if (state !== "done" || differences > repaired) process.exitCode = 1
}
