import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cents } from "../../../../aplazame"
import { eligibilityOf, eligibilityOfCart, type Eligibility } from "../../../../workflows/eligibility"
import { flowContext, type FlowContext } from "../../../../workflows/flow-context"
import { customerOf, languageOfRequest, sendStoreRefusal, worded } from "../shared/answer"
import type { EligibilityQuery } from "./query"

/**
 * `GET /store/aplazame/eligibility?cart_id=` for a cart, or `?amount=&currency_code=[&country_code=][&product_id=]`
 * for a product page, `amount` in hundredths. 200 `{ eligible, reasons: [{ code, message, details }], products }`:
 * `products` has true, false, or null (Aplazame could not be asked) for each product that was asked about.
 * 404 `cart_not_found` also for a cart that another customer made theirs.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
  const found = await find(flowContext(req.scope), req.validatedQuery as EligibilityQuery, customerOf(req))
  if (!found) return sendStoreRefusal(res, 404, "cart_not_found", languageOfRequest(req))
  const language = languageOfRequest(req, { cart: found.locale })
  const reasons = found.reasons.map(({ code, details }) => ({ ...worded(code, language), details }))
  res.json({ eligible: found.eligible, reasons, products: found.products })
}

async function find(flow: FlowContext, query: EligibilityQuery, customerId: string | null): Promise<(Eligibility & { locale?: string | null }) | null> {
  if ("cart_id" in query) return eligibilityOfCart(flow, query.cart_id, customerId)
  const products = query.product_id ?? []
  const purchase = { amount: cents(query.amount), currency: query.currency_code, country: query.country_code ?? null }
  return eligibilityOf(flow, purchase, typeof products === "string" ? [products] : products)
}
