import { z } from "zod"
import { parseProductView, PRODUCT_FIELDS, VARIANT_FIELDS, type ProductView } from "../../../mapping"
import { first, type Query } from "./query"

/** A product with its variants, published or not, or null. */
export async function productById(query: Query, id: string): Promise<ProductView | null> {
  if (!id) return null
  const raw = await first(query, "product", PRODUCT_FIELDS, { id })
  return raw ? parseProductView(raw) : null
}

/** The products of these ids, in any order; those that do not exist are left out. */
export async function productsById(query: Query, ids: readonly string[]): Promise<ProductView[]> {
  if (ids.length === 0) return []
  const { data } = await query.graph({ entity: "product", fields: PRODUCT_FIELDS, filters: { id: [...ids] }, pagination: { take: ids.length } })
  return data.map(parseProductView)
}

const ownerSchema = z.object({ id: z.string(), product_id: z.string().nullish() })

/** variant id -> product id, for those of the ids that are variants of ours. */
export async function productsOfVariants(query: Query, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { data } = await query.graph({ entity: "product_variant", fields: ["id", "product_id"], filters: { id: [...ids] }, pagination: { take: ids.length } })
  return new Map(data.map((raw) => ownerSchema.parse(raw)).flatMap(({ id, product_id }) => (product_id ? [[id, product_id]] : [])))
}

const keySchema = z.object({
  revoked_at: z.union([z.string(), z.date()]).nullish(),
  sales_channels: z.array(z.object({ id: z.string(), is_disabled: z.boolean().nullish() }).nullable()).nullish(),
})

/** The sales channels that a storefront can see: those of the publishable keys in force. */
async function storefrontChannels(query: Query): Promise<string[]> {
  const { data } = await query.graph({
    entity: "api_key",
    fields: ["id", "revoked_at", "sales_channels.id", "sales_channels.is_disabled"],
    filters: { type: "publishable" },
  })
  const inForce = data.map((raw) => keySchema.parse(raw)).filter(({ revoked_at }) => !revoked_at || new Date(revoked_at) > new Date())
  return [...new Set(inForce.flatMap(({ sales_channels }) => (sales_channels ?? []).flatMap((channel) => (channel && !channel.is_disabled ? [channel.id] : []))))]
}

const linkSchema = z.object({ product_id: z.string() })
const variantSchema = z.object({ product: z.record(z.string(), z.unknown()).nullish() }).loose()

/**
 * One page of what the storefront sells, one entry for each variant, in an order that stays: each is its product
 * with that variant alone. Published products in a sales channel of the storefront only, found as Medusa's own
 * product list finds them.
 */
export async function variantsOnSale(query: Query, { skip, take }: { skip: number; take: number }): Promise<ProductView[]> {
  const channels = await storefrontChannels(query)
  if (channels.length === 0) return []
  const linked = await query.graph({ entity: "product_sales_channel", fields: ["product_id"], filters: { sales_channel_id: channels } })
  const product_id = [...new Set(linked.data.map((raw) => linkSchema.parse(raw).product_id))]
  if (product_id.length === 0) return []
  const { data } = await query.graph({
    entity: "product_variant",
    fields: VARIANT_FIELDS,
    filters: { product_id, product: { status: "published" } },
    pagination: { skip, take, order: { id: "ASC" } },
  })
  return data.map((raw) => {
    const { product, ...variant } = variantSchema.parse(raw)
    return parseProductView({ ...product, variants: [variant] })
  })
}
