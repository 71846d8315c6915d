import { unreadable, parseAnswerBody } from "../http/read-answer"
import { checkPayload } from "../http/check-payload"
import { pathPart } from "../http/path"
import type { ApiRequest } from "../http/request"
import type { Transport } from "../http/transport"
import { serializeOrderQuery, type OrderQuery } from "../order-query"
import { orderEditSchema, partialOrderEditSchema, type OrderEdit } from "../payloads/order-edit"
import { aplazameOrderSchema, type AplazameOrder } from "../schemas/order"
import { orderPageSchema, type OrderPage } from "../schemas/order-page"
import { walkPages, type FetchedPage } from "./walk-pages"

const LIST = "GET /orders"

async function fetchPage(transport: Transport, query: OrderQuery): Promise<FetchedPage<OrderPage>> {
  const request: ApiRequest = { method: "GET", path: "/orders", operation: LIST, version: 1, query: serializeOrderQuery(query) }
  const answer = await transport.send(request)
  return { page: parseAnswerBody(request, answer, orderPageSchema), fail: (why) => unreadable(request, answer, why) }
}

/** `GET /orders`: one page. */
export async function listOrders(transport: Transport, query: OrderQuery): Promise<OrderPage> {
  return (await fetchPage(transport, query)).page
}

/** All orders from `query.page` on. See {@link walkPages}. */
export function iterateOrders(transport: Transport, query: OrderQuery): AsyncGenerator<AplazameOrder> {
  return walkPages(query.page ?? 1, (page) => fetchPage(transport, page === 1 ? query : { ...query, page }))
}

/** `GET /orders/:id`. */
export async function retrieveOrder(transport: Transport, ref: string): Promise<AplazameOrder> {
  const operation = "GET /orders/:id"
  const request: ApiRequest = { method: "GET", path: `/orders/${pathPart(operation, "ref", ref)}`, operation, version: 1 }
  return parseAnswerBody(request, await transport.send(request), aplazameOrderSchema)
}

/**
 * `GET /orders?mid=`: the order with exactly our id, null when there is none.
 *
 * An order with another `mid` in the answer is never taken for ours, even if the filter was ignored.
 */
export async function findOrderByMid(transport: Transport, mid: string): Promise<AplazameOrder | null> {
  const { page } = await fetchPage(transport, { filters: { mid } })
  return page.results.find((order) => order.mid === mid) ?? null
}

/** `PUT /orders/:id`. Refused by Aplazame once the order is cancelled. */
export async function updateOrder(transport: Transport, ref: string, order: OrderEdit): Promise<void> {
  const operation = "PUT /orders/:id"
  checkPayload(operation, orderEditSchema, order)
  await transport.send({ method: "PUT", path: `/orders/${pathPart(operation, "ref", ref)}`, operation, version: 1, body: { order } })
}

/** `PATCH /orders/:id`. Refused by Aplazame once the order is cancelled. */
export async function patchOrder(transport: Transport, ref: string, order: Partial<OrderEdit>): Promise<void> {
  const operation = "PATCH /orders/:id"
  checkPayload(operation, partialOrderEditSchema, order)
  await transport.send({ method: "PATCH", path: `/orders/${pathPart(operation, "ref", ref)}`, operation, version: 1, body: { order } })
}

/** `POST /orders/:id/cancel`. Only a confirmed order can be cancelled. */
export async function cancelOrder(transport: Transport, ref: string): Promise<void> {
  const operation = "POST /orders/:id/cancel"
  await transport.send({ method: "POST", path: `/orders/${pathPart(operation, "ref", ref)}/cancel`, operation, version: 1 })
}
