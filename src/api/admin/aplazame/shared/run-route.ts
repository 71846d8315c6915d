import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cents } from "../../../../aplazame"
import { runAction, type ActionRequest } from "../../../../workflows/admin-actions"
import { answering } from "./answer"

type Body = { token: string; version: string; amount?: number; note?: string; refund_reason_id?: string }

/**
 * `POST /admin/aplazame/orders/:id/<action>` `{ token, version, … }`: the overview as it is afterwards, or
 * `{ code, figures }` with 404, 409 (numbers moved meanwhile, or under way), 422 (refused), 502 (Aplazame away).
 * The same token again gets the same answer and moves nothing.
 */
export function actionRoute(action: ActionRequest["action"]) {
  return answering<Body>(async (req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) => {
    const { amount, ...body } = req.validatedBody
    const overview = await runAction(req.scope, {
      ...body,
      ...(amount === undefined ? {} : { amount: cents(amount) }),
      action,
      order_id: String(req.params.id),
      actor: req.auth_context.actor_id,
    })
    res.json({ ...overview, refreshing: false })
  })
}
