import { permanentRefusal } from "../complete-cart"
import type { FlowContext } from "../flow-context"
import { wordsOf, wrongFields } from "../store-hook"
import { CheckoutError } from "./checkout-error"

const HOOKS = ["validate", "setCustomerType", "setPayload"] as const

/**
 * The refusal that a failed step of the workflow stands for: a hook of the store that threw, or whose result is not
 * right. Null for every other failure, and for one of the moment (a database, a service that does not answer).
 */
export function refusalByHook({ logger }: Pick<FlowContext, "logger">, { action, error }: { action: string; error: unknown }): CheckoutError | null {
  const hook = HOOKS.find((name) => action === name || action === `get-${name}-result`)
  if (!hook) return null
  if (wrongFields(error) === null && permanentRefusal({ step: "validate", error }) === null) return null
  const line = `aplazame: no checkout: hook ${hook}: ${wordsOf(error)}`
  if (hook === "validate") logger.info(line)
  else logger.error(line)
  return new CheckoutError("not_available", {}, { cause: error })
}
