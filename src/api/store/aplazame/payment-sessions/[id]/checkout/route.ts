import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { spokenLanguage } from "../../../../../../mapping"
import { tryCheckout } from "../../../../../../workflows/start-checkout"
import { acceptedLanguage, customerOf, languageOfRequest, localeOfRequest, refuse } from "../../../shared/answer"
import type { StartCheckoutBody } from "./body"

/**
 * `POST /store/aplazame/payment-sessions/:id/checkout`: from a payment session to a checkout at Aplazame.
 * 200 `{ checkout_id, mid, public_key, sandbox, script_url }`; otherwise `{ code, type, message, details }`
 * with a stable code and a sentence for the shopper in the language of `Accept-Language`.
 */
export const POST = async (req: AuthenticatedMedusaRequest<StartCheckoutBody>, res: MedusaResponse): Promise<void> => {
  const body = req.validatedBody
  const language = spokenLanguage(body.language) ?? localeOfRequest(req)
  const result = await tryCheckout(req.scope, {
    session_id: String(req.params.id),
    customer_id: customerOf(req),
    product: body.product,
    return_paths: body.return_paths,
    language,
    accepted_language: acceptedLanguage(req),
  })
  if (result.ok) {
    res.status(200).json(result.checkout)
    return
  }
  refuse(res, result.status, result.code, language ?? languageOfRequest(req), result.details)
}
