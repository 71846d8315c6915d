import type { EntityManager } from "typeorm"
import { In } from "typeorm"
import { z } from "zod"
import { now, parseInstant } from "../clock"
import { CampaignArticleEntity, CampaignEntity } from "../database/entities"
import type { CampaignArticleRow, CampaignRow, Side } from "../database/rows"
import { param, type ApiAnswer, type Endpoint } from "../http/endpoint"
import { notFound, parseOrProblem } from "../http/problems"
import { newHexId } from "../ids"
import { amountSchema, cents } from "../money"
import { assertPageExists, pageShape, readPage, type PageRequest } from "../listing/page"
import type { MerchantContext } from "./context"

const DONE: ApiAnswer = { status: 204, effect: true }
const moment = z.string().refine((text) => parseInstant(text) !== undefined, "Datetime has wrong format.")
/** The documented create example sends the rate as a string. */
const rate = z.union([z.int(), z.string().regex(/^\d+$/, "A valid integer is required.").transform(Number)])

const campaignSchema = z.looseObject({
  name: z.string().min(1), start_date: moment, end_date: moment.nullish(), interest: rate, partial: z.boolean().optional(),
  num_instalments: z.array(z.int().min(1)).nullish(), min_order_amount: amountSchema.nullish(), max_order_amount: amountSchema.nullish(),
})
const articlesSchema = z.array(z.looseObject({
  id: z.union([z.string().min(1), z.int().transform(String)]), name: z.string().min(1), url: z.url(),
  description: z.string().nullish(), image_url: z.url().nullish(),
}))

/** Financing campaigns and their articles (docs: Aplazame API, campaigns). */
export function campaignEndpoints({ db, settings }: MerchantContext): Endpoint[] {
  const edit = (partial: boolean): Endpoint["handle"] => async ({ side, body, params }) => db.write(async (tx) => {
    const row = await findCampaign(tx, side, params.id ?? "")
    const change = partial ? parseOrProblem(campaignSchema.partial(), body) : parseOrProblem(campaignSchema, body)
    // The cart range is set at creation only: an edit neither changes nor loses it.
    const { min_order_amount, max_order_amount } = row
    await tx.update(CampaignEntity, { seq: row.seq }, columns({ ...(partial ? row : {}), ...change, min_order_amount, max_order_amount }, row))
    return DONE
  })
  return [
    { method: "GET", path: "/me/campaigns", key: "private", handle: (request) => db.read((tx) => listCampaigns(tx, request.side, request, settings().page_size)) },
    {
      method: "POST", path: "/me/campaigns", key: "private",
      handle: async ({ side, body }) => db.write(async (tx) => {
        const row = columns(parseOrProblem(campaignSchema, body), { id: newHexId(), side, created: now() })
        await tx.insert(CampaignEntity, row)
        return { status: 201, body: campaignShape(row), effect: true }
      }),
    },
    {
      method: "GET", path: "/me/campaigns/:id", key: "private",
      handle: async (request) => ({ status: 200, body: campaignShape(await db.read((tx) => findCampaign(tx, request.side, param(request, "id")))) }),
    },
    { method: "PUT", path: "/me/campaigns/:id", key: "private", handle: edit(false) },
    { method: "PATCH", path: "/me/campaigns/:id", key: "private", handle: edit(true) },
    {
      method: "DELETE", path: "/me/campaigns/:id", key: "private",
      handle: async (request) => db.write(async (tx) => {
        const row = await findCampaign(tx, request.side, param(request, "id"))
        await tx.delete(CampaignArticleEntity, { campaign_id: row.id })
        await tx.delete(CampaignEntity, { seq: row.seq })
        return DONE
      }),
    },
    {
      method: "GET", path: "/me/campaigns/:id/articles", key: "private",
      handle: (request) => db.read(async (tx) => {
        const { id } = await findCampaign(tx, request.side, param(request, "id"))
        return paged(request, settings().page_size, (skip, take) =>
          tx.findAndCount(CampaignArticleEntity, { where: { campaign_id: id }, order: { seq: "ASC" }, skip, take }), (row) => row.article)
      }),
    },
    {
      method: "POST", path: "/me/campaigns/:id/articles", key: "private",
      handle: (request) => db.write(async (tx) => {
        const { id } = await findCampaign(tx, request.side, param(request, "id"))
        for (const article of parseOrProblem(articlesSchema, request.body)) {
          const row: Pick<CampaignArticleRow, "campaign_id" | "mid" | "article"> = { campaign_id: id, mid: article.id, article: { ...article } }
          await tx.upsert(CampaignArticleEntity, row, ["campaign_id", "mid"])
        }
        return DONE
      }),
    },
    {
      // Without article-mid this takes all articles out of the campaign.
      method: "DELETE", path: "/me/campaigns/:id/articles", key: "private",
      handle: (request) => db.write(async (tx) => {
        const { id } = await findCampaign(tx, request.side, param(request, "id"))
        const some = request.query.getAll("article-mid").flatMap((mids) => mids.split(","))
        await tx.delete(CampaignArticleEntity, some.length === 0 ? { campaign_id: id } : { campaign_id: id, mid: In(some) })
        return DONE
      }),
    },
    {
      method: "DELETE", path: "/me/campaigns/:id/articles/:articleId", key: "private",
      handle: (request) => db.write(async (tx) => {
        const { id } = await findCampaign(tx, request.side, param(request, "id"))
        const gone = await tx.delete(CampaignArticleEntity, { campaign_id: id, mid: param(request, "articleId") })
        if (gone.affected === 0) throw notFound("article__mid", param(request, "articleId"))
        return DONE
      }),
    },
  ]
}

async function listCampaigns(tx: EntityManager, side: Side, request: PageRequest, size: number): Promise<ApiAnswer> {
  const mid = request.query.get("articles-mid")
  const ids = mid === null ? undefined : (await tx.findBy(CampaignArticleEntity, { mid })).map((row) => row.campaign_id)
  return paged(request, size, (skip, take) =>
    tx.findAndCount(CampaignEntity, { where: ids ? { side, id: In(ids) } : { side }, order: { seq: "ASC" }, skip, take }), campaignShape)
}

async function paged<T>(request: PageRequest, size: number, find: (skip: number, take: number) => Promise<[T[], number]>, shape: (row: T) => unknown): Promise<ApiAnswer> {
  const page = readPage(request.query)
  const [rows, count] = await find((page - 1) * size, size)
  assertPageExists(page, count, size)
  return { status: 200, body: pageShape(request, page, count, size, rows.map(shape)) }
}

async function findCampaign(tx: EntityManager, side: Side, id: string): Promise<CampaignRow> {
  const row = await tx.findOneBy(CampaignEntity, { side, id })
  if (!row) throw notFound("campaign__id", id)
  return row
}

type Given = Partial<z.output<typeof campaignSchema>> | CampaignRow

function columns(given: Given, fixed: Pick<CampaignRow, "id" | "side" | "created">): Omit<CampaignRow, "seq"> {
  const amount = (value: number | null | undefined): CampaignRow["min_order_amount"] => (value === null || value === undefined ? null : cents(value))
  return {
    id: fixed.id, side: fixed.side, created: fixed.created, name: given.name ?? "", start_date: given.start_date ?? "",
    end_date: given.end_date ?? null, interest: given.interest ?? 0, partial: given.partial ?? false,
    num_instalments: given.num_instalments ?? null, min_order_amount: amount(given.min_order_amount), max_order_amount: amount(given.max_order_amount),
  }
}

/** `created` has microseconds and no zone (docs: Aplazame API, dates). */
function campaignShape(row: Omit<CampaignRow, "seq">): unknown {
  return {
    id: row.id, name: row.name, start_date: row.start_date, end_date: row.end_date, interest: row.interest, partial: row.partial,
    num_instalments: row.num_instalments, min_order_amount: row.min_order_amount, max_order_amount: row.max_order_amount,
    created: row.created.replace(/Z$/, ""),
  }
}
