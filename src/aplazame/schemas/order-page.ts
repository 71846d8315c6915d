import type { z } from "zod"
import { aplazameOrderSchema, type AplazameOrder } from "./order"
import { pageSchema, type Page } from "./page"

/** One page of orders. See {@link Page}. */
export type OrderPage = Page<AplazameOrder>

/** See {@link OrderPage}. */
export const orderPageSchema: z.ZodType<OrderPage> = pageSchema(aplazameOrderSchema)
