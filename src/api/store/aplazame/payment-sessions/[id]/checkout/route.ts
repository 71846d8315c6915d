import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf, textOf } from "../../../../../../modules/aplazame/texts"
import { flowContext } from "../../../../../../workflows/flow-context"
import { startCheckoutWorkflow } from "../../../../../../workflows/start-checkout"
import type { StartCheckoutBody } from "./body"

/**
 * `POST /store/aplazame/payment-sessions/:id/checkout`: from a payment session to a checkout at Aplazame.
 * 200 `{ checkout_id, mid, public_key, sandbox, script_url }`; otherwise `{ code, type, message, details }`
 * with a stable code and a sentence for the shopper in the language of `Accept-Language`.
 */
export const POST = async (req: AuthenticatedMedusaRequest<StartCheckoutBody>, res: MedusaResponse): Promise<void> => {
  const { aplazame } = flowContext(req.scope)
  const body = req.validatedBody
  const language = body.language ?? languageOf(req.headers["accept-language"], aplazame.settings.language)
  const { result } = await startCheckoutWorkflow(req.scope).run({
    input: {
      session_id: String(req.params.id),
      customer_id: req.auth_context?.actor_id ?? null,
      product: body.product,
      return_paths: body.return_paths,
      language,
    },
  })
  if (result.ok) {
    res.status(200).json(result.checkout)
    return
  }
  res.status(result.status).json({ type: "aplazame", code: result.code, message: textOf(result.code, language), details: result.details })
}
