import { z } from "zod"
import { addressSchema, campaignArticlePayloadSchema, customerSchema, orderPayloadSchema, shippingSchema } from "../../../../aplazame/payloads"
import { notes } from "../../../values.answer"

export const articleList = z
  .strictObject({ query: z.strictObject({ page: z.int(), page_size: z.int() }), elements: z.array(campaignArticlePayloadSchema) })
  .register(notes, { id: "ArticleList", description: "A page of what the storefront sells, a variant each, in the shape of Aplazame's plugins." })

export const storedOrder = z
  .strictObject({
    customer: customerSchema,
    order: orderPayloadSchema.extend({ created: z.string() }),
    billing: addressSchema.optional(),
    shipping: shippingSchema.optional(),
    meta: z.strictObject({ module: z.strictObject({ name: z.string(), version: z.string() }), version: z.string() }),
    payment: z.strictObject({ method: z.string(), status: z.enum(["payed", "pending", "cancelled", "refunded", "unknown"]) }),
    status: z.enum(["processing", "completed", "payment", "cancelled", "refunded"]),
  })
  .register(notes, { id: "StoredOrder", description: "A past order of the shopper, in the shape of Aplazame's plugins." })

export const articleListExample = {
  query: { page: 1, page_size: 10 },
  elements: [{ id: "variant_01KAMW10", name: "Camiseta (M)", url: "https://shop.example/products/camiseta" }],
}
