import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../../../../../workflows/flow-context"
import { paymentState } from "../../../../../../workflows/payment-state"
import { customerOf, languageOfRequest, refuse, worded } from "../../../shared/answer"

/**
 * `GET /store/aplazame/carts/:id/payment`: where the payment of a cart stands, for its shopper who waits or
 * comes back. 200 `{ state, code, message, order_id }`, see `PaymentState`; nothing else of the cart or the
 * order is told. 404 `cart_not_found` for an unknown cart and, all the same, for one that another customer made theirs.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
  const language = languageOfRequest(req)
  const found = await paymentState(flowContext(req.scope), String(req.params.id), customerOf(req))
  if (!found) return refuse(res, 404, "cart_not_found", language)
  const { state, code, order_id } = found
  res.set("Cache-Control", "no-store").json({ state, ...worded(code, language), order_id })
}
