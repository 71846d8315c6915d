import { z } from "zod"
import { absoluteUrl, nonNegativeCents, rateValue } from "./values"

/** `2016-06-01T00:00:00` or `2016-06-01`: Aplazame writes campaign dates without a zone. docs: Aplazame API, campaigns. */
const campaignDate = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/, "must be a date, with or without a time, without a zone")

/**
 * A financing campaign to create or to replace. `interest` is the interest discount in hundredths of a percent,
 * `partial` limits it to the articles added to it, `num_instalments` are the numbers of instalments allowed,
 * amounts are of the cart and count at creation only.
 *
 * docs: Aplazame API, campaigns.
 */
export const campaignEditSchema = z.object({
  name: z.string().min(1),
  start_date: campaignDate,
  end_date: campaignDate.optional(),
  interest: rateValue,
  partial: z.boolean().optional(),
  num_instalments: z.array(z.int().min(1)).optional(),
  min_order_amount: nonNegativeCents.optional(),
  max_order_amount: nonNegativeCents.optional(),
})

/** Any part of {@link campaignEditSchema}, for `PATCH`. */
export const partialCampaignEditSchema = campaignEditSchema.partial()

/** An article to add to a campaign; `id` is the one that checkouts name. docs: Aplazame API, campaigns, "articles". */
export const campaignArticlePayloadSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  url: absoluteUrl,
  description: z.string().optional(),
  image_url: absoluteUrl.optional(),
})

/** See {@link campaignEditSchema}. */
export type CampaignEdit = z.infer<typeof campaignEditSchema>
/** See {@link campaignArticlePayloadSchema}. */
export type CampaignArticle = z.infer<typeof campaignArticlePayloadSchema>
