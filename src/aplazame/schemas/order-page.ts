import type { z } from "zod"
import { aplazameOrderSchema } from "./order"
import { pageSchema } from "./page"

/** One page of orders. See {@link pageSchema}. */
export const orderPageSchema = pageSchema(aplazameOrderSchema)

/** See {@link orderPageSchema}. */
export type OrderPage = z.infer<typeof orderPageSchema>
