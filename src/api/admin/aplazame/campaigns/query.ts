import { z } from "@medusajs/framework/zod"

/** `GET /admin/aplazame/campaigns`: as this product sees them. */
export const campaignsQuery = z.object({ product_id: z.string().min(1).max(100) }).strict()
/** `GET /admin/aplazame/campaigns/:id/articles`: Aplazame's own pages, whose size is Aplazame's. */
export const articlesQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }).strict()
/** `POST /admin/aplazame/campaigns/:id/products`. */
export const tagBody = z.object({ product_ids: z.array(z.string().min(1).max(100)).min(1).max(100) }).strict()

export type CampaignsQuery = z.infer<typeof campaignsQuery>
export type ArticlesQuery = z.infer<typeof articlesQuery>
export type TagBody = z.infer<typeof tagBody>
