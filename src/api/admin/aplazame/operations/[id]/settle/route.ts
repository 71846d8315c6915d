import { settleOperation } from "../../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../../workflows/flow-context"
import { answering } from "../../../shared/answer"
import { listedOperations } from "../../listed-operation"

/** `POST /admin/aplazame/operations/:id/settle`: looks at Aplazame, or tries, now. `{ operation }` as it is then. */
export const POST = answering(async (req, res) => {
  const op = await settleOperation(req.scope, String(req.params.id))
  const [operation] = await listedOperations(flowContext(req.scope), [op])
  res.json({ operation })
})
