import { creditLinesOf, orderWorth } from "../../mapping"
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
 * word of Aplazame comes here again. For the same reason its failure is no answer to Aplazame: the sale stands.
 */
export async function knowPayment(flow: FlowContext, row: AplazameOrderRow, orderId: string, justPlaced = false): Promise<void> {
  try {
    await learn(flow, row, orderId, justPlaced)
  } catch (error) {
    flow.logger.warn(`aplazame: ${row.id}: payment and worth of its order not noted: ${error instanceof Error ? error.message : "failed"}`)
  }
}

async function learn(flow: FlowContext, row: AplazameOrderRow, orderId: string, justPlaced: boolean): Promise<void> {
  const { aplazame, query } = flow
  const order = await orderById(query, orderId)
  if (!order) return
  // Of an order that was changed since nobody knows any more what it was worth at first: what was approved.
  const asPlaced = justPlaced || (order.version ?? 1) === 1
  const placed = asPlaced ? { placed_amount: orderWorth(order), placed_credit_lines: creditLinesOf(order) } : { placed_amount: row.total_amount }
  const now = row.placed_amount === null ? await aplazame.orders.update(row.id, placed) : row
  if (await paymentOfCredit(aplazame, query, now)) {
    await aplazame.ledger.wake(row.id)
    await followOrder(flow, now, order)
  }
}
