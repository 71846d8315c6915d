import type { AplazameClient, Campaign } from "../../aplazame"
import { articleIdsOf, isCampaignOver } from "../../mapping"
import { productById } from "../../modules/aplazame/reading"
import { ActionError } from "../admin-actions/action-error"
import type { FlowContext } from "../flow-context"

/** `always`: the campaign covers the whole catalogue. `some`: a variant was added after the product was tagged. */
type Tagged = "all" | "some" | "none" | "always"

/** A campaign as a product sees it. `interest` in hundredths of a percent, amounts in hundredths, dates as received. */
export type ProductCampaign = Pick<
  Campaign,
  "id" | "name" | "start_date" | "end_date" | "interest" | "num_instalments" | "min_order_amount" | "max_order_amount"
> & { tagged: Tagged; articles: number; tagged_articles: number }

/**
 * Every campaign that is not over, as Aplazame has it now, and whether the product is in it.
 *
 * Aplazame is asked once for each variant, one after another: to several questions at once it answers 429. It is
 * not asked at all while no campaign has articles of its own.
 *
 * @throws ActionError `product_not_found`; AplazameError.
 */
export async function campaignsOfProduct({ aplazame, query }: FlowContext, productId: string): Promise<ProductCampaign[]> {
  const product = await productById(query, productId)
  if (!product) throw new ActionError("product_not_found")
  const ids = articleIdsOf(product)
  const running: Campaign[] = []
  const now = new Date()
  for await (const campaign of aplazame.client.iterateCampaigns()) if (!isCampaignOver(campaign, now)) running.push(campaign)
  const counts = running.some(({ partial }) => partial) ? await countTags(aplazame.client, ids) : new Map<string, number>()
  return running.map((campaign) => seen(campaign, ids.length, counts.get(campaign.id) ?? 0))
}

/** campaign id -> how many of the articles are in it. */
async function countTags(client: AplazameClient, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const article of ids) {
    for await (const { id } of client.iterateCampaigns({ article })) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function seen(campaign: Campaign, articles: number, tagged_articles: number): ProductCampaign {
  const { id, name, start_date, end_date, interest, num_instalments, min_order_amount, max_order_amount } = campaign
  const tagged = !campaign.partial ? "always" : tagged_articles === 0 ? "none" : tagged_articles < articles ? "some" : "all"
  return { id, name, start_date, end_date, interest, num_instalments, min_order_amount, max_order_amount, tagged, articles, tagged_articles }
}
