import type { CampaignArticle } from "../../aplazame"
import { productToArticles } from "../../mapping"
import { variantsOnSale } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"

/** Articles of one page at most, whatever is asked for. */
const LARGEST_PAGE = 100

/** A page in the shape of Aplazame's plugins: what was asked, and the articles. */
export type ArticleList = { query: { page: number; page_size: number }; elements: CampaignArticle[] }

/** One page of what the storefront sells, a variant each, under the ids that checkouts and campaigns name. */
export async function articlesOnSale({ aplazame, query }: FlowContext, page: number, wantedSize: number): Promise<ArticleList> {
  const page_size = Math.min(wantedSize, LARGEST_PAGE)
  const variants = await variantsOnSale(query, { skip: (page - 1) * page_size, take: page_size })
  return { query: { page, page_size }, elements: variants.flatMap((variant) => productToArticles(variant, aplazame.settings)) }
}
