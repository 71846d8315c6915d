import { randomUUID } from "node:crypto"
import type { Http } from "./http"
import { PROVIDER, type SeededStore } from "./seed-store"

/** A variant that nobody has to ship, under the sku DIGITAL. */
export async function addDigitalProduct(seed: SeededStore): Promise<void> {
  if (seed.variants.DIGITAL) return
  const { inventory_item } = await seed.admin.ok<any>(seed.admin.post("/admin/inventory-items", { sku: "DIGITAL", requires_shipping: false }))
  await seed.admin.ok(
    seed.admin.post(`/admin/inventory-items/${inventory_item.id}/location-levels`, { location_id: seed.locationId, stocked_quantity: 1000 })
  )
  const { product } = await seed.admin.ok<any>(
    seed.admin.post("/admin/products?fields=id,*variants", {
      title: "Curso",
      handle: "curso",
      status: "published",
      options: [{ title: "Formato", values: ["Vídeo"] }],
      variants: [
        {
          title: "Vídeo",
          sku: "DIGITAL",
          options: { Formato: "Vídeo" },
          manage_inventory: true,
          inventory_items: [{ inventory_item_id: inventory_item.id, required_quantity: 1 }],
          prices: [{ currency_code: "eur", amount: 60 }],
        },
      ],
      sales_channels: [{ id: seed.channelId }],
    })
  )
  seed.variants.DIGITAL = product.variants[0].id
}

/** A product of its own at 30.00 that nothing else of the test is about, and the way to its stock. */
export async function addProduct(seed: SeededStore, stock = 100): Promise<{ id: string; sku: string; setStock: (quantity: number) => Promise<unknown> }> {
  const sku = `SKU-${randomUUID()}`
  const { product } = await seed.admin.ok<any>(
    seed.admin.post("/admin/products?fields=id,*variants,*variants.inventory_items", {
      title: "Lámpara",
      handle: sku.toLowerCase(),
      status: "published",
      shipping_profile_id: seed.profileId,
      options: [{ title: "Talla", values: ["Única"] }],
      variants: [{ title: "Única", sku, options: { Talla: "Única" }, manage_inventory: true, prices: [{ currency_code: "eur", amount: 30 }] }],
      sales_channels: [{ id: seed.channelId }],
    })
  )
  const [variant] = product.variants
  const levels = `/admin/inventory-items/${variant.inventory_items[0].inventory_item_id}/location-levels`
  await seed.admin.ok(seed.admin.post(levels, { location_id: seed.locationId, stocked_quantity: stock }))
  seed.variants[sku] = variant.id
  return { id: product.id, sku, setStock: (quantity) => seed.admin.ok(seed.admin.post(`${levels}/${seed.locationId}`, { stocked_quantity: quantity })) }
}

/** A code that takes five euros off the goods and can be used so often: by its own limit, by its campaign's budget, or for each e-mail. */
export async function addVoucher(seed: SeededStore, kind: "limit" | "budget" | "by e-mail", limit = 1): Promise<string> {
  const code = `VALE-${randomUUID()}`
  await seed.admin.ok(
    seed.admin.post("/admin/promotions", {
      code,
      type: "standard",
      status: "active",
      is_automatic: false,
      ...(kind === "limit" ? { limit } : { campaign: { name: code, campaign_identifier: code, budget: kind === "budget" ? { type: "usage", limit } : { type: "use_by_attribute", attribute: "customer_email", limit } } }),
      application_method: { type: "fixed", target_type: "items", allocation: "across", value: 5, currency_code: "eur" },
    })
  )
  return code
}

/** A region in dollars where Aplazame was switched on by mistake, and a product with a price in dollars. */
export async function addDollarRegion(seed: SeededStore): Promise<string> {
  const { region } = await seed.admin.ok<any>(
    seed.admin.post("/admin/regions", { name: "US", currency_code: "usd", countries: ["us"], payment_providers: [PROVIDER] })
  )
  const { product } = await seed.admin.ok<any>(
    seed.admin.post("/admin/products?fields=id,*variants", {
      title: "T-shirt",
      handle: "t-shirt",
      status: "published",
      options: [{ title: "Size", values: ["One"] }],
      variants: [{ title: "One", sku: "DOLLAR", options: { Size: "One" }, manage_inventory: false, prices: [{ currency_code: "usd", amount: 70 }] }],
      sales_channels: [{ id: seed.channelId }],
    })
  )
  seed.variants.DOLLAR = product.variants[0].id
  return region.id
}

/** Two codes: TERCIO takes a third off the goods, ENVIO half of the shipping. */
export async function addPromotions(seed: SeededStore): Promise<void> {
  const promotions = [
    { code: "TERCIO", target_type: "items", value: 33.33 },
    { code: "ENVIO", target_type: "shipping_methods", value: 50 },
  ]
  for (const { code, target_type, value } of promotions) {
    await seed.admin.ok(
      seed.admin.post("/admin/promotions", {
        code,
        type: "standard",
        status: "active",
        is_automatic: false,
        application_method: { type: "percentage", target_type, allocation: "each", value, max_quantity: 10, currency_code: "eur" },
      })
    )
  }
}

/** A shopper with an account, signed in. */
export async function signedIn(seed: SeededStore, email = `${randomUUID()}@example.com`, profile: Record<string, string> = {}): Promise<{ http: Http; email: string; id: string }> {
  const credentials = { email, password: "supersecret" }
  const registered = await seed.store.ok<{ token: string }>(seed.store.post("/auth/customer/emailpass/register", credentials))
  const { customer } = await seed.store.ok<any>(
    seed.store.with({ authorization: `Bearer ${registered.token}` }).post("/store/customers", { email, first_name: "Lucía", last_name: "García", ...profile })
  )
  const { token } = await seed.store.ok<{ token: string }>(seed.store.post("/auth/customer/emailpass", credentials))
  return { http: seed.store.with({ authorization: `Bearer ${token}` }), email, id: customer.id }
}

/** A shipping option for goods that the shopper fetches: of a fulfilment set for pickup, for nothing. Its id. */
export async function addPickup(seed: SeededStore): Promise<string> {
  const { shipping_options } = await seed.admin.ok<any>(seed.admin.get("/admin/shipping-options?fields=id,name"))
  const known = shipping_options.find(({ name }: { name: string }) => name === "Recogida")
  if (known) return known.id
  const sets = await seed.admin.ok<any>(
    seed.admin.post(`/admin/stock-locations/${seed.locationId}/fulfillment-sets?fields=id,*fulfillment_sets`, { name: "Recogida en tienda", type: "pickup" })
  )
  const set = sets.stock_location.fulfillment_sets.find(({ type }: { type: string }) => type === "pickup")
  const zones = await seed.admin.ok<any>(
    seed.admin.post(`/admin/fulfillment-sets/${set.id}/service-zones?fields=id,*service_zones`, {
      name: "Tienda",
      geo_zones: ["es", "pt", "fr"].map((country_code) => ({ type: "country", country_code })),
    })
  )
  const { shipping_option } = await seed.admin.ok<any>(
    seed.admin.post("/admin/shipping-options", {
      name: "Recogida",
      service_zone_id: zones.fulfillment_set.service_zones[0].id,
      shipping_profile_id: seed.profileId,
      provider_id: "manual_manual",
      price_type: "flat",
      type: { label: "Recogida", description: "En la tienda", code: "pickup" },
      prices: [{ currency_code: "eur", amount: 0 }],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" },
        { attribute: "is_return", value: "false", operator: "eq" },
      ],
    })
  )
  return shipping_option.id
}

/** A region in euros of just these countries, to pay with Aplazame in. Its id. */
export async function addRegion(seed: SeededStore, countries: string[]): Promise<string> {
  const { region } = await seed.admin.ok<any>(
    seed.admin.post("/admin/regions", { name: countries.join(), currency_code: "eur", countries, payment_providers: [PROVIDER] })
  )
  return region.id
}

/** A product with a variant for each price, under the skus `${sku}_1`, `${sku}_2` … */
export async function addVariants(seed: SeededStore, sku: string, { title, description, prices }: { title: string; description?: string; prices: number[] }): Promise<void> {
  const names = prices.map((_, index) => `${sku}_${index + 1}`)
  const { product } = await seed.admin.ok<any>(
    seed.admin.post("/admin/products?fields=id,*variants", {
      title,
      description,
      handle: sku.toLowerCase(),
      status: "published",
      shipping_profile_id: seed.profileId,
      options: [{ title: "Modelo", values: names }],
      variants: names.map((name, index) => ({ title: name, sku: name, options: { Modelo: name }, manage_inventory: false, prices: [{ currency_code: "eur", amount: prices[index] }] })),
      sales_channels: [{ id: seed.channelId }],
    })
  )
  for (const variant of product.variants) seed.variants[variant.sku] = variant.id
}

/** A code that gives everything away. */
export async function addFreeCode(seed: SeededStore): Promise<void> {
  await seed.admin.ok(
    seed.admin.post("/admin/promotions", {
      code: "GRATIS",
      type: "standard",
      status: "active",
      is_automatic: false,
      application_method: { type: "percentage", target_type: "items", allocation: "each", value: 100, max_quantity: 10, currency_code: "eur" },
    })
  )
}
