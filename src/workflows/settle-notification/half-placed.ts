import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { isOurs, isPaidFor, orderOfCart, sessionById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"

const CART_LOCK_SECONDS = 30

/** The order that a cart became. `unpaid`: nobody has paid it; `half`: and this checkout is the one to pay it. */
export type OrderAsItIs = { orderId: string; unpaid: boolean; half: boolean }

/**
 * An order that was left without its payment by a process that died while it completed the cart: Medusa
 * writes the order first and authorises after. Waits for a completion that is under way.
 */
export async function orderAsItIs(flow: FlowContext, row: AplazameOrderRow): Promise<OrderAsItIs | null> {
  return flow.locking.execute(
    [row.cart_id],
    async () => {
      const orderId = await orderOfCart(flow.query, row.cart_id)
      if (!orderId) return null
      const unpaid = await isUnpaid(flow, row, orderId)
      return { orderId, unpaid, half: unpaid && (await isToPay(flow, row)) }
    },
    { timeout: CART_LOCK_SECONDS }
  )
}

/**
 * Ties the order to the payment collection of the checkout. Medusa does it when it places an order, and a
 * process can die just before; done again it changes nothing.
 */
export async function tieCollection({ container }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  if (!row.payment_collection_id) return
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.PAYMENT]: { payment_collection_id: row.payment_collection_id },
  })
}

/** Nobody has paid. An order that another checkout of the cart holds (in its challenge, say) is that one's. */
async function isUnpaid({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const siblings = await aplazame.orders.ofCart(row.cart_id)
  if (siblings.some((other) => other.id !== row.id && (other.order_id !== null || other.authorized_at !== null))) return false
  return !(await isPaidFor(query, orderId))
}

/** This checkout's session is still the one that is to pay for the cart. */
async function isToPay({ query }: FlowContext, row: AplazameOrderRow): Promise<boolean> {
  const session = await sessionById(query, row.payment_session_id)
  if (!session || !isOurs(session.provider_id) || session.payment || session.cart?.id !== row.cart_id) return false
  return session.amount === row.total_amount && session.currency_code === row.currency_code
}
