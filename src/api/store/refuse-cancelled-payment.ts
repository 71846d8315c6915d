import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { messageOf } from "../../aplazame/message-of"
import { isAplazameProvider, sessionsOfCart, type Query, type SessionView } from "../../modules/aplazame/reading"
import { flowContext } from "../../workflows/flow-context"
import { languageOfSession, sendStoreRefusal } from "./aplazame/shared/answer"

/**
 * Keeps a cart from being completed with a payment of ours that Medusa has cancelled: after a completion
 * that failed late, core would place the order with that payment and without asking the provider. Carts that other
 * providers pay for are none of its business, in whatever currency, and its own failure keeps nobody from paying.
 */
export async function refuseCancelledPayment(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const { query, logger } = flowContext(req.scope)
  const dead = await cancelledOf(query, String(req.params.id)).catch((error: unknown) => {
    logger.warn(`aplazame: the payment of a cart could not be looked at: ${messageOf(error)}`)
    return null
  })
  if (!dead) return next()
  sendStoreRefusal(res, 409, "payment_cancelled", await languageOfSession(req, dead))
}

async function cancelledOf(query: Query, cartId: string): Promise<SessionView | null> {
  const sessions = await sessionsOfCart(query, cartId)
  return sessions.find((session) => isAplazameProvider(session.provider_id) && session.payment?.canceled && session.cart && !session.cart.completed) ?? null
}
