import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { startCheckoutWorkflow } from "../../../../src/workflows"

/** Aplazame reads a category and a description of every article, and which shop the order is of. */
startCheckoutWorkflow.hooks.setPayload(async ({ payload }) => {
  const articles = payload.articles.map((article) => ({ ...article, category: "ropa", description: `${article.name}, con devolución en 30 días` }))
  return new StepResponse({ articles, meta: { shop: "calle-mayor" } })
})
