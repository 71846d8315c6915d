import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { isAplazameProvider, isPaidFor, orderOfCart, sessionById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"

const CART_LOCK_SECONDS = 30

/** The order that a cart became. `unpaid`: it has no payment; `awaited`: it is unpaid, and this checkout is to pay it. */
export type OrderOfCheckout = { orderId: string; unpaid: boolean; awaited: boolean }

/**
 * The order of a checkout's cart. It may be unpaid, because a process died while it completed the cart: Medusa writes the order
 * first and authorises the payment after. Waits for a completion that is under way.
 */
export async function orderOfCheckout(flow: FlowContext, row: AplazameOrderRow): Promise<OrderOfCheckout | null> {
  return flow.locking.execute(
    [row.cart_id],
    async () => {
      const orderId = await orderOfCart(flow.query, row.cart_id)
      if (!orderId) return null
      const unpaid = await isUnpaid(flow, row, orderId)
      return { orderId, unpaid, awaited: unpaid && (await isAwaited(flow, row)) }
    },
    { timeout: CART_LOCK_SECONDS }
  )
}

/**
 * Links the order to the payment collection of the checkout. Medusa does so when it places an order, but a process can die just
 * before. A repeat changes nothing.
 */
export async function linkCollection({ container }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  if (!row.payment_collection_id) return
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.PAYMENT]: { payment_collection_id: row.payment_collection_id },
  })
}

/** Without a payment. An order that belongs to another checkout of the cart (in its challenge, for example) is not unpaid. */
async function isUnpaid({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const siblings = await aplazame.orders.ofCart(row.cart_id)
  if (siblings.some((other) => other.id !== row.id && (other.order_id !== null || other.authorized_at !== null))) return false
  return !(await isPaidFor(query, orderId))
}

/** This checkout's session is still the one that is to pay for the cart, so the order waits for it. */
async function isAwaited({ query }: FlowContext, row: AplazameOrderRow): Promise<boolean> {
  const session = await sessionById(query, row.payment_session_id)
  if (!session || !isAplazameProvider(session.provider_id) || session.payment || session.cart?.id !== row.cart_id) return false
  return session.amount === row.total_amount && session.currency_code === row.currency_code
}
