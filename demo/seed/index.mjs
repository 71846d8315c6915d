import { bearer } from "../lib/api.mjs"
import { adminToken } from "./admin-user.mjs"
import { BOOKS, seedCatalogue } from "./catalogue.mjs"
import { seedCustomer } from "./customer.mjs"
import { seedShipping } from "./shipping.mjs"
import { seedReducedRate, seedSpain } from "./spain.mjs"

async function publishableKeyFor(admin, channel) {
  const { api_keys: keys } = await admin.get("/admin/api-keys?type=publishable&limit=100")
  const key = keys.find(({ revoked_at }) => !revoked_at) ?? (await admin.post("/admin/api-keys", { title: "Tienda Demo", type: "publishable" })).api_key
  await admin.post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] })
  return key.token
}

/**
 * Fills a migrated store by its own HTTP API. Looks before it makes anything, so that a start on existing
 * data, or after a start that was killed half-way, adds only what is missing.
 * @param {ReturnType<import("../lib/api.mjs").createApi>} api
 * @param {string} storefrontUrl where the product pictures are
 */
export async function seedStore(api, storefrontUrl) {
  const admin = api.with(bearer(await adminToken(api)))
  const { region, channel, taxRegion } = await seedSpain(admin)
  const shipping = await seedShipping(admin, { channel, region })
  const catalogue = await seedCatalogue(admin, { profile: shipping.profile, channel, region, location: shipping.location, storefrontUrl })
  await seedReducedRate(admin, taxRegion, BOOKS.map((handle) => catalogue[handle].id))
  const publishableKey = await publishableKeyFor(admin, channel)
  await seedCustomer(api, admin, { publishableKey, region, shipping, catalogue })
  return { regionId: region.id, channelId: channel.id, publishableKey, locationId: shipping.location.id, shippingOptions: shipping.options, catalogue }
}
