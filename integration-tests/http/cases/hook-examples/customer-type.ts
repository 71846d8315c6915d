import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { startCheckoutWorkflow } from "../../../../src/workflows"

/** Whoever bought in the shop before it moved to Medusa is an existing customer, although Medusa has no order of theirs. */
startCheckoutWorkflow.hooks.setCustomerType(async ({ customer_id, customer_type }, { container }) => {
  if (customer_id === null || customer_type === "e") return new StepResponse(undefined)
  const { data } = await container.resolve("query").graph({ entity: "customer", fields: ["metadata"], filters: { id: customer_id } })
  return new StepResponse(data[0]?.metadata?.bought_before ? "e" : undefined)
})
