import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import { readDecimal } from "../../mapping/decimal"
import { cartTies, first, type Query } from "../../modules/aplazame/reading"
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

const use = z.object({ order_id: z.string() })

/**
 * Gives back the uses of discount codes of orders that we cancel because no credit was approved. Medusa gives a use back when a
 * completion fails, but not when an order is cancelled. The registered uses are read from the cart, as Medusa read them, and
 * given back once for each cart, whichever arrives first: another process, a repeat, or another checkout of the cart.
 *
 * If the process dies between the claim and the return, the use stays counted; a code is never given back twice.
 */
export async function returnPromotions({ aplazame, query, container }: FlowContext, row: AplazameOrderRow, orderIds: readonly string[]): Promise<void> {
  const carts = await cartsWithUses(query, orderIds)
  if (carts.length === 0 || !(await aplazame.orders.claimPromotions(row))) return
  try {
    for (const cartId of carts) {
      const raw = await first(query, "cart", ["id", "email", "customer.id", ...OF_ADJUSTMENTS], { id: cartId })
      if (!raw) continue
      const cart = schema.parse(raw)
      const all = [...(cart.items ?? []), ...(cart.shipping_methods ?? [])].flatMap((one) => one?.adjustments ?? [])
      const uses = all.flatMap((one) => (one?.code ? [{ code: one.code, amount: Number(readDecimal(one.amount) ?? 0) }] : []))
      if (uses.length === 0) continue
      await container.resolve(Modules.PROMOTION).revertUsage(uses, { customer_id: cart.customer?.id ?? null, customer_email: cart.email ?? null })
    }
  } catch (error) {
    await aplazame.orders.update(row.id, { promotions_returned_at: null })
    throw error
  }
}

/**
 * The carts of those of these orders for which core has registered the use of promotions: it ties the order to them in the same
 * step. An order that a store has made without core has used none.
 */
async function cartsWithUses(query: Query, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const { data: promoted } = await query.graph({ entity: "order_promotion", fields: ["order_id"], filters: { order_id: [...orderIds] } })
  const ids = [...new Set(promoted.map((one) => use.parse(one).order_id))]
  if (ids.length === 0) return []
  return [...new Set((await cartTies(query, { order_id: ids })).map((tie) => tie.cart_id))]
}
