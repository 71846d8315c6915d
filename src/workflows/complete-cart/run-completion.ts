import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"
import type { FlowContext } from "../flow-context"
import type { CompletionFailure } from "./permanent-refusal"

/** Both names of the cart's id that workflows ask for: core's own, and those of Medusa's recipes. */
const inputOf = (cartId: string) => ({ id: cartId, cart_id: cartId })

const runSchema = z.object({
  result: z.unknown(),
  errors: z.array(z.object({ action: z.string(), error: z.unknown() })).nullish(),
  acknowledgement: z.object({ hasFinished: z.boolean() }),
})

/** The orders that a completion says it made, or what kept it from making any. */
export type Completion = { orders: string[] } | { failure: CompletionFailure }

/** Turns a cart into its order by core's workflow, or by the store's own (`completeCart`). One order is made, if all is well. */
export async function completeCart({ aplazame, container }: Pick<FlowContext, "aplazame" | "container">, cartId: string): Promise<Completion> {
  const own = aplazame.settings.completeCart
  try {
    if (own === undefined) return await byCore(container, cartId)
    return typeof own === "function" ? { orders: ordersIn(await own({ cartId, container })) } : await byWorkflow(own, container, cartId)
  } catch (error) {
    return { failure: { step: null, error } }
  }
}

async function byCore(container: FlowContext["container"], cartId: string): Promise<Completion> {
  const { result, errors } = await completeCartWorkflow(container).run({ input: { id: cartId }, throwOnError: false })
  const failed = errors[0]
  return failed ? { failure: { step: failed.action, error: failed.error } } : { orders: [result.id] }
}

/** By its id alone, so that it is run as the store's engine runs it; what failed in it is told with its step. */
async function byWorkflow(id: string, container: FlowContext["container"], cartId: string): Promise<Completion> {
  const run = runSchema.parse(await container.resolve(Modules.WORKFLOW_ENGINE).run(id, { input: inputOf(cartId), throwOnError: false }))
  const failed = run.errors?.[0]
  if (failed) return { failure: { step: failed.action, error: failed.error } }
  if (!run.acknowledgement.hasFinished) throw new Error(`workflow "${id}" goes on in the background: Aplazame waits for the order`)
  return { orders: ordersIn(run.result) }
}

const orderId = z.string().startsWith("order_")
const one = z.union([orderId, z.object({ id: orderId }).transform(({ id }) => id)])
/** Where a completion says which orders it made: those of core, of Medusa's recipes and of `CompleteCart`. */
const SINGLE = ["orderId", "order_id", "order", "id"] as const
const SEVERAL = ["orders", "orderIds", "order_ids"] as const

/** The ids of orders in a completion's result; whatever else is in it is the store's. */
export function ordersIn(result: unknown): string[] {
  const alone = one.safeParse(result)
  const fields = z.record(z.string(), z.unknown()).safeParse(result).data ?? {}
  const lists = SEVERAL.flatMap((name) => z.array(z.unknown()).safeParse(fields[name]).data ?? [])
  const found = [...SINGLE.map((name) => fields[name]), ...lists].flatMap((value) => one.safeParse(value).data ?? [])
  return [...new Set(alone.success ? [alone.data, ...found] : found)]
}
