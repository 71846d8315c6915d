import { z } from "@medusajs/framework/zod"

const count = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback)

/** `?path=/article/`: ten a page unless told, as Aplazame's plugins have it. */
export const articleQuery = z.object({ page: count(1), page_size: count(10) })
/** `?path=/order/history/`: `order_id` is our `mid`. Postgres fails when it is asked for a text with NUL. */
export const historyQuery = z.object({ order_id: z.string().min(1).max(200).regex(/^[^\0]*$/) })
