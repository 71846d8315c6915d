import { messageOf } from "../../aplazame/message-of"
import { creditLinesOf, orderWorth } from "../../mapping"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { orderById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { followOrder } from "../order-change"

/**
 * Writes Medusa's payment, and the order's worth when it was placed, into the credit's row. Where an unchanged order is worth
 * less than was approved, a person decides: nothing is voided silently. An order that waited for an identity check may have been
 * edited since; then the credit follows it.
 *
 * If the process dies before this is written, the payment is found by its session, and the next notification writes it. So a
 * failure here does not change the answer to Aplazame: the sale stands.
 */
export async function recordPlacedOrder(flow: FlowContext, row: AplazameOrderRow, orderId: string, justPlaced = false): Promise<void> {
  try {
    await record(flow, row, orderId, justPlaced)
  } catch (error) {
    flow.logger.warn(`aplazame: ${row.id}: payment and worth of its order not noted: ${messageOf(error)}`)
  }
}

async function record(flow: FlowContext, row: AplazameOrderRow, orderId: string, justPlaced: boolean): Promise<void> {
  const { aplazame, query } = flow
  const order = await orderById(query, orderId)
  if (!order) return
  // The first worth of an order that was changed since is unknown: the approved amount stands in for it.
  const asPlaced = justPlaced || (order.version ?? 1) === 1
  const placed = asPlaced ? { placed_amount: orderWorth(order), placed_credit_lines: creditLinesOf(order) } : { placed_amount: row.total_amount }
  const now = row.placed_amount === null ? await aplazame.orders.update(row.id, placed) : row
  if (await paymentOfCredit(aplazame, query, now)) {
    await aplazame.ledger.wake(row.id)
    await followOrder(flow, now, order)
  }
}
