import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { isAplazameProvider, orderOfCart, sessionsOfCart } from "../../modules/aplazame/reading"
import { textOf } from "../../modules/aplazame/texts"
import { flowContext } from "../../workflows/flow-context"
import { languageOfSession } from "./aplazame/shared/answer"

/**
 * Where the store has a completion of its own, core's must not place the order of a cart that we pay for: it would come
 * first, and the store's own steps would be missing. Until the order is there the page is told, in Medusa's own words, that
 * the payment is not through; after that core gives the order.
 */
export async function waitForOwnCompletion(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const { aplazame, query } = flowContext(req.scope)
  if (aplazame.settings.completeCart === undefined) return next()
  const cartId = String(req.params.id)
  const sessions = await sessionsOfCart(query, cartId)
  const ours = sessions.find((session) => isAplazameProvider(session.provider_id))
  if (!ours || (await orderOfCart(query, cartId))) return next()
  const type = MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR
  res.status(200).json({ type: "cart", cart: { id: cartId }, error: { type, name: "Error", message: textOf("payment_pending", await languageOfSession(req, ours)) } })
}
