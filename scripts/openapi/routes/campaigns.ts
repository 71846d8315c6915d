import { z } from "zod"
import { articlesQuery, campaignsQuery, tagBody } from "../../../src/api/admin/aplazame/campaigns/query"
import { listedArticle, listedArticleExample, productCampaign, productCampaignExample } from "../../../src/api/admin/aplazame/campaigns/campaign.answer"
import { pagedThere } from "../../../src/api/values.answer"
import { adminRefusals, ASKED } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/campaigns"
const campaign = { description: "A campaign, by Aplazame's id." }

/** Products in Aplazame's campaigns. */
export const campaigns: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Campaigns",
    who: "operator",
    summary: "Every campaign that is not over, as a product sees it",
    description: "Live. Aplazame is asked once for each variant of the product.",
    query: campaignsQuery,
    queryNotes: { product_id: "Medusa's product." },
    answers: [
      { status: 200, description: "The campaigns.", body: z.strictObject({ campaigns: z.array(productCampaign) }), example: { campaigns: [productCampaignExample] } },
      ...adminRefusals(["product_not_found", ...ASKED], { takes: true }),
    ],
  },
  {
    method: "GET",
    path: `${BASE}/{id}/articles`,
    tag: "Campaigns",
    who: "operator",
    summary: "The articles of a campaign, live",
    parts: { id: campaign },
    query: articlesQuery,
    answers: [
      {
        status: 200,
        description: "A page of Aplazame's; its size is Aplazame's.",
        body: z.strictObject({ articles: z.array(listedArticle), ...pagedThere }),
        example: { articles: [listedArticleExample], count: 1, page: 1, next_page: null, previous_page: null },
      },
      ...adminRefusals(["campaign_not_found", ...ASKED], { takes: true }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/products`,
    tag: "Campaigns",
    who: "operator",
    summary: "Puts every variant of products into a campaign",
    parts: { id: campaign },
    body: { schema: tagBody, example: { product_ids: ["prod_01KAMW0Z"] } },
    answers: [
      {
        status: 200,
        description: "How many articles that were.",
        body: z.strictObject({ campaign_id: z.string(), product_ids: z.array(z.string()), articles: z.int() }),
        example: { campaign_id: "7", product_ids: ["prod_01KAMW0Z"], articles: 2 },
      },
      ...adminRefusals(["campaign_not_found", "product_not_found", "campaign_whole_catalogue", "campaign_over", ...ASKED], { takes: true }),
    ],
  },
  {
    method: "DELETE",
    path: `${BASE}/{id}/products/{product_id}`,
    tag: "Campaigns",
    who: "operator",
    summary: "Takes every variant of a product out of a campaign",
    parts: { id: campaign, product_id: { description: "Medusa's product." } },
    answers: [
      {
        status: 200,
        description: "How many articles were there.",
        body: z.strictObject({ campaign_id: z.string(), product_id: z.string(), articles: z.int() }),
        example: { campaign_id: "7", product_id: "prod_01KAMW0Z", articles: 2 },
      },
      ...adminRefusals(["campaign_not_found", "product_not_found", "campaign_whole_catalogue", ...ASKED], { takes: false }),
    ],
  },
]
