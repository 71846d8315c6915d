import { emailPaymentLink } from "../../../../../../workflows/admin-actions"
import { answering } from "../../../shared/answer"
import type { TokenBody } from "../../../shared/token-body"

/** `POST /admin/aplazame/orders/:id/link-email` `{ token }`: sends the order's payment link to the order's e-mail address. The overview as it is afterwards. */
export const POST = answering<TokenBody>(async (req, res) => {
  const overview = await emailPaymentLink(req.scope, { order_id: String(req.params.id), token: req.validatedBody.token, actor: req.auth_context.actor_id })
  res.json({ ...overview, refreshing: false })
})
