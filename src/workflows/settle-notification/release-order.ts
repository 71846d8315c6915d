import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { orderState } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"

/**
 * The credit is refused or expired: the order that waited for it is cancelled, which gives its stock back.
 * When goods may have left already, a person is told instead.
 */
export async function releaseOrder({ aplazame, query, container }: FlowContext, row: AplazameOrderRow): Promise<void> {
  if (!row.order_id) return
  const order = await orderState(query, row.order_id)
  if (!order || order.status === "canceled") return
  if (order.fulfilled) {
    await aplazame.problems.open({
      kind: "credit_lost_after_fulfilment",
      about: row.id,
      aplazame_order_id: row.id,
      order_id: row.order_id,
      figures: { total: row.total_amount, status: row.status, reason: row.status_reason },
    })
    return
  }
  await cancelOrderWorkflow(container).run({ input: { order_id: row.order_id, no_notification: false } })
}
