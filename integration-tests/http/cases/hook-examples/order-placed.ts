import { Modules } from "@medusajs/framework/utils"
import { settleNotificationWorkflow } from "../../../../src/workflows"

/** The accounts find the credit on the order itself. Written again, it says the same. */
settleNotificationWorkflow.hooks.orderPlaced(async ({ order_id, credit_id, status }, { container }) => {
  await container.resolve(Modules.ORDER).updateOrders([{ id: order_id, metadata: { aplazame_credit: credit_id, aplazame_status: status } }])
})
