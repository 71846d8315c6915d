import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { spokenLanguage } from "../../../../../../mapping"
import { sessionById } from "../../../../../../modules/aplazame/reading"
import { flowContext } from "../../../../../../workflows/flow-context"
import { tryCheckout } from "../../../../../../workflows/start-checkout"
import { acceptedLanguage, customerOf, languageOfRequest, localeOfRequest, sendStoreRefusal } from "../../../shared/answer"
import type { StartCheckoutBody } from "./body"

/**
 * `POST /store/aplazame/payment-sessions/:id/checkout`: from a payment session to a checkout at Aplazame.
 * 200 `{ checkout_id, mid, public_key, sandbox, script_url }`; otherwise `{ code, type, message, details }`
 * with a stable code and a sentence for the shopper in the language of the checkout.
 */
export const POST = async (req: AuthenticatedMedusaRequest<StartCheckoutBody>, res: MedusaResponse): Promise<void> => {
  const body = req.validatedBody
  const sessionId = String(req.params.id)
  const page = spokenLanguage(body.language) ?? localeOfRequest(req)
  const result = await tryCheckout(req.scope, {
    session_id: sessionId,
    customer_id: customerOf(req),
    product: body.product,
    return_paths: body.return_paths,
    language: page,
    accepted_language: acceptedLanguage(req),
  })
  if (result.ok) {
    res.status(200).json(result.checkout)
    return
  }
  const { status, code, details } = result
  // Who is told that there is no such session learns nothing of its cart.
  const cart = status === 404 ? null : (await sessionById(flowContext(req.scope).query, sessionId))?.cart?.locale
  sendStoreRefusal(res, status, code, languageOfRequest(req, { page, cart }), details)
}
