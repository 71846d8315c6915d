import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { mayStillPay } from "../../credit"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { isOurs, orderOfCart, orderState, orderStatus, sessionsOfCart } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores/problem-store"
import type { FlowContext } from "../flow-context"
import { orderAsItIs } from "./half-placed"
import { returnPromotions } from "./return-promotions"

/**
 * The credit is refused or expired: the order that waited for it is cancelled, which gives its stock back; so are its discount codes.
 * When goods may have left already, a person is told instead.
 */
export async function releaseOrder(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  const orderId = row.order_id ?? (await leftBehind(flow, row))
  if (!orderId) return
  if (await cancelForWantOfCredit(flow, row, orderId)) return
  await tell(flow, row, orderId, "credit_lost_after_fulfilment")
}

/**
 * Cancels the order of a credit that never came, or that has ended; the uses of its discount codes are given back, before
 * the cancel: a process that dies in between finds the order alive. Once the order is cancelled, it was we, or somebody
 * who cancelled it while the credit was not decided; a sale that stood and that the operator cancelled is as Medusa leaves it.
 * @returns false when goods may have left already: then nothing is done
 */
export async function cancelForWantOfCredit(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  const order = await orderState(flow.query, orderId)
  if (!order) return true
  const cancelled = order.status === "canceled"
  if (!cancelled && order.fulfilled) return false
  if (!cancelled || row.confirmed_at === null) await returnPromotions(flow, row, [orderId])
  if (!cancelled) await cancelOrderWorkflow(flow.container).run({ input: { order_id: orderId, no_notification: false } })
  return true
}

/**
 * The order of the cart, when nothing ties it to this checkout because the process died while it placed it:
 * this checkout's payment pays for it, or was the only one that was to. An unpaid order of which that is not
 * certain any more (the shopper changed the cart, say) is left alone, and a person is told.
 */
async function leftBehind(flow: FlowContext, row: AplazameOrderRow): Promise<string | null> {
  const { aplazame, query } = flow
  if (!(await orderOfCart(query, row.cart_id))) return null
  const found = await orderAsItIs(flow, row)
  if (!found) return null
  const payment = await paymentOfCredit(flow.aplazame, query, row)
  const pays = row.authorized_at !== null && payment !== null && !payment.canceled
  const abandoned = found.unpaid && (await isLastHope(flow, row))
  if (!pays && !abandoned) return null
  if (!pays && !found.half) {
    if (await waitsForUs(flow, row, found.orderId)) await tell(flow, row, found.orderId, "order_without_credit")
    return null
  }
  await aplazame.orders.update(row.id, { order_id: found.orderId })
  return found.orderId
}

const tell = ({ aplazame }: FlowContext, row: AplazameOrderRow, orderId: string, kind: "credit_lost_after_fulfilment" | "order_without_credit"): Promise<unknown> =>
  aplazame.problems.open(problemOfCredit({ ...row, order_id: orderId }, kind, { total: row.total_amount, status: row.status, reason: row.status_reason }))

/** Alive, and the shopper was last about to pay with us. */
async function waitsForUs({ query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<boolean> {
  if ((await orderStatus(query, orderId)) === "canceled") return false
  return (await sessionsOfCart(query, row.cart_id)).every((session) => isOurs(session.provider_id))
}

async function isLastHope({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<boolean> {
  return (await aplazame.orders.ofCart(row.cart_id)).every((other) => other.id === row.id || !mayStillPay(other.state))
}
