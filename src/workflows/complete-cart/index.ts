import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { FlowContext } from "../flow-context"
import type { CompletionFailure } from "./refusal-of"

export { reasonAgainst, type ReasonAgainst } from "./reason-against"
export { refusalOf, type CompletionFailure } from "./refusal-of"

/** Turns a cart into an order, or tells what kept it from becoming one. */
export async function completeCart({ container }: Pick<FlowContext, "container">, cartId: string): Promise<{ orderId: string } | { failure: CompletionFailure }> {
  try {
    const { result, errors } = await completeCartWorkflow(container).run({ input: { id: cartId }, throwOnError: false })
    const failed = errors[0]
    return failed ? { failure: { step: failed.action, error: failed.error } } : { orderId: result.id }
  } catch (error) {
    return { failure: { step: null, error } }
  }
}
