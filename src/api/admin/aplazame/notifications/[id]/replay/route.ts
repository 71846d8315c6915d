import { ActionError, translateError } from "../../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../../workflows/flow-context"
import { replayNotification } from "../../../../../../workflows/settle-notification"
import { answering } from "../../../shared/answer"
import { listedNotifications } from "../../listed-notification"

/**
 * `POST /admin/aplazame/notifications/:id/replay`: applies a notification again, after reading the order at
 * Aplazame. `{ decision, notification }`. Repeats give one end state, so it needs no token.
 */
export const POST = answering(async (req, res) => {
  const flow = flowContext(req.scope)
  const id = String(req.params.id)
  if (!(await flow.aplazame.inbox.byId(id))) throw new ActionError("not_found")
  try {
    const decision = await replayNotification(req.scope, id)
    const row = await flow.aplazame.inbox.byId(id)
    const [notification] = await listedNotifications(flow, row ? [row] : [])
    res.json({ decision, notification })
  } catch (error) {
    throw await translateError(flow.aplazame, null, new Date(), error)
  }
})
