import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../../../../../workflows/flow-context"
import { orderPaymentState } from "../../../../../../workflows/payment-state"
import { answerPaymentState, customerOf } from "../../../shared/answer"

/**
 * `GET /store/aplazame/orders/:id/payment`: where the payment of an order stands, for the page that shows the order, while
 * Aplazame checks the shopper's identity and afterwards. 200 as for the order's cart; `none` for an order that was not
 * paid with Aplazame. 404 `cart_not_found` for one of a cart that another customer made theirs.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
  answerPaymentState(req, res, await orderPaymentState(flowContext(req.scope), String(req.params.id), customerOf(req)))
}
