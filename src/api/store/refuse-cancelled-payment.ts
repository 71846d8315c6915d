import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isOurs, sessionsOfCart } from "../../modules/aplazame/reading"
import { flowContext } from "../../workflows/flow-context"
import { languageOfRequest, refuse } from "./aplazame/shared/answer"

/**
 * Keeps a cart from being completed with a payment of ours that Medusa has cancelled: after a completion
 * that failed late, core would place the order with that payment and without asking the provider.
 */
export async function refuseCancelledPayment(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const { query } = flowContext(req.scope)
  const sessions = await sessionsOfCart(query, String(req.params.id))
  const dead = sessions.some((session) => isOurs(session.provider_id) && session.payment?.canceled && session.cart && !session.cart.completed)
  if (!dead) return next()
  refuse(res, 409, "payment_cancelled", languageOfRequest(req))
}
