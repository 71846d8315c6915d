import type { ListedCampaignArticle } from "../../aplazame"
import { productsOfVariants } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { ofCampaign } from "./find-campaign"

/** An article of a campaign, and the product of ours that it is, if it is one. */
type ListedArticle = ListedCampaignArticle & { product_id: string | null }

/** `next_page` and `previous_page` are null at the ends. */
export type ArticlePage = { articles: ListedArticle[]; count: number; page: number; next_page: number | null; previous_page: number | null }

/** One page of a campaign's articles, as Aplazame has them now. @throws ActionError `campaign_not_found`; AplazameError. */
export async function articlesOfCampaign({ aplazame, query }: FlowContext, campaignId: string, page: number): Promise<ArticlePage> {
  const { results, paging, cursor } = await ofCampaign(() => aplazame.client.listCampaignArticles(campaignId, page))
  const owners = await productsOfVariants(query, results.map(({ id }) => id))
  return {
    articles: results.map((article) => ({ ...article, product_id: owners.get(article.id) ?? null })),
    count: paging.count,
    page,
    next_page: cursor.after,
    previous_page: cursor.before,
  }
}
