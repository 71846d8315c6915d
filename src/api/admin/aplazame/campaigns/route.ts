import { campaignsOfProduct } from "../../../../workflows/campaigns"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import type { CampaignsQuery } from "./query"

/**
 * `GET /admin/aplazame/campaigns?product_id=`: every campaign that is not over, live, `{ campaigns }`, each with
 * `tagged`: `all`, `some` or `none` of the product's variants, or `always` when it covers the whole catalogue.
 */
export const GET = answering(async (req, res) => {
  const { product_id } = req.validatedQuery as CampaignsQuery
  res.json({ campaigns: await campaignsOfProduct(flowContext(req.scope), product_id) })
})
