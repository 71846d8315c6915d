import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { articlesOnSale, historyBehind } from "../../../../workflows/store-reading"
import { flowContext, type FlowContext } from "../../../../workflows/flow-context"
import { isAuthentic } from "../shared/access-token"
import { malformedRefusal, notFoundRefusal, sendHookRefusal, type Refusal } from "../shared/refusal"
import { rejectUnauthenticated } from "../shared/reject-unauthenticated"
import { articleQuery, historyQuery } from "./query"

type Told = { body: unknown } | { refusal: Refusal }

/**
 * Aplazame reads the store: `?path=/article/&page=&page_size=` is what is sold, `?path=/order/history/&order_id=`
 * the past orders of the shopper behind an order. Authenticated as notifications are; 403, 429, 404 and 400 with
 * `{ status, type, detail }`. Any other path is 404, `/confirm/` too: notifications have an address of their own.
 *
 * Without `storeReading` there is no such address: whoever asks, key or not, gets what any unknown address gets.
 * docs: Aplazame API, "Aplazame calling the store" (the method is not looked at there).
 */
export async function answerAplazame(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const flow = flowContext(req.scope)
  const { settings } = flow.aplazame
  if (!settings.storeReading) return next()
  // The key in use alone: what is read here is personal, and no reading is lost by asking again.
  if (!isAuthentic(req, [settings.privateKey])) return void rejectUnauthenticated(req, res, settings)
  const told = await tell(flow, req.query)
  if ("refusal" in told) return sendHookRefusal(res, told.refusal)
  res.status(200).set("Cache-Control", "no-store").json(told.body)
}

async function tell(flow: FlowContext, query: MedusaRequest["query"]): Promise<Told> {
  if (query.path === "/article/") return articles(flow, query)
  if (query.path === "/order/history/") return history(flow, query)
  return { refusal: notFoundRefusal("No such path") }
}

async function articles(flow: FlowContext, query: unknown): Promise<Told> {
  const asked = articleQuery.safeParse(query)
  if (!asked.success) return { refusal: malformedRefusal("page and page_size must be whole numbers from 1 on") }
  return { body: await articlesOnSale(flow, asked.data.page, asked.data.page_size) }
}

async function history(flow: FlowContext, query: unknown): Promise<Told> {
  const asked = historyQuery.safeParse(query)
  const past = asked.success ? await historyBehind(flow, asked.data.order_id) : null
  return past === null ? { refusal: notFoundRefusal("Order unknown") } : { body: past }
}
