import { z } from "@medusajs/framework/zod"
import { AplazameQueryError, parseOrderQuery, type OrderQuery } from "../../../../aplazame"

/** What Aplazame's list has no filter for; our own rows say of which orders it is true. */
export type OwnStatus = "refused" | "pending"
export type OrdersQuery = OrderQuery & { status?: OwnStatus }

/**
 * `GET /admin/aplazame/orders`: Aplazame's own list query, word for word (`total_amount-gte=1000`,
 * `confirmed-isnull=no`, `q=garcia`, `ordering=-created`, `page=2`), and `status`. A wrong filter, lookup or value is 400.
 */
export const ordersQuery = z.object({ status: z.enum(["refused", "pending"]).optional() }).loose().transform(({ status, ...query }, context): OrdersQuery => {
  try {
    return { ...parseOrderQuery(query), ...(status && { status }) }
  } catch (error) {
    if (!(error instanceof AplazameQueryError)) throw error
    context.addIssue({ code: "custom", path: [error.field], message: error.message })
    return z.NEVER
  }
})
