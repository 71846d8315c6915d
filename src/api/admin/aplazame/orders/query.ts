import { z } from "@medusajs/framework/zod"
import { AplazameQueryError, parseOrderQuery, type OrderQuery } from "../../../../aplazame"

/**
 * `GET /admin/aplazame/orders`: Aplazame's own list query, word for word (`total_amount-gte=1000`,
 * `confirmed-isnull=no`, `q=garcia`, `ordering=-created`, `page=2`). A wrong filter, lookup or value is 400.
 */
export const ordersQuery = z.record(z.string(), z.unknown()).transform((query, context): OrderQuery => {
  try {
    return parseOrderQuery(query)
  } catch (error) {
    if (!(error instanceof AplazameQueryError)) throw error
    context.addIssue({ code: "custom", path: [error.field], message: error.message })
    return z.NEVER
  }
})
