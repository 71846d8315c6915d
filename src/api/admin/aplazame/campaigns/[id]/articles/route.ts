import { articlesOfCampaign } from "../../../../../../workflows/campaigns"
import { flowContext } from "../../../../../../workflows/flow-context"
import { answering } from "../../../shared/answer"
import type { ArticlesQuery } from "../../query"

/**
 * `GET /admin/aplazame/campaigns/:id/articles?page=`: `{ articles, count, page, next_page, previous_page }`, live.
 * `product_id` is the product of ours that an article is a variant of, else null.
 */
export const GET = answering(async (req, res) => {
  const { page } = req.validatedQuery as ArticlesQuery
  res.json(await articlesOfCampaign(flowContext(req.scope), String(req.params.id), page))
})
