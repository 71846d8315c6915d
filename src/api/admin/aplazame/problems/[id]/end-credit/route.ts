import { endCredit } from "../../../../../../workflows/admin-actions"
import { answering } from "../../../shared/answer"
import type { TokenBody } from "../../../shared/token-body"

/** `POST /admin/aplazame/problems/:id/end-credit` `{ token }`: cancels or refunds what is left of a credit that no active order needs. `{ ended: true }`. */
export const POST = answering<TokenBody>(async (req, res) => {
  await endCredit(req.scope, String(req.params.id), req.validatedBody.token, req.auth_context.actor_id)
  res.json({ ended: true })
})
