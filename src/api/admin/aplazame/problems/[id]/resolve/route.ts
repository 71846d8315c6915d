import { ActionError } from "../../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../../workflows/flow-context"
import { answering } from "../../../shared/answer"
import type { ResolveBody } from "../../bodies"
import { listedProblems } from "../../listed-problem"

/** `POST /admin/aplazame/problems/:id/resolve` `{ note }`: a person says that it is resolved. 404 when it is not open. */
export const POST = answering<ResolveBody>(async (req, res) => {
  const flow = flowContext(req.scope)
  const row = await flow.aplazame.problems.resolve(String(req.params.id), req.auth_context.actor_id, req.validatedBody.note)
  if (!row) throw new ActionError("not_found")
  const [problem] = await listedProblems(flow, [row])
  res.json({ problem })
})
