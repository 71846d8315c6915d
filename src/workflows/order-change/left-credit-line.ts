import type { IOrderModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import type { FlowContext } from "../flow-context"

const schema = z.array(z.object({ id: z.string() }))

/**
 * Ends the order changes that processes left which died while they wrote a credit line. Medusa writes one by
 * a change that lives as long as one workflow; left behind, it blocks every later change and refund of the
 * order. One that began before `before` belongs to nobody any more; nothing of it was applied.
 */
export async function endLeftCreditLines({ container, query, logger }: FlowContext, orderId: string, before: Date): Promise<void> {
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["id"],
    filters: { order_id: orderId, change_type: "credit_line", status: ["pending", "requested"], created_at: { $lte: before } },
  })
  for (const { id } of schema.parse(data)) {
    await container.resolve<IOrderModuleService>(Modules.ORDER).cancelOrderChange(id)
    logger.warn(`aplazame: order change ${id} was left by a process that died; cancelled`)
  }
}
