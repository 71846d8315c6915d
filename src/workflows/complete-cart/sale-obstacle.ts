import type { CampaignDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import { readDecimal } from "../../mapping/decimal"
import { first } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { lackOfStock } from "./stock"
import { isUsedUp, type Use, type Promotion } from "./used-up-promotions"

/** Why a cart can't become an order, as far as it is known without trying. */
export type SaleObstacle = "product_gone" | "shipping_not_possible" | "promotion_used_up" | "out_of_stock" | "cart_not_completable"

const number = z.unknown().transform((value) => Number(readDecimal(value) ?? 0))
const adjustments = z.array(z.object({ code: z.string().nullish(), amount: number }).nullable()).nullish()
const byId = z.object({ id: z.string() }).nullish()
const channels = z.array(z.object({ id: z.string() }).nullable()).nullish()
const level = z.object({
  stocked_quantity: number,
  reserved_quantity: number,
  stock_locations: z.array(z.object({ sales_channels: channels }).nullable()).nullish(),
})

const variantSchema = z.object({
  id: z.string(),
  manage_inventory: z.boolean().nullish(),
  allow_backorder: z.boolean().nullish(),
  inventory_items: z
    .array(z.object({ required_quantity: number, inventory: z.object({ location_levels: z.array(level.nullable()).nullish() }).nullish() }).nullable())
    .nullish(),
  product: z.object({ id: z.string(), shipping_profile: byId }).nullish(),
})

const schema = z.object({
  id: z.string(),
  email: z.string().nullish(),
  sales_channel_id: z.string().nullish(),
  customer: byId,
  items: z
    .array(z.object({ id: z.string(), quantity: number, variant_id: z.string().nullish(), requires_shipping: z.boolean().nullish(), adjustments, variant: variantSchema.nullish() }).nullable())
    .nullish(),
  promotions: z.array(byId).nullish(),
  shipping_methods: z.array(z.object({ shipping_option_id: z.string().nullish(), adjustments }).nullable()).nullish(),
})
type Cart = z.output<typeof schema>
type Line = NonNullable<NonNullable<Cart["items"]>[number]>

const LEVEL = "items.variant.inventory_items.inventory.location_levels"
const CART_FIELDS_OF_A_SALE = [
  "id",
  "email",
  "sales_channel_id",
  "customer.id",
  "promotions.id",
  ...["id", "quantity", "variant_id", "requires_shipping", "adjustments.code", "adjustments.amount"].map((name) => `items.${name}`),
  ...["id", "manage_inventory", "allow_backorder", "product.id", "product.shipping_profile.id", "inventory_items.required_quantity"].map((name) => `items.variant.${name}`),
  ...["stocked_quantity", "reserved_quantity", "stock_locations.sales_channels.id"].map((name) => `${LEVEL}.${name}`),
  "shipping_methods.shipping_option_id",
  "shipping_methods.adjustments.code",
  "shipping_methods.adjustments.amount",
]

/**
 * Why Medusa would refuse to complete this cart: a deleted product or variant, a shipping profile that no chosen shipping method
 * has, a promotion that is used up or deleted, too little stock. Null when there is no known obstacle; a store's own validation
 * runs only at the completion.
 */
export async function saleObstacle(flow: Pick<FlowContext, "query" | "container">, cartId: string): Promise<SaleObstacle | null> {
  const raw = await first(flow.query, "cart", CART_FIELDS_OF_A_SALE, { id: cartId })
  if (!raw) return null
  const cart = schema.parse(raw)
  const lines = (cart.items ?? []).flatMap((line) => line ?? [])
  if (lines.some((line) => line.variant_id && !line.variant?.product)) return "product_gone"
  if (!(await isCarried(flow, cart, lines))) return "shipping_not_possible"
  if (await isPromotionGone(flow, cart, lines)) return "promotion_used_up"
  const lack = lackOfStock(lines.map(stocked), cart.sales_channel_id ?? null)
  return lack === "no_location" ? "cart_not_completable" : lack
}

/** Medusa wants a shipping method with the profile of every product that travels, and takes none for none. */
async function isCarried({ query }: Pick<FlowContext, "query">, cart: Cart, lines: readonly Line[]): Promise<boolean> {
  const needed = lines.filter((line) => line.requires_shipping).map((line) => (line.variant ? (line.variant.product?.shipping_profile?.id ?? null) : undefined))
  if (needed.length === 0) return true
  // Without its variant Medusa can't ask a line that travels for its profile.
  if (needed.includes(undefined)) return false
  const chosen = (cart.shipping_methods ?? []).map((method) => method?.shipping_option_id ?? null)
  const ids = chosen.filter((id): id is string => id !== null)
  const { data } = ids.length > 0 ? await query.graph({ entity: "shipping_option", fields: ["id", "shipping_profile_id"], filters: { id: ids } }) : { data: [] }
  const profiles = new Map(data.map((one) => z.object({ id: z.string(), shipping_profile_id: z.string().nullish() }).parse(one)).map((one) => [one.id, one.shipping_profile_id ?? null]))
  const carried = chosen.map((id) => (id === null ? null : (profiles.get(id) ?? null)))
  return needed.every((profile) => carried.includes(profile ?? null))
}

async function isPromotionGone({ container }: Pick<FlowContext, "container">, cart: Cart, lines: readonly Line[]): Promise<boolean> {
  // A promotion that was deleted leaves its place in the cart's list, and Medusa's completion fails by it.
  if (cart.promotions?.some((one) => !one)) return true
  const of = [...lines, ...(cart.shipping_methods ?? [])].flatMap((one) => one?.adjustments ?? [])
  const uses = of.flatMap((one): Use[] => (one?.code ? [{ code: one.code, amount: one.amount }] : []))
  if (uses.length === 0) return false
  const codes = [...new Set(uses.map(({ code }) => code))]
  const found = await container.resolve(Modules.PROMOTION).listPromotions({ code: codes }, { relations: ["campaign", "campaign.budget", "campaign.budget.usages"] })
  const now = new Date()
  const active = found.filter(({ status, campaign }) => status === "active" && isRunning(campaign, now))
  return isUsedUp(
    active.map((one) => promotionSchema.parse(one)),
    uses,
    { customer_id: cart.customer?.id ?? null, customer_email: cart.email ?? null }
  )
}

/** Of a promotion whose campaign is not on Medusa counts nothing. */
const isRunning = (campaign: CampaignDTO | undefined, now: Date): boolean =>
  (!campaign?.starts_at || new Date(campaign.starts_at) <= now) && (!campaign?.ends_at || new Date(campaign.ends_at) > now)

const limit = z.unknown().transform((value) => (value === null || value === undefined ? null : Number(readDecimal(value))))
const promotionSchema = z
  .object({
    code: z.string(),
    limit,
    used: number,
    campaign: z
      .object({
        budget: z
          .object({ type: z.string(), limit, used: number, attribute: z.string().nullish(), usages: z.array(z.object({ attribute_value: z.string(), used: number })).nullish() })
          .nullish(),
      })
      .nullish(),
  })
  .transform(({ code, limit, used, campaign }): Promotion => {
    const budget = campaign?.budget
    const usages = (budget?.usages ?? []).map((one) => ({ value: one.attribute_value, used: one.used }))
    return { code, limit, used, budget: budget ? { type: budget.type, limit: budget.limit, used: budget.used, attribute: budget.attribute ?? null, usages } : null }
  })

function stocked({ quantity, variant }: Line): Parameters<typeof lackOfStock>[0][number] {
  if (!variant?.manage_inventory || variant.allow_backorder) return { quantity, takes: null }
  const takes = (variant.inventory_items ?? []).flatMap((item) => {
    if (!item) return []
    const levels = (item.inventory?.location_levels ?? []).flatMap((one) => one ?? [])
    return [
      {
        required: item.required_quantity,
        levels: levels.map((one) => ({
          available: one.stocked_quantity - one.reserved_quantity,
          channels: (one.stock_locations ?? []).flatMap((place) => place?.sales_channels ?? []).flatMap((channel) => (channel ? [channel.id] : [])),
        })),
      },
    ]
  })
  return { quantity, takes }
}
