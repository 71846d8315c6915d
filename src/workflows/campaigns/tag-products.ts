import { isAplazameError } from "../../aplazame"
import { articleIdsOf, isCampaignOver, productToArticles } from "../../mapping"
import { productById, productsById } from "../../modules/aplazame/reading"
import { ActionError } from "../admin-actions/action-error"
import type { FlowContext } from "../flow-context"
import { ofCampaign, refuseWholeCatalogue } from "./find-campaign"

/** Articles in one call; Aplazame names no limit. */
const AT_ONCE = 100

/**
 * Puts products into a campaign, each variant as an article, and gives back how many articles that were. What is
 * in it already is sent again with its present name and addresses, as Aplazame's own plugins do.
 *
 * @throws ActionError `campaign_not_found`, `campaign_whole_catalogue`, `campaign_over`, `product_not_found`; AplazameError.
 */
export async function tagProducts({ aplazame, query }: FlowContext, campaignId: string, productIds: readonly string[]): Promise<number> {
  const { client, settings } = aplazame
  const campaign = await ofCampaign(() => client.retrieveCampaign(campaignId))
  refuseWholeCatalogue(campaign)
  if (isCampaignOver(campaign, new Date())) throw new ActionError("campaign_over")
  const wanted = [...new Set(productIds)]
  const products = await productsById(query, wanted)
  if (products.length < wanted.length) throw new ActionError("product_not_found")
  const articles = products.flatMap((product) => productToArticles(product, settings))
  for (let from = 0; from < articles.length; from += AT_ONCE) {
    await ofCampaign(() => client.addCampaignArticles(campaignId, articles.slice(from, from + AT_ONCE)))
  }
  return articles.length
}

/**
 * Takes a product out of a campaign and gives back how many articles were there. One call for each variant, by the
 * documented address: the call that takes several empties the whole campaign should its parameter get lost.
 *
 * @throws ActionError `campaign_not_found`, `campaign_whole_catalogue`, `product_not_found`; AplazameError.
 */
export async function untagProduct({ aplazame, query }: FlowContext, campaignId: string, productId: string): Promise<number> {
  refuseWholeCatalogue(await ofCampaign(() => aplazame.client.retrieveCampaign(campaignId)))
  const product = await productById(query, productId)
  if (!product) throw new ActionError("product_not_found")
  let gone = 0
  for (const article of articleIdsOf(product)) {
    try {
      await aplazame.client.removeCampaignArticle(campaignId, article)
      gone += 1
    } catch (error) {
      // A variant that was not in it.
      if (!isAplazameError(error) || error.kind !== "not_found") throw error
    }
  }
  return gone
}
