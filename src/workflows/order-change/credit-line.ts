import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { IOrderModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import { LEFTOVER_AFTER_MS } from "../../credit"
import type { Cents } from "../../aplazame"
import { fromCents } from "../../mapping"
import { first, outstandingOf } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"

const schema = z.array(z.object({ id: z.string() }))

export type CreditLine = { orderId: string; currencyCode: string; amount: Cents; reference: string; reference_id: string }

/**
 * Writes an order down, by no more than what is outstanding on it. Medusa's totals are not rounded to the
 * currency, and it refuses a hundredth too much: a line over all that is outstanding takes the fractions along.
 *
 * @throws what Medusa throws, as while an edit of the order is open
 */
export async function addCreditLine(flow: FlowContext, { orderId, currencyCode, amount, ...ties }: CreditLine): Promise<void> {
  const outstanding = await outstandingOf(flow.query, orderId, currencyCode)
  if (amount <= 0 || outstanding.rounded <= 0) return
  await endLeftCreditLines(flow, orderId)
  const credit_lines = [{ ...ties, amount: amount >= outstanding.rounded ? outstanding.exact : fromCents(amount) }]
  await createOrderCreditLinesWorkflow(flow.container).run({ input: { id: orderId, credit_lines } })
}

/** True while somebody edits the order (or a return, claim or exchange is being put together): nothing can be written on it. */
export async function isBeingChanged(flow: FlowContext, orderId: string): Promise<boolean> {
  await endLeftCreditLines(flow, orderId)
  return (await first(flow.query, "order_change", ["id"], { order_id: orderId, status: ["pending", "requested"] })) !== null
}

/**
 * Ends the order changes that processes left which died while they wrote a credit line. Medusa writes one by
 * a change that lives as long as one workflow; left behind, it blocks every later change and refund of the
 * order. An old one belongs to nobody any more, and nothing of it was applied.
 */
async function endLeftCreditLines({ container, query, logger }: FlowContext, orderId: string): Promise<void> {
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["id"],
    filters: { order_id: orderId, change_type: "credit_line", status: ["pending", "requested"], created_at: { $lte: new Date(Date.now() - LEFTOVER_AFTER_MS) } },
  })
  for (const { id } of schema.parse(data)) {
    await container.resolve<IOrderModuleService>(Modules.ORDER).cancelOrderChange(id)
    logger.warn(`aplazame: order change ${id} was left by a process that died; cancelled`)
  }
}
