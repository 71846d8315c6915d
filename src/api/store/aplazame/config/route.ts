import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { scriptUrl } from "../../../../config/options"
import { CURRENCIES } from "../../../../workflows/eligibility"
import { flowContext } from "../../../../workflows/flow-context"

/** Seconds that a browser may keep the answer: it changes with the store's options only. */
const KEEP_S = 300

/**
 * `GET /store/aplazame/config`: what a shop's pages need before there is a checkout, all of it public:
 * 200 `{ script_url, public_key, sandbox, product, countries, currencies, min_amount, max_amount }`.
 * Amounts in hundredths, null without a limit; `product` null when the shopper may choose.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { settings } = flowContext(req.scope).aplazame
  const { publicKey, sandbox, product, countries, minAmount, maxAmount } = settings
  res.set("Cache-Control", `private, max-age=${KEEP_S}`).json({
    script_url: scriptUrl(settings),
    public_key: publicKey,
    sandbox,
    product: product ?? null,
    countries,
    currencies: CURRENCIES,
    min_amount: minAmount ?? null,
    max_amount: maxAmount ?? null,
  })
}
