import type { MedusaContainer } from "@medusajs/framework/types"
import { DAY_MS } from "../config/durations"
import { JOB_NAMES } from "../modules/aplazame/names"
import { jobInBackground } from "../workflows/background"
import { flowContext } from "../workflows/flow-context"
import { deleteExpired } from "../workflows/delete-expired"
import { forEachIsolated } from "../workflows/sweep/for-each-isolated"
import { LONG_WINDOW_MS, sweepMovements } from "../workflows/sweep/movements"
import { reconcile, reconcileByAge, runReconciliation } from "../workflows/reconcile"

/** Notifications of the last minutes may still be under way. */
const MARGIN_MS = 10 * 60_000
/** How far back each run compares Aplazame's list, which also shows orders that our tables lack. */
const BACK_MS = 3 * DAY_MS

/**
 * Every hour: continues interrupted reconciliations, compares the last days with Aplazame, then older credits by age, and repairs
 * what ended processes left in Medusa's books while the store was down. Expired rows are deleted last, so that a failure there
 * stops no comparison.
 */
export async function reconcileHourly(container: MedusaContainer): Promise<void> {
  const flow = flowContext(container)
  const { aplazame } = flow
  const to = new Date(Date.now() - MARGIN_MS)
  const parts = [
    { id: "interrupted", do: async () => forEachIsolated(flow, "reconciliation", await aplazame.reconciliations.abandoned(5), ({ id }) => runReconciliation(container, id)) },
    { id: "of the last days", do: () => reconcile(container, { from: new Date(to.getTime() - BACK_MS), to, dryRun: false, requestedBy: "job" }) },
    { id: "by age", do: () => reconcileByAge(container) },
    { id: "of Medusa's books", do: () => sweepMovements(flow, LONG_WINDOW_MS) },
    { id: "of what is past its time", do: () => deleteExpired(flow) },
  ]
  await forEachIsolated(flow, "reconciliation", parts, (part) => part.do())
}

export default jobInBackground(reconcileHourly)

export const config = { name: JOB_NAMES.reconcile, schedule: { interval: 60 * 60_000 } }
