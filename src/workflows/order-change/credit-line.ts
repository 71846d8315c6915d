import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { TAKEN_FOR_NOTHING } from "../../credit"
import type { Cents } from "../../aplazame"
import { fromCents } from "../../mapping"
import { unpaidFor } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { orderBooks, writeCreditLine } from "../medusa-compat"

export type CreditLine = { orderId: string; amount: Cents; reference: string; reference_id: string }

/**
 * Writes the order of a credit down, by no more than what is unpaid on it. Medusa's totals are not rounded to the
 * currency, and it refuses a hundredth too much: a line over all that is unpaid takes the fractions along. Of an order without a
 * cart it may refuse more, by the taxes that its own figure lacks: that is written past its workflow.
 *
 * @throws what Medusa throws, as while an edit of the order is open
 */
export async function addCreditLine(flow: FlowContext, row: AplazameOrderRow, { orderId, amount, ...ties }: CreditLine): Promise<void> {
  const unpaid = await unpaidFor(flow.query, row, orderId)
  if (amount <= 0 || unpaid.exact <= TAKEN_FOR_NOTHING) return
  const line = { ...ties, amount: amount >= unpaid.rounded ? unpaid.exact : fromCents(amount) }
  if (row.for_order_id !== null) return writeCreditLine(orderBooks(flow.container), { orderId, ...line })
  await createOrderCreditLinesWorkflow(flow.container).run({ input: { id: orderId, credit_lines: [line] } })
}
