import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { orderWorth } from "../../mapping"
import { orderById, ordersOfCheckout, orderStatus } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, ProblemRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"
import { ko, type Decision } from "./decision"
import { linkCollection } from "../order-of-credit"
import { returnPromotions } from "./return-promotions"

/**
 * A credit pays for exactly one order. When a store's own completion makes several orders of a cart, none, or one that is not the
 * whole cart, the sale is refused before anything is charged: its orders are cancelled, and a problem is opened.
 *
 * @param said the orders that the completion returned; orders linked to the cart or its payment count too
 * @returns the order, linked to the cart and its payment; or the refusal
 */
export async function requireSingleOrder(flow: FlowContext, row: AplazameOrderRow, cartId: string, said: readonly string[]): Promise<{ orderId: string } | { refused: Decision }> {
  const ids = [...new Set([...said, ...(await ordersOfCheckout(flow.query, cartId, row.payment_collection_id))])]
  const [orderId] = ids
  const order = ids.length === 1 && orderId ? await orderById(flow.query, orderId) : null
  const worth = order ? orderWorth(order) : null
  if (order && worth !== null && worth >= row.total_amount) {
    await tie(flow, row, cartId, order.id)
    return { orderId: order.id }
  }
  return { refused: await refuseSale(flow, row, cartId, ids, worth) }
}

/** Core links an order to its cart and its payment. A repeat changes nothing. */
async function tie(flow: FlowContext, row: AplazameOrderRow, cartId: string, orderId: string): Promise<void> {
  await flow.container.resolve(ContainerRegistrationKeys.LINK).create({ [Modules.ORDER]: { order_id: orderId }, [Modules.CART]: { cart_id: cartId } })
  await linkCollection(flow, row, orderId)
}

/** The problem first, with the orders: if the process dies before they are cancelled, the repeated notification cancels them. */
async function refuseSale(flow: FlowContext, row: AplazameOrderRow, cartId: string, ids: readonly string[], worth: number | null): Promise<Decision> {
  const { aplazame, logger } = flow
  const made = ids.length === 1 ? `one order worth ${worth ?? "nothing"} of ${row.total_amount} hundredths` : `${ids.length} orders`
  logger.error(`aplazame: ${row.id}: completeCart made ${made} of ${cartId} (${ids.join(", ") || "none"}). One credit of Aplazame pays for one order: the sale is refused and its orders are cancelled.`)
  const figures = { orders: ids.length, total: row.total_amount, ...(worth === null ? {} : { worth }), order_ids: ids.join(" ") }
  return refusedForGood(flow, row, await aplazame.problems.open({ ...problemOfCredit(row, "completion_not_supported", figures), once: true }))
}

/**
 * The refusal of a checkout whose cart an earlier attempt completed into orders that can't be sold; otherwise null. The cart is
 * not completed again, the remaining orders are cancelled, and their uses of discount codes are given back.
 */
export async function earlierRefusal(flow: FlowContext, row: AplazameOrderRow): Promise<Decision | null> {
  if (flow.aplazame.settings.completeCart === undefined) return null
  const problem = await flow.aplazame.problems.newestOf("completion_not_supported", row.id)
  return problem && refusedForGood(flow, row, problem)
}

async function refusedForGood(flow: FlowContext, row: AplazameOrderRow, { figures }: ProblemRow): Promise<Decision> {
  const ids = String(figures?.order_ids ?? "").split(" ").filter((id) => id !== "")
  await returnPromotions(flow, row, ids)
  for (const id of ids) await cancelAlive(flow, id)
  return ko("completion_not_supported")
}

async function cancelAlive({ query, container }: FlowContext, orderId: string): Promise<void> {
  const status = await orderStatus(query, orderId)
  if (status !== null && status !== "canceled") await cancelOrderWorkflow(container).run({ input: { order_id: orderId } })
}
