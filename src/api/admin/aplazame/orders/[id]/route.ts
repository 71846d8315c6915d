import { overviewOf, refreshSoon } from "../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../workflows/flow-context"
import { answering } from "../../shared/answer"

/**
 * `GET /admin/aplazame/orders/:id` with Medusa's order id, or a credit's own: the order's credit, figures, what may be done,
 * open problems and timeline, from our own tables at once. `credit` is null when it was not paid with
 * Aplazame; `others` has the ids of the order's further credits. `refreshing`: Aplazame is being read meanwhile, ask once more in a moment.
 */
export const GET = answering(async (req, res) => {
  const flow = flowContext(req.scope)
  const overview = await overviewOf(flow, String(req.params.id))
  res.json({ ...overview, refreshing: refreshSoon(flow, overview) })
})
