import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Http } from "./http"

export type SeededStore = {
  admin: Http
  store: Http
  regionId: string
  locationId: string
  channelId: string
  profileId: string
  shippingOptionId: string
  /** sku -> variant id */
  variants: Record<string, string>
  publishableKey: string
}

export const PROVIDER = "pp_aplazame_aplazame"
export const ADMIN = { email: "admin@example.com", password: "supersecret" }

/** Makes an admin user the way `medusa user` does, and signs in. */
async function adminHttp(base: string, container: MedusaContainer): Promise<Http> {
  const users = container.resolve(Modules.USER)
  const auth = container.resolve(Modules.AUTH)
  const user = await users.createUsers({ email: ADMIN.email })
  // Where roles are on, a user without one may do nothing.
  if (process.env.MEDUSA_FF_RBAC === "true") {
    await container.resolve(ContainerRegistrationKeys.LINK).create({ [Modules.USER]: { user_id: user.id }, [Modules.RBAC]: { rbac_role_id: "role_super_admin" } })
  }
  const { authIdentity } = await auth.register("emailpass", { body: ADMIN } as never)
  await auth.updateAuthIdentities({ id: authIdentity!.id, app_metadata: { user_id: user.id } })
  return signedInAdmin(base)
}

/** The admin's HTTP, once there is the user. */
export async function signedInAdmin(base: string): Promise<Http> {
  const http = new Http(base)
  const { token } = await http.ok<{ token: string }>(http.post("/auth/user/emailpass", ADMIN))
  return http.with({ authorization: `Bearer ${token}` })
}

const PRODUCTS = [
  { title: "Camiseta", sku: "CAMISETA", price: 19.99, stock: 1000 },
  { title: "Zapatillas", sku: "ZAPATILLAS", price: 89.95, stock: 1000 },
  { title: "Último par", sku: "ULTIMO", price: 50, stock: 1 },
] as const

/** Seeds the store that runs in this process. */
export const seedStore = async (base: string, container: MedusaContainer): Promise<SeededStore> => furnish(base, await adminHttp(base, container))

/** A Spanish store by the admin API: EUR, region ES, 21 % IVA, prices without tax, shipping 4.95, stock. */
export async function furnish(base: string, admin: Http): Promise<SeededStore> {
  const post = async <T = any>(path: string, body: unknown): Promise<T> => (await admin.ok(admin.post(path, body))) as T
  const get = async <T = any>(path: string): Promise<T> => (await admin.ok(admin.get(path))) as T

  const { stores } = await get("/admin/stores")
  const { sales_channels: channels } = await get("/admin/sales-channels")
  const channelId: string = channels[0]?.id ?? (await post("/admin/sales-channels", { name: "Tienda" })).sales_channel.id
  await post(`/admin/stores/${stores[0].id}`, {
    supported_currencies: [{ currency_code: "eur", is_default: true }, { currency_code: "usd" }],
    default_sales_channel_id: channelId,
  })
  const { region } = await post("/admin/regions", {
    name: "España",
    currency_code: "eur",
    countries: ["es", "pt"],
    payment_providers: [PROVIDER, "pp_system_default"],
  })
  for (const country_code of ["es", "pt"]) {
    await post("/admin/tax-regions", { country_code, provider_id: "tp_system", default_tax_rate: { name: "IVA", code: "iva", rate: 21 } })
  }
  const { shipping_profiles } = await get("/admin/shipping-profiles")
  const profileId: string =
    shipping_profiles[0]?.id ?? (await post("/admin/shipping-profiles", { name: "Default", type: "default" })).shipping_profile.id
  const { stock_location } = await post("/admin/stock-locations", { name: "Almacén", address: { address_1: "Calle 1", city: "Madrid", country_code: "es" } })
  await post(`/admin/stock-locations/${stock_location.id}/sales-channels`, { add: [channelId] })
  await post(`/admin/stock-locations/${stock_location.id}/fulfillment-providers`, { add: ["manual_manual"] })
  const sets = await post(`/admin/stock-locations/${stock_location.id}/fulfillment-sets?fields=id,*fulfillment_sets`, { name: "Envíos", type: "shipping" })
  const zones = await post(`/admin/fulfillment-sets/${sets.stock_location.fulfillment_sets[0].id}/service-zones?fields=id,*service_zones`, {
    name: "Península",
    geo_zones: [{ type: "country", country_code: "es" }, { type: "country", country_code: "pt" }],
  })
  const { shipping_option } = await post("/admin/shipping-options", {
    name: "Estándar",
    service_zone_id: zones.fulfillment_set.service_zones[0].id,
    shipping_profile_id: profileId,
    provider_id: "manual_manual",
    price_type: "flat",
    type: { label: "Estándar", description: "2-3 días", code: "standard" },
    prices: [{ currency_code: "eur", amount: 4.95 }],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" },
      { attribute: "is_return", value: "false", operator: "eq" },
    ],
  })
  const variants: Record<string, string> = {}
  for (const product of PRODUCTS) {
    const { product: made } = await post("/admin/products?fields=id,*variants,*variants.inventory_items", {
      title: product.title,
      handle: product.sku.toLowerCase(),
      status: ProductStatus.PUBLISHED,
      shipping_profile_id: profileId,
      options: [{ title: "Talla", values: ["Única"] }],
      variants: [
        { title: "Única", sku: product.sku, options: { Talla: "Única" }, manage_inventory: true, prices: [{ currency_code: "eur", amount: product.price }] },
      ],
      sales_channels: [{ id: channelId }],
    })
    variants[product.sku] = made.variants[0].id
    await post(`/admin/inventory-items/${made.variants[0].inventory_items[0].inventory_item_id}/location-levels`, {
      location_id: stock_location.id,
      stocked_quantity: product.stock,
    })
  }
  const { api_key } = await post("/admin/api-keys", { title: "Tienda", type: "publishable" })
  await post(`/admin/api-keys/${api_key.id}/sales-channels`, { add: [channelId] })
  return {
    admin,
    store: new Http(base, { "x-publishable-api-key": api_key.token }),
    regionId: region.id,
    locationId: stock_location.id,
    channelId,
    profileId,
    shippingOptionId: shipping_option.id,
    variants,
    publishableKey: api_key.token,
  }
}
