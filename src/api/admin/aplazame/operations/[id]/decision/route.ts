import { decideOperation, decisionOf } from "../../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../../workflows/flow-context"
import { answering } from "../../../shared/answer"
import type { DecisionBody } from "../../bodies"
import { listedOperations } from "../../listed-operation"

/**
 * `GET /admin/aplazame/operations/:id/decision`: what a person may say of a call that got no answer,
 * `{ operation, there, answers }`, on Aplazame's figures read now. Changes nothing.
 */
export const GET = answering(async (req, res) => {
  const { actor_id: id, actor_type: type } = req.auth_context
  const { operation: op, ...view } = await decisionOf(req.scope, String(req.params.id), { id, type })
  const [operation] = await listedOperations(flowContext(req.scope), [op])
  res.json({ operation, ...view })
})

/**
 * `POST /admin/aplazame/operations/:id/decision` `{ answer, attempt }`: a person says whether it happened.
 * `{ operation }` as it is then. Needs no token: an operation is decided once, and the same answer again changes nothing.
 */
export const POST = answering<DecisionBody>(async (req, res) => {
  const { actor_id: id, actor_type: type } = req.auth_context
  const op = await decideOperation(req.scope, String(req.params.id), req.validatedBody, { id, type })
  const [operation] = await listedOperations(flowContext(req.scope), [op])
  res.json({ operation })
})
