import { tagProducts } from "../../../../../../workflows/campaigns"
import { flowContext } from "../../../../../../workflows/flow-context"
import { answering } from "../../../shared/answer"
import type { TagBody } from "../../query"

/**
 * `POST /admin/aplazame/campaigns/:id/products` `{ product_ids }`: puts every variant of these products into the
 * campaign. `{ campaign_id, product_ids, articles }`. 422 when it covers the whole catalogue or is over.
 */
export const POST = answering<TagBody>(async (req, res) => {
  const { product_ids } = req.validatedBody
  const campaign_id = String(req.params.id)
  res.json({ campaign_id, product_ids, articles: await tagProducts(flowContext(req.scope), campaign_id, product_ids) })
})
