import type { EntityManager } from "typeorm"
import { OrderEntity } from "../database/entities"
import type { JsonObject, OrderRow } from "../database/rows"
import { param, type ApiAnswer, type ApiRequest, type Endpoint } from "../http/endpoint"
import { forbidden, parseOrProblem } from "../http/problems"
import { listOrders } from "../listing/list-orders"
import type { EmulatorSettings } from "../settings"
import { checkUnknowns } from "../orders/check-unknowns"
import { editOrder } from "../orders/edit-order"
import { findOrder } from "../orders/find-order"
import { cancelOrder } from "../orders/move-money"
import { orderShape } from "../orders/order-shape"
import { historySchema } from "../orders/payload-schema"
import type { MerchantContext } from "./context"

const DONE: ApiAnswer = { status: 204, effect: true }

/** List, detail, edit, history, cancel (docs: Aplazame API, orders). */
export function orderEndpoints({ db, settings }: MerchantContext): Endpoint[] {
  const change = (work: (tx: EntityManager, order: OrderRow, request: ApiRequest) => Promise<unknown>) =>
    async (request: ApiRequest): Promise<ApiAnswer> => db.write(async (tx) => {
      await work(tx, await findOrder(tx, request.side, param(request, "id"), settings()), request)
      return DONE
    })
  return [
    {
      method: "GET", path: "/orders", key: "private",
      handle: async (request) => ({ status: 200, body: await db.read((tx) => listOrders(tx, request.side, request, settings())) }),
    },
    {
      method: "GET", path: "/orders/schema", key: "private",
      handle: async () => ({ status: 200, body: { name: "Order list", description: "", renders: ["application/json"], parses: ["application/json", "application/x-www-form-urlencoded"] } }),
    },
    {
      method: "GET", path: "/orders/:id", key: "private",
      handle: async (request) => ({ status: 200, body: orderShape(await db.read((tx) => findOrder(tx, request.side, param(request, "id"), settings())), settings()) }),
    },
    { method: "PUT", path: "/orders/:id", key: "private", handle: change((tx, order, { body }) => editOrder(tx, order, "PUT", body, settings())) },
    { method: "PATCH", path: "/orders/:id", key: "private", handle: change((tx, order, { body }) => editOrder(tx, order, "PATCH", body, settings())) },
    { method: "POST", path: "/orders/:id/history", key: "private", handle: change((tx, order, { body }) => storeHistory(tx, order, body, settings())) },
    { method: "POST", path: "/orders/:id/cancel", key: "private", handle: change((tx, order) => cancelOrder(tx, order)) },
    {
      // The 2015 flow. Kept so that a client that still calls it gets the one answer that is known (403 once confirmed).
      method: "POST", path: "/orders/:id/authorize", key: "private",
      handle: async (request) => {
        const order = await db.read((tx) => findOrder(tx, request.side, param(request, "id"), settings()))
        throw forbidden(order.confirmed === null ? "This order is confirmed by notification." : "The order is already confirmed.")
      },
    },
  ]
}

/** 403 once confirmed, whatever the body (the official Python tests send an empty object and get 403). */
async function storeHistory(tx: EntityManager, order: OrderRow, body: unknown, settings: EmulatorSettings): Promise<void> {
  if (order.confirmed !== null) throw forbidden("The order is already confirmed.")
  const history: JsonObject[] = parseOrProblem(historySchema, body).map((entry) => ({ ...entry }))
  checkUnknowns(history, settings)
  await tx.update(OrderEntity, { seq: order.seq }, { history })
}
