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
