import { z } from "zod"
import { refusalOf } from "../complete-cart"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"

const HOOKS = ["validate", "setCustomerType", "setPayload"] as const

/**
 * The refusal that a failed step of the workflow stands for: a hook of the store that threw, or whose result is not
 * right. Null for every other failure, and for one of the moment (a database, a service that does not answer).
 */
export function refusalByHook({ logger }: Pick<FlowContext, "logger">, { action, error }: { action: string; error: unknown }): CheckoutError | null {
  const hook = HOOKS.find((name) => action === name || action === `get-${name}-result`)
  if (!hook) return null
  const says = wrongFields(error)
  if (says === null && refusalOf({ step: "validate", error }) === null) return null
  const words = says ?? thrown.safeParse(error).data?.message ?? "it gave no reason"
  const line = `aplazame: no checkout: hook ${hook}: ${words}`
  if (hook === "validate") logger.info(line)
  else logger.error(line)
  return new CheckoutError("not_available", {}, { cause: error })
}

/** The workflow engine keeps what an error says, not its class. */
const thrown = z.object({ message: z.string() })
const issues = z.object({ issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string() })).min(1) })

/** The fields of a result that are not right, without their values. */
function wrongFields(error: unknown): string | null {
  const parsed = issues.safeParse(error)
  if (!parsed.success) return null
  return `its result is not right: ${parsed.data.issues.map(({ path, code }) => `${path.join(".") || "result"} (${code})`).join(", ")}`
}
