import { MedusaError } from "@medusajs/framework/utils"
import { settleNotificationWorkflow } from "../../../../src/workflows"

/** A company buys on credit up to the shop's own limit for it, however much Aplazame would lend. */
settleNotificationWorkflow.hooks.validate(async ({ customer_id, total_amount }, { container }) => {
  if (customer_id === null) return
  const { data } = await container.resolve("query").graph({ entity: "customer", fields: ["metadata"], filters: { id: customer_id } })
  const limit = data[0]?.metadata?.credit_limit
  if (typeof limit === "number" && total_amount > limit * 100) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "above the company's own limit", "company_limit")
  }
})
