import { z } from "zod"
import { AplazameValidationError } from "../errors/classes"
import { checkPayload } from "../http/check-payload"
import { pathPart } from "../http/path"
import { parseAnswerBody, unreadable } from "../http/read-answer"
import type { ApiRequest } from "../http/request"
import type { Transport } from "../http/transport"
import {
  campaignArticlePayloadSchema,
  campaignEditSchema,
  partialCampaignEditSchema,
  type CampaignArticle,
  type CampaignEdit,
} from "../payloads/campaign"
import { pageNumber } from "../query/around-filters"
import {
  campaignArticlePageSchema,
  campaignPageSchema,
  campaignSchema,
  type Campaign,
  type CampaignArticlePage,
  type CampaignPage,
  type ListedCampaignArticle,
} from "../schemas/campaign"
import { walkPages, type FetchedPage } from "./walk-pages"

/** What a list of campaigns may be asked for: those that an article of ours is in, and the page. */
export type CampaignQuery = { article?: string; page?: number }

const campaignPath = (operation: string, id: string): string => `/me/campaigns/${pathPart(operation, "id", id)}`

async function fetchPage<P>(transport: Transport, request: ApiRequest, schema: z.ZodType<P>): Promise<FetchedPage<P>> {
  const answer = await transport.send(request)
  return { page: parseAnswerBody(request, answer, schema), fail: (why) => unreadable(request, answer, why) }
}

/** An empty id would not filter at all, so that every campaign would pass for one of the article's. */
function campaignsRequest({ article, page }: CampaignQuery): ApiRequest {
  const operation = "GET /me/campaigns"
  const query = new URLSearchParams()
  if (article !== undefined) {
    refuse(operation, article.trim() === "", "article", "must be a non-empty identifier")
    query.append("articles-mid", article)
  }
  if (page !== undefined) query.append("page", String(pageNumber(page)))
  return { method: "GET", path: "/me/campaigns", operation, version: 1, query }
}

function articlesRequest(id: string, page: number | undefined): ApiRequest {
  const operation = "GET /me/campaigns/:id/articles"
  const query = new URLSearchParams()
  if (page !== undefined) query.append("page", String(pageNumber(page)))
  return { method: "GET", path: `${campaignPath(operation, id)}/articles`, operation, version: 1, query }
}

/** @throws AplazameValidationError with effect `none`. */
function refuse(operation: string, wrong: boolean, field: string, message: string): void {
  if (!wrong) return
  throw new AplazameValidationError({ operation, effect: "none", message: `${operation} was not sent: ${field} ${message}`, fields: { [field]: [message] } })
}

/** `GET /me/campaigns`: one page. */
export async function listCampaigns(transport: Transport, query: CampaignQuery): Promise<CampaignPage> {
  return (await fetchPage(transport, campaignsRequest(query), campaignPageSchema)).page
}

/** All campaigns from `query.page` on. See {@link walkPages}. */
export function iterateCampaigns(transport: Transport, query: CampaignQuery): AsyncGenerator<Campaign> {
  return walkPages(query.page ?? 1, (page) => fetchPage(transport, campaignsRequest(page === 1 ? query : { ...query, page }), campaignPageSchema))
}

/** `GET /me/campaigns/:id`. */
export async function retrieveCampaign(transport: Transport, id: string): Promise<Campaign> {
  const operation = "GET /me/campaigns/:id"
  const request: ApiRequest = { method: "GET", path: campaignPath(operation, id), operation, version: 1 }
  return parseAnswerBody(request, await transport.send(request), campaignSchema)
}

/** `POST /me/campaigns`. */
export async function createCampaign(transport: Transport, campaign: CampaignEdit): Promise<Campaign> {
  const operation = "POST /me/campaigns"
  checkPayload(operation, campaignEditSchema, campaign)
  const request: ApiRequest = { method: "POST", path: "/me/campaigns", operation, version: 1, body: campaign }
  return parseAnswerBody(request, await transport.send(request), campaignSchema)
}

/** `PUT /me/campaigns/:id`. */
export async function updateCampaign(transport: Transport, id: string, campaign: CampaignEdit): Promise<void> {
  const operation = "PUT /me/campaigns/:id"
  checkPayload(operation, campaignEditSchema, campaign)
  await transport.send({ method: "PUT", path: campaignPath(operation, id), operation, version: 1, body: campaign })
}

/** `PATCH /me/campaigns/:id`. */
export async function patchCampaign(transport: Transport, id: string, campaign: Partial<CampaignEdit>): Promise<void> {
  const operation = "PATCH /me/campaigns/:id"
  checkPayload(operation, partialCampaignEditSchema, campaign)
  await transport.send({ method: "PATCH", path: campaignPath(operation, id), operation, version: 1, body: campaign })
}

/** `DELETE /me/campaigns/:id`. */
export async function deleteCampaign(transport: Transport, id: string): Promise<void> {
  const operation = "DELETE /me/campaigns/:id"
  await transport.send({ method: "DELETE", path: campaignPath(operation, id), operation, version: 1 })
}

/** `GET /me/campaigns/:id/articles`: one page. */
export async function listCampaignArticles(transport: Transport, id: string, page?: number): Promise<CampaignArticlePage> {
  return (await fetchPage(transport, articlesRequest(id, page), campaignArticlePageSchema)).page
}

/** All articles of a campaign. See {@link walkPages}. */
export function iterateCampaignArticles(transport: Transport, id: string): AsyncGenerator<ListedCampaignArticle> {
  return walkPages(1, (page) => fetchPage(transport, articlesRequest(id, page === 1 ? undefined : page), campaignArticlePageSchema))
}

/** `POST /me/campaigns/:id/articles`. */
export async function addCampaignArticles(transport: Transport, id: string, articles: readonly CampaignArticle[]): Promise<void> {
  const operation = "POST /me/campaigns/:id/articles"
  checkPayload(operation, z.array(campaignArticlePayloadSchema).min(1), articles)
  await transport.send({ method: "POST", path: `${campaignPath(operation, id)}/articles`, operation, version: 1, body: articles })
}

/** `DELETE /me/campaigns/:id/articles/:articleId`: the documented way to take an article out. */
export async function removeCampaignArticle(transport: Transport, id: string, articleId: string): Promise<void> {
  const operation = "DELETE /me/campaigns/:id/articles/:articleId"
  const path = `${campaignPath(operation, id)}/articles/${pathPart(operation, "articleId", articleId)}`
  await transport.send({ method: "DELETE", path, operation, version: 1 })
}

/**
 * `DELETE /me/campaigns/:id/articles?article-mid=a,b`: used by Aplazame's own plugins and documented nowhere. The
 * same call without the parameter empties the campaign, so an empty list is refused here, and so is an id with a
 * comma, which would be read as two.
 */
export async function removeCampaignArticles(transport: Transport, id: string, articleIds: readonly string[]): Promise<void> {
  const operation = "DELETE /me/campaigns/:id/articles?article-mid"
  const sayable = articleIds.length > 0 && articleIds.every((one) => one.trim() !== "" && !one.includes(","))
  refuse(operation, !sayable, "articleIds", "must be one identifier or more, without commas")
  const query = new URLSearchParams({ "article-mid": articleIds.join(",") })
  await transport.send({ method: "DELETE", path: `${campaignPath(operation, id)}/articles`, operation, version: 1, query })
}

/** `DELETE /me/campaigns/:id/articles`: takes every article out. */
export async function clearCampaignArticles(transport: Transport, id: string): Promise<void> {
  const operation = "DELETE /me/campaigns/:id/articles"
  await transport.send({ method: "DELETE", path: `${campaignPath(operation, id)}/articles`, operation, version: 1 })
}
