import { z } from "@medusajs/framework/zod"
import { AplazameQueryError, parseOrderQuery, type OrderQuery } from "../../../../aplazame"

/** What Aplazame's list has no filter for; our own rows say of which orders it is true. */
export const OWN_STATUSES = ["refused", "pending"] as const
export type OwnStatus = (typeof OWN_STATUSES)[number]
export type OrdersQuery = OrderQuery & { status?: OwnStatus }

/**
 * `GET /admin/aplazame/orders`: Aplazame's own list query, word for word (`total_amount-gte=1000`,
 * `confirmed-isnull=no`, `q=garcia`, `ordering=-created`, `page=2`), and `status`. A wrong filter, lookup or value is 400.
 */
export const ordersQuery = z.record(z.string(), z.unknown()).transform(({ status, ...query }, context): OrdersQuery => {
  const own = z.enum(OWN_STATUSES).optional().safeParse(status)
  if (!own.success) {
    context.addIssue({ code: "custom", path: ["status"], message: `must be ${OWN_STATUSES.join(" or ")}` })
    return z.NEVER
  }
  try {
    return { ...parseOrderQuery(query), ...(own.data ? { status: own.data } : {}) }
  } catch (error) {
    if (!(error instanceof AplazameQueryError)) throw error
    context.addIssue({ code: "custom", path: [error.field], message: error.message })
    return z.NEVER
  }
})
