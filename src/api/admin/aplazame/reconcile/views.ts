import type { ReconcileRunRow } from "../../../../modules/aplazame/stores"

/** A reconciliation as the admin shows it; its error stays in the log. */
export type RunView = Pick<
  ReconcileRunRow,
  "id" | "state" | "dry_run" | "window_from" | "window_to" | "total" | "scanned" | "differences" | "repaired" | "created_at" | "finished_at"
>

type Run = Omit<RunView, "state"> & { state: string }

export function runView(run: Run): RunView {
  const { id, dry_run, window_from, window_to, total, scanned, differences, repaired, created_at, finished_at } = run
  const state = run.state === "done" || run.state === "failed" ? run.state : "running"
  return { id, state, dry_run, window_from, window_to, total, scanned, differences, repaired, created_at, finished_at }
}
