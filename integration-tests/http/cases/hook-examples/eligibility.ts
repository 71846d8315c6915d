import { MedusaError } from "@medusajs/framework/utils"
import { startCheckoutWorkflow } from "../../../../src/workflows"

/** No credit for whoever buys so many of one thing that they will sell them on. */
startCheckoutWorkflow.hooks.validate(async ({ cart }) => {
  if (cart.items.some(({ quantity }) => Number(quantity) > 10)) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "more than ten pieces of one article")
  }
})
