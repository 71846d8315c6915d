import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../../../../../workflows/flow-context"
import { linkPaymentState } from "../../../../../../workflows/payment-state"
import { answerPaymentState } from "../../../shared/answer"

/**
 * `GET /store/aplazame/payment-collections/:id/payment`: where the payment of an order by its link stands, for whoever has the link:
 * 200 `{ state, code, message, order_id: null, number, amount, currency_code }`. The order's number and what it owes are all that
 * is told of it. 404 `cart_not_found` for an unknown collection, and for a cart's unless its order waits to be paid so or was cancelled.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
  const found = await linkPaymentState(flowContext(req.scope), String(req.params.id))
  answerPaymentState(req, res, found, found ? { number: found.number, amount: found.amount, currency_code: found.currency_code } : {})
}
