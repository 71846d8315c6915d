import { messageOf } from "../../../../aplazame/message-of"
import { flowContext } from "../../../../workflows/flow-context"
import { beginReconciliation, runReconciliation } from "../../../../workflows/reconcile"
import { answering } from "../shared/answer"
import type { ReconcileBody, RunsQuery } from "./bodies"
import { runView } from "./views"

/** `GET /admin/aplazame/reconcile`: the last runs, `{ runs }`. */
export const GET = answering(async (req, res) => {
  const { limit } = req.validatedQuery as RunsQuery
  const runs = await flowContext(req.scope).aplazame.listAplazameReconcileRuns({}, { take: limit, order: { created_at: "DESC" } })
  res.json({ runs: runs.map(runView) })
})

/**
 * `POST /admin/aplazame/reconcile` `{ from, to, dry_run }`: begins a comparison and answers 202 `{ run }` at
 * once; it goes on by itself and is taken up again by the job if this process ends.
 */
export const POST = answering<ReconcileBody>(async (req, res) => {
  const { from, to, dry_run } = req.validatedBody
  const run = await beginReconciliation(req.scope, { from, to, dryRun: dry_run, requestedBy: req.auth_context.actor_id })
  const { logger } = flowContext(req.scope)
  void runReconciliation(req.scope, run.id).catch((error: unknown) =>
    logger.error(`aplazame: reconciliation ${run.id}: ${messageOf(error)}`)
  )
  res.status(202).json({ run: runView(run) })
})
