import type { MedusaContainer } from "@medusajs/framework/types"
import { JOB_NAMES } from "../modules/aplazame/names"
import { jobInBackground } from "../workflows/background"
import { flowContext } from "../workflows/flow-context"
import { deleteExpired } from "../workflows/delete-expired"
import { forEachIsolated } from "../workflows/sweep/for-each-isolated"
import { LONG_WINDOW_MS, sweepMovements } from "../workflows/sweep/movements"
import { reconcile, reconcileByAge, runReconciliation } from "../workflows/reconcile"

/** Notifications of the last minutes may still be under way. */
const MARGIN_MS = 10 * 60_000
/** Each run walks the list of what was made there in so many days, which also shows what our tables don't know. */
const BACK_MS = 3 * 24 * 60 * 60_000

/**
 * Every hour: goes on with what was interrupted, compares the last days with Aplazame, and then what is older, each in its
 * turn, and what dead processes left in Medusa's books while the store was down. Last what is past its time is forgotten: no comparison waits for it, or fails by it.
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
