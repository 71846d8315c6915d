import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../../../../../workflows/flow-context"
import { paymentState } from "../../../../../../workflows/payment-state"
import { answerPaymentState, customerOf } from "../../../shared/answer"

/**
 * `GET /store/aplazame/carts/:id/payment`: where the payment of a cart stands, for its shopper who waits or
 * comes back. 200 `{ state, code, message, order_id }`, see `PaymentState`; nothing else of the cart or the
 * order is told. 404 `cart_not_found` for an unknown cart and, all the same, for one that another customer made theirs.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
  answerPaymentState(req, res, await paymentState(flowContext(req.scope), String(req.params.id), customerOf(req)))
}
