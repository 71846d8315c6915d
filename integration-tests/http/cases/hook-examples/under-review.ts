import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { captureFulfilmentWorkflow } from "../../../../src/workflows"

/** An order that somebody still looks at is sent, but not captured before they are through. */
captureFulfilmentWorkflow.hooks.setAmount(async ({ order_id }, { container }) => {
  const { data } = await container.resolve("query").graph({ entity: "order", fields: ["metadata"], filters: { id: order_id } })
  return new StepResponse(data[0]?.metadata?.under_review ? { hold: "the order is under review" } : undefined)
})
