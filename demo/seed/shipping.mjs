const OPTIONS = [
  { code: "standard", name: "Envío estándar", label: "Envío a domicilio", description: "Entrega en 2-3 días", amount: 4.95, net: 4.09 },
  { code: "pickup", name: "Recogida en tienda", label: "Recogida", description: "Gratis, mañana desde las 10:00", amount: 0, net: 0 },
]

async function seedProfile(admin) {
  const { shipping_profiles: profiles } = await admin.get("/admin/shipping-profiles?limit=100")
  const found = profiles.find(({ type }) => type === "default")
  return found ?? (await admin.post("/admin/shipping-profiles", { name: "Default", type: "default" })).shipping_profile
}

async function seedLocation(admin, channel) {
  const fields = "fields=id,name,*fulfillment_sets,*fulfillment_sets.service_zones"
  const { stock_locations: locations } = await admin.get(`/admin/stock-locations?limit=100&${fields}`)
  let location = locations[0]
  if (!location) {
    const created = await admin.post("/admin/stock-locations", { name: "Almacén Madrid", address: { address_1: "Calle del Almacén 1", city: "Madrid", postal_code: "28021", country_code: "es" } })
    location = created.stock_location
    await admin.post(`/admin/stock-locations/${location.id}/sales-channels`, { add: [channel.id] })
    await admin.post(`/admin/stock-locations/${location.id}/fulfillment-providers`, { add: ["manual_manual"] })
  }
  if (!location.fulfillment_sets?.length) {
    const answer = await admin.post(`/admin/stock-locations/${location.id}/fulfillment-sets?${fields}`, { name: "Envíos desde Madrid", type: "shipping" })
    location = answer.stock_location
  }
  const [set] = location.fulfillment_sets
  let [zone] = set.service_zones ?? []
  if (!zone) {
    const answer = await admin.post(`/admin/fulfillment-sets/${set.id}/service-zones?fields=id,*service_zones`, { name: "España", geo_zones: [{ type: "country", country_code: "es" }] })
    zone = answer.fulfillment_set.service_zones[0]
  }
  return { location, zone }
}

/**
 * Two ways to get the goods, 4.95 € (IVA included) and free, both sent by hand. In a draft order Medusa looks at the price of the
 * currency alone, which holds no IVA.
 */
export async function seedShipping(admin, { channel, region }) {
  const profile = await seedProfile(admin)
  const { location, zone } = await seedLocation(admin, channel)
  const { shipping_options: existing } = await admin.get("/admin/shipping-options?limit=100&fields=id,name,*type")
  const options = {}
  for (const { code, name, label, description, amount, net } of OPTIONS) {
    const found = existing.find(({ type }) => type?.code === code)
    options[code] = found?.id ?? (await admin.post("/admin/shipping-options", {
      name, service_zone_id: zone.id, shipping_profile_id: profile.id, provider_id: "manual_manual", price_type: "flat",
      type: { label, description, code }, prices: [{ region_id: region.id, amount }, { currency_code: "eur", amount: net }],
      rules: [{ attribute: "enabled_in_store", value: "true", operator: "eq" }, { attribute: "is_return", value: "false", operator: "eq" }],
    })).shipping_option.id
  }
  return { profile, location, options }
}
