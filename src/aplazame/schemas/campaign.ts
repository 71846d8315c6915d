import { z } from "zod"
import { pageSchema, type Page } from "./page"
import { answerCents, answerId, answerRate, nullableText } from "./values"

// What only informs a person must not make the campaign unreadable.
const optionalCents = answerCents.nullish().catch(null).transform((value) => value ?? null)

/**
 * A financing campaign as Aplazame has it. `partial` true: only the articles listed in it; false: the whole
 * catalogue. `interest` is the interest discount in hundredths of a percent; amounts are hundredths; dates are as
 * received, with or without a time, without a zone.
 *
 * docs: Aplazame API, campaigns (`partial` is false when absent).
 */
export const campaignSchema = z.object({
  id: answerId,
  name: z.string(),
  start_date: z.string(),
  end_date: nullableText,
  interest: answerRate,
  partial: z.boolean().nullish().transform((value) => value ?? false),
  num_instalments: z.array(z.int()).nullish().catch(null).transform((value) => value ?? []),
  min_order_amount: optionalCents,
  max_order_amount: optionalCents,
  created: nullableText,
})

/** One page of campaigns. */
export const campaignPageSchema: z.ZodType<CampaignPage> = pageSchema(campaignSchema)

/**
 * An article of a campaign; `id` is the store's. The documents show no result of this list: only what an article
 * is added with is known, and only the id is relied on.
 */
export const campaignArticleSchema = z.object({
  id: answerId,
  name: nullableText,
  url: nullableText,
  description: nullableText,
  image_url: nullableText,
})

/** One page of a campaign's articles. */
export const campaignArticlePageSchema: z.ZodType<CampaignArticlePage> = pageSchema(campaignArticleSchema)

/** See {@link campaignSchema}. */
export type Campaign = z.infer<typeof campaignSchema>
/** See {@link campaignPageSchema}. */
export type CampaignPage = Page<Campaign>
/** See {@link campaignArticleSchema}. */
export type ListedCampaignArticle = z.infer<typeof campaignArticleSchema>
/** See {@link campaignArticlePageSchema}. */
export type CampaignArticlePage = Page<ListedCampaignArticle>
