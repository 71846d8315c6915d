import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import { readDecimal } from "../../mapping/decimal"
import { first } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"

const adjustments = z.array(z.object({ code: z.string().nullish(), amount: z.unknown() }).nullable()).nullish()
const schema = z.object({
  email: z.string().nullish(),
  customer: z.object({ id: z.string() }).nullish(),
  items: z.array(z.object({ adjustments }).nullable()).nullish(),
  shipping_methods: z.array(z.object({ adjustments }).nullable()).nullish(),
})
const OF_ADJUSTMENTS = ["items", "shipping_methods"].flatMap((of) => [`${of}.adjustments.code`, `${of}.adjustments.amount`])

/**
 * The order that waited for this credit is cancelled and the credit never came: its discount codes were used for nothing, and
 * Medusa does not give their use back when an order is cancelled, only when a completion fails. What was registered is
 * read from the cart, as Medusa read it, and given back once.
 *
 * If the process dies between the claim and the return, the use stays counted; a code is never given back twice.
 */
export async function returnPromotions({ aplazame, query, container }: FlowContext, row: AplazameOrderRow): Promise<void> {
  if (row.confirmed_at !== null || !(await aplazame.orders.claimPromotions(row.id))) return
  try {
    const raw = await first(query, "cart", ["id", "email", "customer.id", ...OF_ADJUSTMENTS], { id: row.cart_id })
    if (!raw) return
    const cart = schema.parse(raw)
    const all = [...(cart.items ?? []), ...(cart.shipping_methods ?? [])].flatMap((one) => one?.adjustments ?? [])
    const uses = all.flatMap((one) => (one?.code ? [{ code: one.code, amount: Number(readDecimal(one.amount) ?? 0) }] : []))
    if (uses.length === 0) return
    await container.resolve(Modules.PROMOTION).revertUsage(uses, { customer_id: cart.customer?.id ?? null, customer_email: cart.email ?? null })
  } catch (error) {
    await aplazame.orders.update(row.id, { promotions_returned_at: null })
    throw error
  }
}
