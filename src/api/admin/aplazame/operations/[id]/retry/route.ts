import { retryOperation } from "../../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../../workflows/flow-context"
import { answering } from "../../../shared/answer"
import type { TokenBody } from "../../../shared/token-body"
import { listedOperations } from "../../listed-operation"

/** `POST /admin/aplazame/operations/:id/retry` `{ token }`: asks again for what the plugin gave up on. */
export const POST = answering<TokenBody>(async (req, res) => {
  const op = await retryOperation(req.scope, String(req.params.id), req.validatedBody.token, req.auth_context.actor_id)
  const [operation] = await listedOperations(flowContext(req.scope), [op])
  res.json({ operation })
})
