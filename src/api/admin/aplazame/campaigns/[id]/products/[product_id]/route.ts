import { untagProduct } from "../../../../../../../workflows/campaigns"
import { flowContext } from "../../../../../../../workflows/flow-context"
import { answering } from "../../../../shared/answer"

/**
 * `DELETE /admin/aplazame/campaigns/:id/products/:product_id`: takes every variant of the product out.
 * `{ campaign_id, product_id, articles }`; 422 when the campaign covers the whole catalogue.
 */
export const DELETE = answering(async (req, res) => {
  const campaign_id = String(req.params.id)
  const product_id = String(req.params.product_id)
  res.json({ campaign_id, product_id, articles: await untagProduct(flowContext(req.scope), campaign_id, product_id) })
})
