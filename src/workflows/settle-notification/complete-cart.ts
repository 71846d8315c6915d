import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"
import type { FlowContext } from "../flow-context"

/** Both names of the cart's id that workflows ask for: core's own, and those of Medusa's recipes. */
const inputOf = (cartId: string) => ({ id: cartId, cart_id: cartId })

const runSchema = z.object({ result: z.unknown(), acknowledgement: z.object({ hasFinished: z.boolean() }) })

/**
 * Turns a cart into its order by core's workflow, or by the store's own (`completeCart`).
 * @returns the ids of the orders that it says it made: one, if all is well
 */
export async function completeCart({ aplazame, container }: Pick<FlowContext, "aplazame" | "container">, cartId: string): Promise<string[]> {
  const { completeCart: own } = aplazame.settings
  if (own === undefined) {
    const { result } = await completeCartWorkflow(container).run({ input: { id: cartId } })
    return [result.id]
  }
  if (typeof own === "function") return ordersIn(await own({ cartId, container }))
  const run = runSchema.parse(await container.resolve(Modules.WORKFLOW_ENGINE).run(own, { input: inputOf(cartId) }))
  if (!run.acknowledgement.hasFinished) throw new Error(`workflow "${own}" goes on in the background: Aplazame waits for the order`)
  return ordersIn(run.result)
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
