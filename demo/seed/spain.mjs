// A Spanish shop: euros, region España, 21 % IVA, 4 % on books.
import { APLAZAME, MANUAL } from "../lib/settings.mjs"

/**
 * Medusa takes a price's tax side from the region's preference when the price is the region's own, else from
 * the currency's. So both kinds live in one region: prices for the region hold the IVA, plain euro prices do not.
 */
export async function seedSpain(admin) {
  const { stores: [store] } = await admin.get("/admin/stores")
  const { sales_channels: [channel] } = await admin.get("/admin/sales-channels?limit=1")
  const { regions } = await admin.get("/admin/regions?limit=100")
  let region = regions.find(({ currency_code }) => currency_code === "eur")
  if (!region) {
    await admin.post(`/admin/stores/${store.id}`, {
      name: "Tienda Demo",
      supported_currencies: [{ currency_code: "eur", is_default: true, is_tax_inclusive: false }],
      default_sales_channel_id: channel.id,
    })
    const created = await admin.post("/admin/regions", {
      name: "España", currency_code: "eur", countries: ["es"], automatic_taxes: true, is_tax_inclusive: true, payment_providers: [APLAZAME, MANUAL],
    })
    region = created.region
    await admin.post(`/admin/stores/${store.id}`, { default_region_id: region.id })
  }
  const { tax_regions: taxRegions } = await admin.get("/admin/tax-regions?limit=100")
  let taxRegion = taxRegions.find(({ country_code }) => country_code === "es")
  if (!taxRegion) {
    const created = await admin.post("/admin/tax-regions", { country_code: "es", provider_id: "tp_system", default_tax_rate: { name: "IVA general", code: "iva21", rate: 21 } })
    taxRegion = created.tax_region
  }
  return { region, channel, taxRegion }
}

/** Books are taxed at 4 % in Spain: a second rate in the same basket. */
export async function seedReducedRate(admin, taxRegion, productIds) {
  const { tax_rates: rates } = await admin.get(`/admin/tax-rates?tax_region_id=${taxRegion.id}&limit=100`)
  if (rates.some(({ code }) => code === "iva4")) return
  await admin.post("/admin/tax-rates", {
    tax_region_id: taxRegion.id, name: "IVA superreducido", code: "iva4", rate: 4, rules: productIds.map((id) => ({ reference: "product", reference_id: id })),
  })
}
