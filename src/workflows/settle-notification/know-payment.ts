import { orderWorth } from "../../mapping"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { orderById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { followOrder } from "../order-change"

/**
 * A credit has become an order's: it learns of Medusa's payment and of what the order was worth when it was placed. An order
 * that is worth less than what was approved, though nobody changed it, is for a person: nothing is voided for it
 * silently. An order that waited for an identity check may have been edited since; then the credit follows it.
 *
 * If the process dies before this is written: whoever needs the payment finds it by its session, and the next
 * word of Aplazame comes here again.
 */
export async function knowPayment(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  const { aplazame, query } = flow
  const order = await orderById(query, orderId)
  if (!order) return
  if (row.placed_amount === null) await notePlaced(flow, row, orderId, orderWorth(order))
  const now = (await aplazame.orders.byId(row.id)) ?? row
  if (await paymentOfCredit(aplazame, query, now)) {
    await aplazame.ledger.wake(row.id)
    await followOrder(flow, now, orderId)
  }
}

async function notePlaced({ aplazame }: FlowContext, row: AplazameOrderRow, orderId: string, worth: ReturnType<typeof orderWorth>): Promise<void> {
  await aplazame.orders.update(row.id, { placed_amount: worth })
  if (worth >= row.total_amount) return
  await aplazame.problems.open({
    kind: "order_below_credit",
    about: row.id,
    aplazame_order_id: row.id,
    order_id: orderId,
    figures: { worth, credit: row.total_amount },
  })
}
