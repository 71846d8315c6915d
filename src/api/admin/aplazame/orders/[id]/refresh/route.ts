import { refreshOrder } from "../../../../../../workflows/admin-actions"
import { answering } from "../../../shared/answer"

/**
 * `POST /admin/aplazame/orders/:id/refresh`: reads the order at Aplazame and settles what is unanswered.
 * The overview, and `live` with Aplazame's own figures. Moves no money, so it needs no token.
 */
export const POST = answering(async (req, res) => {
  const { overview, live } = await refreshOrder(req.scope, String(req.params.id))
  res.json({ ...overview, refreshing: false, live })
})
